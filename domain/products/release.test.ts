import { expect, test } from 'vitest'
import { linked } from '../../test/examples/linked.ts'
import { examples } from '../../test/examples/products.ts'
import type { Linked } from '../life.ts'
import { parseBody } from '../parse.ts'
import { release } from './release.ts'

const body = examples.release ?? {}
const link = (kind: string, change: Partial<Linked> = {}): Linked => ({
  relation: kind === 'device' ? 'device' : 'releases',
  kind,
  id: linked.device,
  number: `${kind}-1`,
  state: 'any',
  approved: true,
  closed: false,
  ended: false,
  ...change,
})
const refusals = (incoming: readonly Linked[], outgoing: readonly Linked[] = [link('device')], change = {}) =>
  (release.life.actions.release?.guards ?? [])
    .map((guard) =>
      guard({ body: { ...body, ...change }, links: { in: incoming, out: outgoing }, today: '2026-10-20' }),
    )
    .filter((words) => words !== null)

test('a release with an SBOM, finished evidence and a confirmed device may leave', () => {
  expect(refusals([link('sbom'), link('model-version'), link('verification')])).toEqual([])
})

test('a release without an SBOM, or with a withdrawn one only, stays', () => {
  expect(refusals([])).toHaveLength(1)
  expect(refusals([link('sbom', { ended: true })])).toHaveLength(1)
})

test('unfinished evidence keeps a release and is named; closed or withdrawn evidence does not', () => {
  const open = link('verification', { approved: false, number: 'VER-2026-0007' })
  expect(refusals([link('sbom'), open])[0]?.en).toContain('VER-2026-0007')
  expect(refusals([link('sbom'), { ...open, closed: true }])).toEqual([])
  expect(refusals([link('sbom'), { ...open, ended: true }])).toEqual([])
  expect(refusals([link('sbom'), link('site', { approved: false })])).toEqual([])
})

test('a release of an unconfirmed or ended device stays', () => {
  expect(refusals([link('sbom')], [link('device', { approved: false })])).toHaveLength(1)
  expect(refusals([link('sbom')], [link('device', { ended: true })])).toHaveLength(1)
})

test('a failed labelling inspection keeps the release', () => {
  expect(refusals([link('sbom')], [link('device')], { labelCheck: 'failed' })).toHaveLength(1)
})

test('the name of a release carries its version', () => {
  expect(parseBody(release, { ...body, version: '2.1.1' })).toMatchObject({ refusal: { field: 'body.name' } })
})

test('only the hash of an artefact in full counts', () => {
  const artefacts = [{ name: 'a.tar', sha256: 'd'.repeat(63) }]
  expect(parseBody(release, { ...body, artefacts })).toMatchObject({
    refusal: { field: 'body.artefacts.0.sha256' },
  })
})

test('a released version is frozen and can only be withdrawn, with a signature and a reason', () => {
  expect(release.life.states.released?.editable).toBeUndefined()
  const leaving = Object.entries(release.life.actions).filter(([, action]) =>
    action.from.includes('released'),
  )
  expect(leaving.map(([name]) => name)).toEqual(['withdraw'])
  expect(leaving[0]?.[1]).toMatchObject({ reason: true, signs: 'responsibility' })
})
