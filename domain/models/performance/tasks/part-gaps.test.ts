import { expect, test } from 'vitest'
import type { Gap, GapMeasureName } from '../gap.ts'
import { newcombe } from '../proportion.ts'
import { expectClose } from '../test/shared-medical.ts'
import { evaluateTask } from './evaluate-task.ts'
import { chance, examples } from './test/examples.ts'
import { foundBy, planOf, tableOf } from './test/tables.ts'

/* Gaps in what is measured in parts of a case: masks of structures, findings of images. */

const gapOf = (gaps: readonly Gap[] | undefined, name: GapMeasureName, of?: string) =>
  gaps?.find((one) => one.name === name && one.of === of)

test('gaps of masks are Welch’s and Mood’s of each structure; masks empty on both sides stand aside', () => {
  const next = chance(3)
  const values = Array.from({ length: 60 }, (_, at) => ({
    id: `C${String(at).padStart(2, '0')}`,
    site: at % 3 === 0 ? 'a' : 'b',
    dice: at % 11 === 0 ? null : Number((0.6 + 0.4 * next()).toFixed(3)),
  }))
  const table = tableOf(
    'case_id,structure,dice,site',
    ...values.map(({ id, site, dice }) => `${id},liver,${dice ?? ''},${site}`),
  )
  const plan = planOf({ task: 'segmentation', structures: ['liver', 'spleen'], strata: ['site'] })
  const { gaps = [], tooFew } = foundBy('segmentation', evaluateTask(plan, table))
  const valuesIn = (site: string) =>
    values.filter((one) => one.site === site).flatMap(({ dice }) => dice ?? [])
  const [own, others] = [valuesIn('a'), valuesIn('b')]
  const mean = (x: readonly number[]) => x.reduce((sum, one) => sum + one, 0) / x.length
  const found = gapOf(gaps, 'mean-dice', 'liver')
  expectClose(found?.difference, mean(own) - mean(others), 1e-10)
  expect(found?.group.n).toBe(own.length)
  expect(gapOf(gaps, 'median-dice', 'liver')?.interval.method).toBe('mover:order-statistics:bonferroni')
  expect(tooFew).toEqual([
    { column: 'site', value: 'a', of: [{ of: 'spleen', n: 0 }] },
    { column: 'site', value: 'b', of: [{ of: 'spleen', n: 0 }] },
  ])
  const wide = foundBy('segmentation', evaluateTask(planOf({ ...plan, meanInterval: 'hoeffding' }), table))
  expect(gapOf(wide.gaps, 'mean-dice', 'liver')?.interval.method).toBe('hoeffding:bonferroni')
})

test('findings of one image are no independent cases: the gap of a detector is wider than counting findings makes it', () => {
  // Ten findings an image, all hit or all missed.
  const rows = Array.from({ length: 40 }, (_, image) => {
    const site = image % 2 === 0 ? 'a' : 'b'
    const isHit = image % 5 !== 0
    const id = `I${String(image).padStart(2, '0')}`
    return [
      ...Array.from({ length: 10 }, () => `${id},finding,${isHit ? 0.9 : ''},${site}`),
      `${id},false,0.${1 + (image % 9)},${site}`,
    ]
  }).flat()
  const plan = planOf({ task: 'detection', strata: ['site'], threshold: 0.5 })
  const { gaps = [] } = foundBy('detection', evaluateTask(plan, tableOf('image_id,kind,score,site', ...rows)))
  const share = gapOf(gaps, 'lesion-sensitivity')
  expect(share?.group.n).toBe(200)
  const naive = newcombe({ k: 160, n: 200 }, { k: 160, n: 200 }, share?.interval.level ?? 0.95)
  expect((share?.interval.high ?? 0) - (share?.interval.low ?? 0)).toBeGreaterThan(
    2 * (naive.high - naive.low),
  )
  const falses = gapOf(gaps, 'false-marks-per-image')
  expect(falses?.group.n).toBe(20)
  const score = gapOf(gaps, 'froc-score')
  expect(score?.interval.method).toMatch(/^bootstrap-images:normal:200:/)
})

test('a group with images but hardly a finding is unknown in its findings, not in its false marks', () => {
  const rows = Array.from({ length: 40 }, (_, image) => {
    const id = `I${String(image).padStart(2, '0')}`
    const site = image < 20 ? 'a' : 'b'
    const finding = site === 'a' || image === 20 ? [`${id},finding,0.8,${site}`] : []
    return [...finding, `${id},false,0.${1 + (image % 9)},${site}`]
  }).flat()
  const plan = planOf({ task: 'detection', strata: ['site'], threshold: 0.5 })
  const { gaps, tooFew } = foundBy(
    'detection',
    evaluateTask(plan, tableOf('image_id,kind,score,site', ...rows)),
  )
  expect(tooFew).toEqual([{ column: 'site', value: 'b', of: [{ n: 1 }] }])
  expect(gaps?.map(({ name }) => name)).toEqual(['false-marks-per-image'])
})

test('no group, one group and the groups of every example have gaps that JSON can hold, without a function left in them', () => {
  for (const { plan, table } of examples(60, chance(5))) {
    const answer = evaluateTask(plan, table)
    if (!answer.ok) throw new Error(answer.refusal.because.en)
    const { gaps, spreads, tooFew } = answer.value
    expect(gaps?.length).toBeGreaterThan(0)
    expect(spreads?.length).toBeGreaterThan(0)
    const told = { gaps, spreads, tooFew }
    expect(JSON.parse(JSON.stringify(told))).toEqual(structuredClone(told))
    for (const gap of gaps ?? []) {
      expect(gap.interval.low).toBeLessThanOrEqual(gap.difference + 1e-9)
      expect(gap.interval.high).toBeGreaterThanOrEqual(gap.difference - 1e-9)
      expect(gap.pAdjusted).toBeGreaterThanOrEqual(gap.pValue - 1e-12)
    }
    const bare = evaluateTask({ ...plan, strata: [] }, table)
    if (bare.ok) expect(bare.value).toMatchObject({ gaps: [], spreads: [], tooFew: [] })
  }
})

test('an updated model is compared between groups by itself, whatever the earlier one did', () => {
  const rows = Array.from({ length: 200 }, (_, at) => {
    const [label, site] = [at % 2, at < 100 ? 'a' : 'b']
    const isWrong = site === 'b' && label === 1 && at % 4 === 1
    return `C${String(at).padStart(3, '0')},${label},${isWrong ? 0.2 : label * 0.6 + 0.2},0.5,${site}`
  })
  const plan = planOf({
    task: 'comparison',
    strata: ['site'],
    threshold: 0.5,
    comparisons: [{ against: 'cleared', measure: 'sensitivity', hypothesis: 'superiority' }],
  })
  const table = tableOf('case_id,label,score,score_cleared,site', ...rows)
  const { gaps, tooFew } = foundBy('comparison', evaluateTask(plan, table))
  expect(gaps?.map(({ name, of }) => `${name} ${of ?? ''}`)).toEqual([
    'accuracy ',
    'auroc ',
    'sensitivity ',
    'specificity ',
  ])
  expectClose(gapOf(gaps, 'sensitivity')?.difference, 0.5, 1e-10)
  expect(tooFew).toEqual([])
})
