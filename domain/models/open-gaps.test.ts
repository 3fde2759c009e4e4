import { expect, test } from 'vitest'
import { parseBody } from '../parse.ts'
import { gapBody, gapKey, gapKeyOf, openGaps, saysTheSame } from './open-gaps.ts'
import { type BinaryResult, evaluate } from './performance/evaluate.ts'
import { binaryPlanSchema } from './performance/plan.ts'
import { performanceGap } from './performance-gap.ts'

const found = { evaluation: '00000000-0000-4000-8000-000000000001', digest: 'ab'.repeat(32) }

/** Two sites of 80 and 80 cases with the given numbers of positives called rightly of 40, and a third site too small to say. */
function resultOf(right: readonly [number, number], plan: object = {}): BinaryResult {
  const rows = [
    ...siteRows('a', right[0]),
    ...siteRows('b', right[1]),
    ...Array.from({ length: 12 }, (_, at) => ({ site: 'c', label: at % 4 === 0 ? 1 : 0, score: at / 12 })),
  ]
  const answer = evaluate(
    {
      caseIds: rows.map((_, at) => String(at)),
      scores: Float64Array.from(rows, ({ score }) => score),
      labels: Uint8Array.from(rows, ({ label }) => label),
      subgroups: [
        {
          column: 'site',
          strata: ['a', 'b', 'c'],
          codes: Int32Array.from(rows, ({ site }) => 'abc'.indexOf(site)),
        },
      ],
      scoreKind: 'probability',
      columnsLeftOut: [],
    },
    binaryPlanSchema.parse({ threshold: 0.5, strata: ['site'], ...plan }),
  )
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  return answer.value
}

function siteRows(site: string, right: number) {
  return Array.from({ length: 80 }, (_, at) => {
    const label = at < 40 ? 1 : 0
    const isCalled = label === 1 ? at < right : at % 10 === 0
    return { site, label, score: (isCalled ? 0.6 : 0.2) + (at % 7) / 100 }
  })
}

test('a gap whose simultaneous interval excludes zero needs a decision, and a group too small to say one as well', () => {
  const open = openGaps(resultOf([38, 14]))
  expect(open.filter(({ measure }) => measure === 'sensitivity')).toMatchObject([
    { finding: 'shown', value: 'a' },
    { finding: 'shown', value: 'b' },
  ])
  expect(open.filter(({ finding }) => finding === 'unknown')).toMatchObject([{ value: 'c', n: 12 }])
})

test('without a true gap nothing is shown; a limit declared beforehand asks for a decision all the same', () => {
  const even = resultOf([32, 30])
  expect(openGaps(even).map(({ finding }) => finding)).toEqual(['unknown'])
  const limited = resultOf([34, 28], { gapLimit: 0.1 })
  expect(
    openGaps(limited)
      .filter(({ finding }) => finding === 'beyond-limit')
      .map(({ measure }) => measure),
  ).toContain('sensitivity')
})

test('a draft is a valid record with the facts of the result and without a decision', () => {
  for (const one of openGaps(resultOf([38, 14]))) {
    const body = gapBody(one, found)
    const parsed = parseBody(performanceGap, body)
    expect(parsed).toMatchObject({ ok: true })
    expect(body.decision).toBeUndefined()
    expect(gapKeyOf(body)).toBe(gapKey(one))
    expect(saysTheSame(body, gapBody(one, found))).toBe(true)
    expect(saysTheSame({ ...body, lower: '0' }, gapBody(one, found))).toBe(false)
  }
})

test('the number of a group with fewer than ten cases is not told, and cells without a value have a name', () => {
  const tiny = { column: 'site', value: null, finding: 'unknown', n: 9 } as const
  expect(gapBody(tiny, found)).not.toHaveProperty('n')
  expect(gapBody({ ...tiny, n: 10 }, found)).toMatchObject({ n: 10, group: '(empty)' })
})
