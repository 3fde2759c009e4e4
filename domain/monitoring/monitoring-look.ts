import { choice, decimal, file, line, moment, optional, ref, whole } from '../field.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { lookStates } from './look-states.ts'

/** Written once and never changed: evidence that somebody looked, at what, and what stood there. */
const lookLife = life({
  initial: 'taken',
  states: { taken: { label: say('기록됨', 'Taken'), tone: 'good', closed: true } },
  actions: {},
})

/** One scheduled look at the field by a signed plan; its whole result is a file with its digest. */
export const monitoringLook = kind({
  name: 'monitoring-look',
  code: 'LOOK',
  domain: 'monitoring',
  title: say('성능 점검', 'Monitoring look'),
  plural: say('성능 점검', 'Monitoring looks'),
  about: say(
    '서명된 모니터링 계획에 따라 한 기간이 끝날 때마다 본 결과입니다. 같은 자료로 다시 계산하면 같은 해시가 나옵니다. ISO/IEC 42001 9.1.',
    'What stood there at the end of each period, by the signed plan; the same observations give the same digest again. ISO/IEC 42001 9.1.',
  ),
  titleField: 'name',
  life: lookLife,
  byHouse: {
    records: say(
      '기간이 끝나면 시스템이 서명된 모니터링 계획에 따라 점검하고 만듭니다.',
      'The system makes it at the end of each period, by the signed monitoring plan.',
    ),
  },
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true, max: 255 }),
    plan: ref('monitoring-plan', {
      label: say('계획', 'Plan'),
      listed: true,
      reverse: say('성능 점검', 'Looks'),
    }),
    modelVersion: ref('model-version', { label: say('모델', 'Model'), reverse: say('성능 점검', 'Looks') }),
    lookedAt: moment({ label: say('시각', 'At') }),
    through: line({ label: say('마지막 날', 'Through'), listed: true, max: 10 }),
    outcome: choice({ label: say('결과', 'Outcome'), listed: true, choices: lookStates }),
    predictions: whole({ label: say('예측 수', 'Predictions') }),
    mature: whole({ label: say('성숙한 사례', 'Mature cases') }),
    labelled: whole({ label: say('정답이 있는 성숙 사례', 'Mature cases with a label') }),
    labelShare: optional(decimal({ label: say('정답 확보율', 'Share of labels'), listed: true })),
    labelsSuffice: choice({
      label: say('정답 성숙도', 'Label maturity'),
      choices: { yes: say('충분', 'Enough'), no: say('부족', 'Too low') },
    }),
    alarms: whole({ label: say('경보 수', 'Alarms'), listed: true }),
    result: file({ label: say('결과 전체(JSON)', 'Whole result (JSON)') }),
    resultDigest: line({
      label: say('결과 해시(SHA-256)', 'Result digest (SHA-256)'),
      pattern: sha256Pattern,
    }),
    inputsDigest: line({
      label: say('자료 해시(SHA-256)', 'Digest of the observations (SHA-256)'),
      help: say(
        '어떤 자료와 어떤 계획으로 보았는지를 나타냅니다.',
        'Names the batches and the terms it was taken with.',
      ),
      pattern: sha256Pattern,
    }),
  },
})
