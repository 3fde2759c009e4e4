import { say } from '../../words.ts'

/* What a card says of itself, the same on every kind of paper. */

export const titleWords = say('모델 카드', 'Model card')
export const gapWords = say('기록 없음', 'Nothing on record')
export const draftWords = say(
  '승인 전 모델입니다. 밖으로 내보내지 마십시오.',
  'This model is not approved. Do not hand this out.',
)

export function madeWords(at: string) {
  return say(
    `${at.slice(0, 10)}의 기록에서 만들었습니다. 따로 적은 것은 없습니다.`,
    `Made from the records as of ${at.slice(0, 10)}; nothing was written for it.`,
  )
}

export function gapsWords(gaps: number) {
  return say(`기록되지 않은 사항 ${gaps}건`, `Facts nobody has written down: ${gaps}`)
}
