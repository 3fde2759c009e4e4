import { randomUUID } from 'node:crypto'
import { cite } from '@maek/domain/cited.ts'
import { decideCreate } from '@maek/domain/decide.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { checkWeights } from '@maek/domain/models/passport-api.ts'
import { weightsCheck } from '@maek/domain/models/weights-check.ts'
import { parseBody } from '@maek/domain/parse.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import { commitOne } from '../../commit-one.ts'
import { withOrganisation } from '../../database/scope.ts'
import { actorOf, type Handler, handle } from '../../http/handler.ts'
import { namedRecord, recordsByIds } from '../../records/counting.ts'
import { kindFor } from '../../records/kind-for.ts'

type Places = { readonly release?: string | undefined; readonly site?: string | undefined }
type Found = {
  readonly model: StoredRecord
  readonly known: StoredRecord | null
  readonly places: { readonly release?: string; readonly site?: string }
}

const checkWeightsHandler = handle(checkWeights, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(weightsCheck.name, actor, 'write')
  if (!kind.ok) return kind
  const { organisation } = actor
  const found = await withOrganisation(call.house.database, organisation, (client) =>
    find(client, organisation, input),
  )
  if (!found.ok) return found
  const { model, known, places } = found.value
  const expected = modelVersion.shape.weightsSha256.parse(model.body.weightsSha256)
  if (expected === undefined) return noHash(model)
  const result = expected === input.sha256 ? ('same' as const) : ('altered' as const)
  const told = { model: cite(model), result, expected, found: input.sha256, known: known && cite(known) }
  if (!input.keep) return accept({ ...told, record: null })
  const at = call.house.now()
  const body = parseBody(weightsCheck, {
    name: input.name,
    modelVersion: model.id,
    expected,
    found: input.sha256,
    result,
    size: input.size,
    ...places,
    checkedOn: at.slice(0, 10),
    method: 'SHA-256, maek model verify',
  })
  if (!body.ok) return body
  const decided = decideCreate(kind.value, { id: randomUUID(), body: body.value }, { actor, at })
  if (!decided.ok) return decided
  const written = await commitOne(call.house, {
    organisation,
    decisions: [decided.value],
    key: input.key === undefined ? undefined : { key: `${actor.id}:${input.key}`, request: call.digest },
  })
  if (!written.ok) return written
  return accept({ ...told, record: cite(written.value) })
})

type Asked = Places & { readonly model: string; readonly sha256: string }

async function find(client: pg.PoolClient, organisation: string, asked: Asked): Promise<Answer<Found>> {
  const model = await namedRecord(client, organisation, { kind: modelVersion.name, named: asked.model })
  if (!model.ok) return model
  const places: { release?: string; site?: string } = {}
  for (const kind of ['release', 'site'] as const) {
    const named = asked[kind]
    if (named === undefined) continue
    const place = await namedRecord(client, organisation, { kind, named })
    if (!place.ok) return place
    places[kind] = place.value.id
  }
  const same = await client.query<{ id: string }>(
    `select id from record where org_id = $1 and kind = $2 and body ->> 'weightsSha256' = $3 and id <> $4 limit 1`,
    [organisation, modelVersion.name, asked.sha256, model.value.id],
  )
  const [known = null] = await recordsByIds(
    client,
    organisation,
    same.rows.map(({ id }) => id),
  )
  return accept({ model: model.value, known, places })
}

function noHash(model: StoredRecord) {
  return refuse(
    'conflict',
    say(
      `${model.number}에 가중치 해시가 없어 비교할 수 없습니다. 모델 버전에 적고 승인받으십시오.`,
      `${model.number} has no weights hash to compare with. Write it into the model version and have it approved.`,
    ),
    'model',
  )
}

export const passportHandlers: readonly Handler[] = [checkWeightsHandler]
