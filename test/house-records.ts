import { randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import type { Body } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { withOrganisation } from '@maek/server/database/scope.ts'
import type { House } from '@maek/server/house.ts'

/** The value of an answer that must be yes. */
export function accepted<T>(answer: Answer<T>): T {
  if (!answer.ok) throw new Error(JSON.stringify(answer.refusal))
  return answer.value
}

/** A record written through the real door. */
export async function written(
  house: House,
  actor: Actor,
  entered: { readonly kind: string; readonly body: Body },
): Promise<StoredRecord> {
  const kind = kindByName(entered.kind)
  if (!kind) throw new Error(`no kind ${entered.kind}`)
  const body = accepted(parseBody(kind, entered.body))
  const decided = accepted(decideCreate(kind, { id: randomUUID(), body }, { actor, at: house.now() }))
  const committed = await house.committer.commit({ organisation: actor.organisation, decisions: [decided] })
  const [first] = accepted(committed)
  if (!first) throw new Error('nothing was written')
  return first.record
}

/** A device and a release in preparation. */
export async function releaseOf(house: House, actor: Actor, version = '1.0.0'): Promise<StoredRecord> {
  const device = await written(house, actor, {
    kind: 'device',
    body: {
      name: { ko: '시험 제품', en: 'Test device' },
      modelName: 'T-1',
      family: 'medical-device',
      form: 'standalone',
      ourRole: 'manufacturer',
      markets: ['kr'],
      usesAi: true,
      usesGenerativeAi: false,
      intendedUse: { ko: '시험', en: 'Test' },
    },
  })
  return written(house, actor, {
    kind: 'release',
    body: {
      name: `시험 제품 ${version}`,
      version,
      device: device.id,
      purposes: ['initial'],
    },
  })
}

/** Rows of a query of one organisation. */
export async function rowsOf<T extends object>(
  house: House,
  organisation: string,
  sql: string,
): Promise<T[]> {
  return withOrganisation(house.database, organisation, async (client) => (await client.query<T>(sql)).rows)
}
