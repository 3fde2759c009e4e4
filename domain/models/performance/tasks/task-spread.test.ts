import fc from 'fast-check'
import { expect, test } from 'vitest'
import { groupArea } from '../mrmc.ts'
import { groupAreasCompared } from '../mrmc-groups.ts'
import { newcombe } from '../proportion.ts'
import { expectClose } from '../test/shared-medical.ts'
import { evaluateTask } from './evaluate-task.ts'
import { spreadGroupsMax, spreadsLeftOut } from './spreads-left-out.ts'
import { chance } from './test/examples.ts'
import { foundBy, planOf, tableOf } from './test/tables.ts'

/* The best and the worst group of every task, and readers compared between groups, from a table of text. */

const rightIn = (sites: readonly string[]) =>
  fc.record({ right: fc.boolean(), site: fc.constantFrom(...sites) })

const classTable = (cases: readonly { readonly right: boolean; readonly site: string }[]) =>
  tableOf(
    'case_id,label,predicted,site',
    ...cases.map(({ right, site }, at) => `C${String(at).padStart(4, '0')},x,${right ? 'x' : 'y'},${site}`),
  )

test('the limits of a spread are the widest of all pairs of groups, each at the level that holds for all pairs', () => {
  fc.assert(
    fc.property(fc.array(rightIn(['a', 'b', 'c', 'd']), { minLength: 12, maxLength: 60 }), (cases) => {
      const plan = planOf({ task: 'multi-class', classes: ['x', 'y'], strata: ['site'], stratumCasesMin: 3 })
      const { spreads } = foundBy('multi-class', evaluateTask(plan, classTable(cases)))
      const counts = ['a', 'b', 'c', 'd'].flatMap((site) => {
        const own = cases.filter((one) => one.site === site)
        return own.length < 3 ? [] : [{ k: own.filter(({ right }) => right).length, n: own.length }]
      })
      const spread = spreads?.find(({ name }) => name === 'accuracy')
      expect(spread === undefined).toBe(counts.length < 2)
      if (!spread) return
      const shares = counts.map(({ k, n }) => k / n)
      expect(spread.groups).toBe(counts.length)
      expectClose(spread.difference, Math.max(...shares) - Math.min(...shares), 1e-10)
      expectClose(spread.highest.estimate, Math.max(...shares), 1e-10)
      expectClose(spread.lowest.estimate, Math.min(...shares), 1e-10)
      const level = 1 - 0.05 / ((counts.length * (counts.length - 1)) / 2)
      const limits = counts.flatMap((a) => counts.flatMap((b) => (a === b ? [] : [newcombe(a, b, level)])))
      expectClose(spread.interval.high, Math.max(0, ...limits.map(({ high }) => high)), 1e-9)
      expectClose(spread.interval.low, Math.max(0, ...limits.map(({ low }) => low)), 1e-9)
      expect(spread.interval.method).toBe('newcombe-10:bonferroni-pairs')
    }),
    { numRuns: 80 },
  )
})

test('more groups than anybody could check are not ranked, and that is told; one fewer are ranked', () => {
  const tableWith = (groups: number) =>
    classTable(
      Array.from({ length: groups * 4 }, (_, at) => ({ right: at % 3 > 0, site: `s${at % groups}` })),
    )
  const plan = planOf({ task: 'multi-class', classes: ['x', 'y'], strata: ['site'], stratumCasesMin: 4 })
  const foundWith = (groups: number) => foundBy('multi-class', evaluateTask(plan, tableWith(groups)))
  const [many, fewer] = [foundWith(spreadGroupsMax + 1), foundWith(spreadGroupsMax)]
  expect(many.spreads).toEqual([])
  expect(spreadsLeftOut(many)).toEqual([{ column: 'site', groups: spreadGroupsMax + 1 }])
  expect(fewer.spreads?.some(({ name }) => name === 'accuracy')).toBe(true)
  expect(spreadsLeftOut(fewer)).toEqual([])
  // A result made before groups were ranked is silent: it left out none, it ranked none.
  const { spreads: _, ...older } = many
  expect(spreadsLeftOut(older)).toEqual([])
})

test('a crossing is ranked or not by how many of its groups have enough cases, not by how many groups there are', () => {
  const tableWith = (sites: number, few: number) =>
    tableOf(
      'case_id,label,predicted,site,sex',
      ...Array.from({ length: sites * 2 * 4 + few }, (_, at) => {
        const site = at < sites * 8 ? `s${at % sites}` : `t${at % 24}`
        return `C${String(at).padStart(4, '0')},x,${at % 3 > 0 ? 'x' : 'y'},${site},${Math.floor(at / sites) % 2}`
      }),
    )
  const plan = planOf({
    task: 'multi-class',
    classes: ['x', 'y'],
    intersections: [['site', 'sex']],
    stratumCasesMin: 4,
  })
  const foundWith = (sites: number, few: number) =>
    foundBy('multi-class', evaluateTask(plan, tableWith(sites, few)))
  const many = foundWith(26, 0)
  expect(spreadsLeftOut(many)).toEqual([{ column: 'site', and: 'sex', groups: 52 }])
  expect(many.spreads?.some(({ column, and }) => column === 'site' && and === undefined)).toBe(true)
  const fewer = foundWith(25, 20)
  expect(fewer.strata.filter(({ and }) => and).length).toBeGreaterThan(spreadGroupsMax)
  expect(fewer.spreads?.some(({ and }) => and === 'sex')).toBe(true)
  expect(spreadsLeftOut(fewer)).toEqual([])
})

test('a group with too few masks for the limits of all pairs is not ranked by its median, and its mean is', () => {
  const next = chance(4)
  const rows = [40, 40, 5].flatMap((count, site) =>
    Array.from(
      { length: count },
      (_, at) => `C${site}${String(at).padStart(2, '0')},${(0.5 + next() / 2).toFixed(3)},s${site}`,
    ),
  )
  const plan = planOf({ task: 'segmentation', strata: ['site'], stratumCasesMin: 5 })
  const { spreads = [] } = foundBy('segmentation', evaluateTask(plan, tableOf('case_id,dice,site', ...rows)))
  const groups = (name: string) => spreads.find((one) => one.name === name)?.groups
  // Five values have no two order statistics that hold the median in 98.3 of 100 draws.
  expect(groups('median-dice')).toBe(2)
  expect(groups('mean-dice')).toBe(3)
})

test('detectors whose groups make no false mark at all are not said to lie any distance apart', () => {
  const rows = Array.from(
    { length: 40 },
    (_, at) => `I${String(at).padStart(2, '0')},finding,0.${1 + (at % 9)},${at % 2}`,
  )
  const plan = planOf({ task: 'detection', strata: ['site'], threshold: 0.3 })
  const { spreads = [] } = foundBy(
    'detection',
    evaluateTask(plan, tableOf('image_id,kind,score,site', ...rows)),
  )
  expect(spreads.map(({ name }) => name)).toEqual(['lesion-sensitivity'])
})

const readerNames = ['R1', 'R2', 'R3']
const modalityNames = ['aided', 'plain']

function readerRows(sizes: Readonly<Record<string, number>>) {
  const next = chance(21)
  const cases = Object.entries(sizes).flatMap(([site, count]) =>
    Array.from({ length: count }, (_, at) => ({
      id: `C${site}${String(at).padStart(3, '0')}`,
      site,
      truth: at % 2,
      scores: modalityNames.map(() => readerNames.map(() => (at % 2) * 0.4 + next())),
    })),
  )
  const lines = cases.flatMap(({ id, site, truth, scores }) =>
    modalityNames.flatMap((modality, at) =>
      readerNames.map(
        (reader, place) => `${id},${truth},${reader},${modality},${scores[at]?.[place]},${site}`,
      ),
    ),
  )
  return { cases, table: tableOf('case_id,label,reader,modality,score,site', ...lines) }
}

test('readers are compared between groups in each modality and in the difference of two, the others weighted by their pairs', () => {
  const { cases, table } = readerRows({ a: 40, b: 30, c: 24, few: 12 })
  const {
    gaps = [],
    tooFew,
    spreads = [],
  } = foundBy('mrmc', evaluateTask(planOf({ task: 'mrmc', strata: ['site'] }), table))
  expect(tooFew).toEqual([{ column: 'site', value: 'few', of: [{ n: 6 }] }])
  const speaksOf = ['aided', 'plain', 'aided – plain']
  expect(gaps.map(({ value, of }) => `${value} ${of}`)).toEqual(
    ['a', 'b', 'c'].flatMap((site) => speaksOf.map((of) => `${site} ${of}`)),
  )
  const readingsOf = (site: string, modality: number) =>
    readerNames.map((_, reader) => {
      const scores = (truth: number) =>
        Float64Array.from(
          cases.filter((one) => one.site === site && one.truth === truth),
          (one) => one.scores[modality]?.[reader] ?? 0,
        )
      return { positives: scores(1), negatives: scores(0) }
    })
  const areaIn = (site: string) => groupArea(readingsOf(site, 0), readingsOf(site, 1))
  const plain = groupAreasCompared(areaIn('b'), [areaIn('a'), areaIn('c')], 'difference')
  const found = gaps.find(({ value, name }) => value === 'b' && name === 'reader-averaged-auroc-difference')
  expectClose(found?.difference, plain?.difference ?? 0, 1e-10)
  expectClose(found?.pValue, plain?.pValue ?? 0, 1e-9)
  expectClose(found?.interval.low, plain?.intervalAt(1 - 0.05 / 9).low ?? 0, 1e-10)
  expect(found?.others.n).toBe(64)
  expect(spreads.map(({ name, of, groups }) => `${name} ${of} ${groups}`)).toEqual([
    'reader-averaged-auroc aided 3',
    'reader-averaged-auroc plain 3',
    'reader-averaged-auroc-difference aided – plain 3',
  ])
})

test('Fleiss’ kappa of all readers is compared on the cases that all of them read', () => {
  const next = chance(8)
  const rows = Array.from({ length: 80 }, (_, at) => {
    const [own, site] = [Math.floor(next() * 3), at < 40 ? 'a' : 'b']
    const given = () => (next() < (site === 'a' ? 0.9 : 0.3) ? own : Math.floor(next() * 3))
    // The last five of b were not read by the third reader.
    const read = at >= 75 ? ['R1', 'R2'] : readerNames
    return read.map((reader) => `C${String(at).padStart(2, '0')},${reader},g${given()},${site}`)
  }).flat()
  const plan = planOf({ task: 'agreement', classes: ['g0', 'g1', 'g2'], strata: ['site'] })
  const { gaps = [] } = foundBy(
    'agreement',
    evaluateTask(plan, tableOf('case_id,reader,rating,site', ...rows)),
  )
  const kappa = gaps.find(({ name }) => name === 'fleiss-kappa')
  expect(kappa?.group.n).toBe(40)
  expect(kappa?.others.n).toBe(35)
  expect(kappa?.interval.low).toBeGreaterThan(0)
  expect(kappa?.interval.method).toBe('gwet-linearised:pooled-variance-floor:bonferroni')
})

test('a group whose every pair of readers read enough, but hardly a case all of them, is unknown in Fleiss’ kappa', () => {
  const rows = Array.from({ length: 60 }, (_, at) => {
    const site = at < 30 ? 'a' : 'b'
    const left = site === 'b' ? at % 3 : -1
    const read = readerNames.filter((_, reader) => reader !== left)
    return read.map((reader) => `C${String(at).padStart(2, '0')},${reader},g${(at * 7) % 3},${site}`)
  }).flat()
  const plan = planOf({ task: 'agreement', classes: ['g0', 'g1', 'g2'], strata: ['site'] })
  const found = foundBy('agreement', evaluateTask(plan, tableOf('case_id,reader,rating,site', ...rows)))
  expect(found.tooFew).toEqual([{ column: 'site', value: 'b', of: [{ n: 0 }] }])
  expect(found.gaps?.some(({ name }) => name === 'fleiss-kappa')).toBe(false)
})
