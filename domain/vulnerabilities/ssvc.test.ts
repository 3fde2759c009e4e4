import fc from 'fast-check'
import { expect, test } from 'vitest'
import { filesOfZip, isOutsidePresent } from '../components/test/outside-files.ts'
import { askedBy, decideSsvc, readSsvc, type SsvcAnswers } from './ssvc.ts'
import { type AskedPoint, askedPoints, isAskedPoint, type PointName, ssvcPoints } from './ssvc-points.ts'
import { decisionTables, type SsvcTable, type SsvcTableName, ssvcTables } from './ssvc-tables.ts'

const published = 'ssvc/ssvc-decision-tables.zip'
const names: readonly SsvcTableName[] = [
  'utility',
  'publicSafety',
  'humanImpact',
  'supplier',
  'deployer',
  'cisa',
  'bod2604',
]

type Mapping = { readonly rows: readonly Readonly<Record<string, string>>[]; readonly outcome: string }

function outsideTables(): ReadonlyMap<string, Mapping> {
  const found = new Map<string, Mapping>()
  for (const [name, bytes] of filesOfZip(published)) {
    if (!/^json\/decision_tables\/.*\.json$/.test(name)) continue
    const file = JSON.parse(bytes.toString('utf8'))
    found.set(`${file.namespace}:${file.key}:${file.version}`, { rows: file.mapping, outcome: file.outcome })
  }
  return found
}

/** Our table's outcome key for published values of its own points, derived points looked up directly. */
function keyAt(name: SsvcTableName, row: Readonly<Record<string, string>>): string | undefined {
  const table: SsvcTable = ssvcTables[name]
  const place = table.points.reduce((at, point) => {
    const { published: id, values } = ssvcPoints[point]
    return at * values.length + values.findIndex(({ key }) => key === row[id])
  }, 0)
  return table.outcomes.split(' ')[place]
}

test.skipIf(!isOutsidePresent(published))(
  'every row of seven published tables of CERT/CC and CISA gives the published outcome (skipped without the outside data)',
  () => {
    const outside = outsideTables()
    const counted: Record<string, number> = {}
    for (const name of names) {
      const table: SsvcTable = ssvcTables[name]
      const file = outside.get(table.published)
      expect(file?.outcome, name).toBe(ssvcPoints[table.outcome].published)
      const rows = file?.rows ?? []
      for (const row of rows)
        expect(keyAt(name, row), `${name} ${JSON.stringify(row)}`).toBe(row[file?.outcome ?? ''])
      expect(table.outcomes.split(' ').length, name).toBe(rows.length)
      counted[name] = rows.length
    }
    expect(counted).toEqual({
      utility: 4,
      publicSafety: 4,
      humanImpact: 16,
      supplier: 36,
      deployer: 72,
      cisa: 36,
      bod2604: 16,
    })
  },
)

test.skipIf(!isOutsidePresent(published))(
  'every decision point has exactly the published values in the published order (skipped without the outside data)',
  () => {
    const outside = new Map<string, string[]>()
    for (const [name, bytes] of filesOfZip(published)) {
      if (!name.startsWith('json/decision_points/') || !name.endsWith('.json')) continue
      const file = JSON.parse(bytes.toString('utf8'))
      outside.set(
        `${file.namespace}:${file.key}:${file.version}`,
        file.values.map((value: { key: string }) => value.key),
      )
    }
    for (const { published: id, values } of Object.values(ssvcPoints)) {
      expect(
        values.map(({ key }) => key),
        id,
      ).toEqual(outside.get(id))
    }
  },
)

test('a device that could kill and is attacked by a script is fixed at once', () => {
  const answers: SsvcAnswers = {
    exploitation: 'active',
    automatable: 'yes',
    'value-density': 'concentrated',
    'technical-impact': 'total',
    'safety-impact': 'critical',
  }
  expect(decideSsvc('supplier', answers)).toMatchObject({ decided: true, outcome: { name: 'immediate' } })
})

test('without an answer there is no outcome, only the list of what is missing', () => {
  expect(decideSsvc('supplier', { exploitation: 'none' })).toEqual({
    decided: false,
    missing: ['automatable', 'value-density', 'technical-impact', 'safety-impact'],
  })
  expect(askedBy('bod2604')).toEqual(['in-kev', 'publicly-exposed', 'automatable', 'technical-impact'])
})

test.for([
  ['an unknown point', [{ point: 'mood', value: 'good' }]],
  ['a derived point, which is never answered by hand', [{ point: 'utility', value: 'laborious' }]],
  ['a name every object has', [{ point: 'constructor', value: 'no' }]],
  ['a value of another point', [{ point: 'automatable', value: 'total' }]],
  [
    'a point answered twice',
    [
      { point: 'automatable', value: 'yes' },
      { point: 'automatable', value: 'no' },
    ],
  ],
] as const)('rows with %s are refused', ([, rows]) => {
  expect(readSsvc(rows).ok).toBe(false)
})

const asked = Object.keys(askedPoints).filter(isAskedPoint)
const anyAnswers = fc.record(
  Object.fromEntries(
    asked.map((point) => [point, fc.constantFrom(...askedPoints[point].values.map(({ name }) => name))]),
  ),
  { requiredKeys: [] },
)

test('a table decides exactly when all it asks is answered, and answers it does not ask change nothing', () => {
  fc.assert(
    fc.property(anyAnswers, fc.constantFrom(...decisionTables), (answers: SsvcAnswers, name) => {
      const needed = askedBy(name)
      const decision = decideSsvc(name, answers)
      expect(decision.decided).toBe(needed.every((point) => answers[point] !== undefined))
      const only = Object.fromEntries(
        needed.map((point) => [point, answers[point]]).filter(([, value]) => value),
      )
      expect(decideSsvc(name, only)).toEqual(decision)
    }),
  )
})

test('a worse answer never gives a milder priority for the patch developer', () => {
  const order = (point: PointName, name: string) =>
    ssvcPoints[point].values.findIndex((value) => value.name === name)
  const points: readonly AskedPoint[] = askedBy('supplier')
  const whole = fc.record(
    Object.fromEntries(
      points.map((point) => [point, fc.constantFrom(...askedPoints[point].values.map((v) => v.name))]),
    ),
  )
  fc.assert(
    fc.property(whole, whole, (left: SsvcAnswers, right: SsvcAnswers) => {
      const worse = points.every(
        (point) => order(point, left[point] ?? '') <= order(point, right[point] ?? ''),
      )
      const [mild, grave] = [decideSsvc('supplier', left), decideSsvc('supplier', right)]
      if (!worse || !mild.decided || !grave.decided) return
      expect(order('priority', mild.outcome.name)).toBeLessThanOrEqual(order('priority', grave.outcome.name))
    }),
  )
})
