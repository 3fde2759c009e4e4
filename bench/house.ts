import { randomUUID } from 'node:crypto'
import { mkdtemp, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { type Act, decideCreate } from '@maek/domain/decide.ts'
import type { Body, Kind } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, Decision } from '@maek/domain/record.ts'
import { say } from '@maek/domain/words.ts'
import { createOrganisation } from '@maek/server/organisations.ts'
import { type OpenHouse, openHouse } from '@maek/server/start.ts'

/** Where a measurement runs: the built-in PostgreSQL, or the one DATABASE_URL names. */
export type Place = { readonly name: string; readonly url: string | undefined }

/** A house of its own for one measurement, taken down afterwards. */
export async function inHouse<T>(place: Place, work: (house: OpenHouse) => Promise<T>): Promise<T> {
  const folder = await mkdtemp(join(tmpdir(), 'maek-bench-'))
  const opened = await openHouse({
    folder,
    url: place.url,
    address: 'http://localhost:1',
    say: () => undefined,
    log: () => undefined,
  })
  if (!opened.ok) throw new Error(opened.refusal.because.en)
  try {
    return await work(opened.value)
  } finally {
    await opened.value.close()
    await rm(folder, { recursive: true, force: true })
  }
}

export async function benchActor(house: OpenHouse): Promise<Actor> {
  const organisation = await createOrganisation(house.database, {
    name: say('측정', 'Bench'),
    sample: false,
    at: house.now(),
  })
  return { id: 'bench', name: 'Bench', kind: 'service', roles: ['quality'], organisation: organisation.id }
}

export function kindNamed(name: string): Kind {
  const kind = kindByName(name)
  if (!kind) throw new Error(`no kind ${name}`)
  return kind
}

export function decided(kind: Kind, body: Body, act: Act): Decision {
  const parsed = parseBody(kind, body)
  const answer = parsed.ok ? decideCreate(kind, { id: randomUUID(), body: parsed.value }, act) : parsed
  if (!answer.ok) throw new Error(`${answer.refusal.field}: ${answer.refusal.because.en}`)
  return answer.value
}

/** Commits `count` records through the house's own door, 250 at a time. Answers their ids in order. */
export async function fill(
  house: OpenHouse,
  actor: Actor,
  { count, bodyOf }: { readonly count: number; readonly bodyOf: (n: number) => { kind: Kind; body: Body } },
): Promise<string[]> {
  const ids: string[] = []
  const from = Date.parse('2026-01-01T00:00:00Z')
  for (let at = 0; at < count; at += 250) {
    const decisions = Array.from({ length: Math.min(250, count - at) }, (_, n) => {
      const { kind, body } = bodyOf(at + n)
      return decided(kind, body, { actor, at: new Date(from + (at + n) * 1000).toISOString() })
    })
    const committed = await house.committer.commit({ organisation: actor.organisation, decisions })
    if (!committed.ok) throw new Error(committed.refusal.because.en)
    ids.push(...committed.value.map((one) => one.record.id))
  }
  await house.database.owner.query('vacuum analyze')
  return ids
}

/** The 95th of a hundred sorted times, in milliseconds, after one unmeasured run. */
export async function p95(runs: number, act: (n: number) => Promise<unknown>): Promise<number> {
  await act(0)
  const times: number[] = []
  for (let n = 1; n <= runs; n += 1) {
    const from = performance.now()
    await act(n)
    times.push(performance.now() - from)
  }
  times.sort((a, b) => a - b)
  return times[Math.ceil(times.length * 0.95) - 1] ?? Number.NaN
}
