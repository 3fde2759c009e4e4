import type { Retention } from './kind.ts'
import { say } from './words.ts'

/*
 * How long records are kept where several kinds share the reason; where several laws apply the longest wins.
 */

/**
 * What belongs to the device's technical documentation: Regulation (EU) 2017/745 Art. 10(8) and Regulation (EU)
 * 2024/1689 Art. 18 ask for 10 years after the last device; ISO 13485 4.2.5 and KGMP for its lifetime.
 */
export const deviceFileRetention: Retention = {
  years: 10,
  from: 'end-of-life',
  because: say(
    '기기 기술문서: 마지막 제품 출하 후 10년(EU MDR 제10조제8항, EU AI법 제18조). ISO 13485 4.2.5와 GMP의 제품 수명보다 길다.',
    'Technical documentation: 10 years after the last device (EU MDR Art. 10(8), EU AI Act Art. 18); longer than the lifetime ISO 13485 4.2.5 and KGMP ask for.',
  ),
}

/** Quality records not bound to one device: KGMP asks for 5 years, ISO 13485 4.2.5 for not less than 2. */
export const qualityRecordRetention: Retention = {
  years: 5,
  from: 'closing',
  because: say(
    '품질기록: GMP 기준 5년(ISO 13485 4.2.5의 최소 2년보다 길다).',
    'Quality record: 5 years under KGMP, longer than the 2 years ISO 13485 4.2.5 sets as the least.',
  ),
}
