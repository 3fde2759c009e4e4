import { expect, test } from 'vitest'
import { parseBody } from '../parse.ts'
import { gapBody, gapKey, gapKeyOf, gapsFound, openGaps, saysTheSame } from './open-gaps.ts'
import { type BinaryResult, evaluate } from './performance/evaluate.ts'
import { binaryPlanSchema, otherPlanSchema } from './performance/plan.ts'
import { evaluateTask } from './performance/tasks/evaluate-task.ts'
import type { MultiClassResult } from './performance/tasks/task-result.ts'
import { foundBy } from './performance/tasks/test/tables.ts'
import { performanceGap } from './performance-gap.ts'

const found = { evaluation: '00000000-0000-4000-8000-000000000001', digest: 'ab'.repeat(32) }

/** Two sites of 80 and 80 cases with the given numbers of positives called rightly of 40, and a third site too small to say. */
function resultOf(right: readonly [number, number], plan: object = {}): BinaryResult {
  const rows = [
    ...siteRows('a', right[0]),
    ...siteRows('b', right[1]),
    ...Array.from({ length: 12 }, (_, at) => {
      const label = at % 4 === 0 ? 1 : 0
      return { site: 'c', label, score: (label === 1 ? 0.6 : 0.2) + (at % 7) / 100 }
    }),
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

/** Three classes at two sites; of the second, `wrong` of forty cases of each class are called the next one. */
function classResult(wrong: number, plan: object = {}): MultiClassResult {
  const classes = ['none', 'mild', 'severe']
  const rows = Array.from({ length: 240 }, (_, at) => {
    const [truth, site] = [at % 3, at < 120 ? 'a' : 'b']
    const called = site === 'b' && Math.floor((at - 120) / 3) < wrong ? (truth + 1) % 3 : truth
    return [`C${at}`, classes[truth] ?? '', classes[called] ?? '', site]
  })
  return foundBy(
    'multi-class',
    evaluateTask(otherPlanSchema.parse({ task: 'multi-class', classes, strata: ['site'], ...plan }), {
      header: ['case_id', 'label', 'predicted', 'site'],
      rows,
    }),
  )
}

test('a gap of one class needs a decision of its own, and the draft names the class', () => {
  const open = openGaps(classResult(20))
  const severe = open.find(({ measure, of }) => measure === 'sensitivity' && of === 'severe')
  expect(severe).toMatchObject({ finding: 'shown', column: 'site', value: 'a' })
  const keys = open.map(gapKey)
  expect(new Set(keys).size).toBe(keys.length)
  for (const one of open) {
    const body = gapBody(one, found)
    expect(parseBody(performanceGap, body)).toMatchObject({ ok: true })
    expect(gapKeyOf(body)).toBe(gapKey(one))
  }
  expect(severe && gapBody(severe, found)).toMatchObject({
    name: 'site=a · 민감도(severe) · Sensitivity (severe)',
    measure: 'sensitivity',
    of: 'severe',
    difference: '0.5',
  })
})

test('classes a group has too few cases of are one finding of that group, as many named as the line holds', () => {
  const result = classResult(0, { stratumCasesMin: 41 })
  expect(openGaps(result)).toMatchObject([
    { finding: 'unknown', value: 'a', of: 'none, mild, severe', n: 40 },
    { finding: 'unknown', value: 'b', of: 'none, mild, severe', n: 40 },
  ])
  const many = Array.from({ length: 30 }, (_, at) => ({ of: `a rather long name ${at}`, n: 3 }))
  const [open] = openGaps({ ...result, tooFew: [{ column: 'site', value: 'a', of: many }] })
  expect(open?.of?.length).toBeLessThanOrEqual(120)
  expect(open?.of).toMatch(/^a rather long name 0, .* \+ 25$/)
  const body = open && gapBody(open, found)
  expect(body).not.toHaveProperty('n')
  expect(parseBody(performanceGap, body ?? {})).toMatchObject({ ok: true })
})

test('a limit is a share: millimetres and marks per image are not held against it', () => {
  const rows = Array.from({ length: 80 }, (_, at) => {
    const site = at % 2 === 0 ? 'a' : 'b'
    return [`C${at}`, String(0.8 + (at % 7) / 100), String(4 + (at % 10) + (site === 'a' ? 2 : 0)), site]
  })
  const answer = evaluateTask(
    otherPlanSchema.parse({ task: 'segmentation', strata: ['site'], gapLimit: 0.5 }),
    { header: ['case_id', 'dice', 'hd95_mm', 'site'], rows },
  )
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  const distance = answer.value.gaps?.find(({ name }) => name === 'median-hausdorff-95')
  expect(Math.abs(distance?.difference ?? 0)).toBeGreaterThan(0.5)
  expect(openGaps(answer.value)).toEqual([])
})

test('a result of the first version of a task, which compared no groups, still opens: its small groups are its findings', () => {
  const { gaps: _, tooFew: __, ...first } = classResult(20, { stratumCasesMin: 500 })
  const old: MultiClassResult = { ...first, version: 'multi-class/1' }
  expect(openGaps(old).map(({ finding }) => finding)).toEqual(['unknown', 'unknown'])
  expect(gapsFound(old)).toEqual({ gapsFound: 2 })
})

test('a record drafted before gaps spoke of classes keeps its key', () => {
  const old = { column: 'sex', group: 'F', measure: 'auroc' }
  expect(gapKeyOf(old)).toBe(gapKey({ column: 'sex', value: 'F', measure: 'auroc' }))
})
