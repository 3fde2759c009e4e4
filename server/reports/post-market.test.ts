import { readPostMarket } from '@maek/domain/reports/post-market-api.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { rowsOf } from '../../test/house-records.ts'
import { type ServedHouse, servedHouse } from '../../test/served-house.ts'
import { furnishSample } from '../sample/furnish.ts'

let served: ServedHouse
beforeAll(async () => {
  served = await servedHouse()
  await furnishSample(served.house, served.house.organisation.id)
}, 120_000)
afterAll(() => served.close())

type Row = { id: string; number: string; state: string; version: number; body: Record<string, unknown> }
async function first(kind: string): Promise<Row> {
  const [row] = await rowsOf<Row>(
    served.house,
    served.house.organisation.id,
    `select id, number, state, version, body from record where kind = '${kind}' order by number limit 1`,
  )
  if (!row) throw new Error(`no ${kind}`)
  return row
}

async function facts(report: string) {
  const ran = await served.run('post-market', report, '--json')
  return { exit: ran.exit, told: readPostMarket.output.parse(JSON.parse(ran.out)) }
}
const section = (told: Awaited<ReturnType<typeof facts>>['told'], id: string) =>
  told.sections.find((one) => one.id === id) ?? { facts: [], missing: [] }

test('the facts of the sample’s report count its period, cite their records and draw no conclusion', async () => {
  const report = await first('post-market-report')
  const { exit, told } = await facts(report.number)
  expect(exit).toBe(1) // its alert is not decided
  const look = await first('monitoring-look')
  const counted = section(told, 'observations').facts.find(({ label }) =>
    label.en.startsWith('Predictions ('),
  )
  expect(counted?.sources.map(({ number }) => number)).toEqual([look.number])
  // Whole weeks within 91 days of 30 predictions a day.
  const predictions = Number(/^[\d,]+/.exec(counted?.value.en ?? '')?.[0].replaceAll(',', ''))
  expect(predictions % 210).toBe(0)
  expect(predictions).toBeGreaterThanOrEqual(12 * 210)
  expect(predictions).toBeLessThanOrEqual(91 * 30)
  expect(section(told, 'performance').facts.map(({ label }) => label.en)).toContain('Sensitivity')
  const alert = await first('alert')
  const [seen] = section(told, 'alerts').facts
  expect(seen?.sources[0]?.number).toBe(alert.number)
  expect(seen?.value.en).toContain('not decided yet')
  expect(section(told, 'alerts').missing[0]?.en).toContain(alert.number)
  for (const { facts: all } of told.sections)
    for (const { sources } of all) expect(sources.length).toBeGreaterThan(0)
  expect(told.conclusions.every(({ answered }) => !answered)).toBe(true)
})

test('filling puts looks, alerts and figures into the draft and leaves what people wrote', async () => {
  const report = await first('post-market-report')
  expect((await facts(report.id)).told.fillable).toEqual([
    'plan',
    'looks',
    'alerts',
    'results',
    'resultDigest',
  ])
  const ran = await served.run('post-market', report.number, '--fill')
  expect(ran.exit, ran.out).toBe(0)
  const filled = await first('post-market-report')
  const [look, alert] = [await first('monitoring-look'), await first('alert')]
  expect(filled.body).toMatchObject({
    looks: [look.id],
    alerts: [alert.id],
    resultDigest: look.body.resultDigest,
    results: expect.arrayContaining([expect.objectContaining({ metric: '민감도 (Sensitivity)' })]),
  })
  for (const field of ['summary', 'limits', 'conclusion', 'actions'])
    expect(filled.body[field]).toBe(undefined)
  const again = await served.run('post-market', report.number, '--fill', '--json')
  expect(JSON.parse(again.out)).toMatchObject({
    filled: [],
    kept: ['plan', 'looks', 'alerts', 'results', 'resultDigest'],
  })
  expect((await first('post-market-report')).version).toBe(filled.version)
})

test('an unknown report and a record of another kind are refused in words', async () => {
  for (const number of ['PMR-0000-0000', (await first('device')).number]) {
    const ran = await served.run('post-market', number)
    expect([ran.exit, ran.error]).not.toEqual([0, ''])
    expect(ran.error).toContain(number)
  }
})
