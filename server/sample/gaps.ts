import { gapBody, type OpenGap, openGaps } from '@maek/domain/models/open-gaps.ts'
import { performanceGap } from '@maek/domain/models/performance-gap.ts'
import { readEvaluationResult } from '../models/evaluation-result.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import { type Pen, wanted } from './pen.ts'

type Told = { readonly evaluation: string; readonly hazards: readonly string[] }

/**
 * Two of the gaps the sample's evaluation found, decided: a restriction that users are told, and a group too small to
 * say. The others wait on purpose, as they do after a real evaluation.
 */
export async function decideGaps(pen: Pen, { evaluation, hazards }: Told): Promise<void> {
  const { digest, result } = wanted(await readEvaluationResult(pen.house, pen.author, evaluation))
  const open = openGaps(result)
  const draft = (gap: OpenGap, name: string) => ({ ...gapBody(gap, { evaluation, digest }), name, hazards })
  const missed = open.find(({ value, measure }) => value === 'medium' && measure === 'sensitivity')
  const small = open.find(({ value, finding }) => value === 'small' && finding === 'unknown')
  if (missed) {
    const restricted = await pen.write(performanceGap, {
      ...draft(missed, lineOf('핵 크기 중간: 민감도', 'Nuclei of medium size: sensitivity')),
      decision: 'restrict',
      reason: proseOf(
        '경계에 있는 사례가 많아 민감도가 낮다. 놓치면 진단이 늦어진다.',
        'Many borderline cases lower the sensitivity; a miss delays the diagnosis.',
      ),
      labelText: pairOf(
        '핵 크기가 중간인 사례에서는 음성 결과만으로 악성을 배제하지 마십시오.',
        'With nuclei of medium size, do not rule out malignancy on a negative result alone.',
      ),
      nextEvidence: proseOf('시판 후 이 집단의 민감도를 감시한다.', 'Watch this group in the field.'),
    })
    await pen.lead(restricted, 'submit', 'approve')
  }
  if (small) {
    const accepted = await pen.write(performanceGap, {
      ...draft(small, lineOf('핵 크기 작음: 건수 부족', 'Small nuclei: too few cases')),
      decision: 'accept',
      reason: proseOf(
        '악성이 드문 집단이며 제한을 표시에 적었다.',
        'Malignancy is rare in this group, and the label says what is not established.',
      ),
      nextEvidence: proseOf(
        '작은 핵의 악성 사례를 10건 이상 모아 다시 평가한다.',
        'Gather ten or more malignant cases with small nuclei, then evaluate again.',
      ),
      reviewOn: pen.day(180),
    })
    await pen.lead(accepted, 'submit', 'approve')
  }
}
