import { modelVersion } from '@maek/domain/models/model-version.ts'
import { observationBatch } from '@maek/domain/monitoring/observation-batch.ts'
import { release } from '@maek/domain/products/release.ts'
import { site } from '@maek/domain/products/site.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { Upload } from '../files/upload.ts'
import type { MeaningNames } from '../models/engine/tasks/observe-meanings.ts'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'
import { findNamed } from './batches.ts'

export type ObservationsGiven = {
  readonly upload: Upload
  readonly name: string
  readonly contents: 'predictions' | 'labels'
  readonly model: string
  readonly site?: string | undefined
  readonly release?: string | undefined
  readonly supersedes?: string | undefined
  readonly names: MeaningNames
  readonly key?: string | undefined
  /** By which whoever sent it asks how far it is. */
  readonly progress?: string | undefined
  /** Digest of the request that came with the key. */
  readonly request: Buffer
}

export type Context = {
  readonly model: StoredRecord
  readonly site: StoredRecord | null
  readonly release: StoredRecord | null
  readonly supersedes: StoredRecord | null
}

/** What the batch belongs to, or the record it made before: by its key, or by its very bytes. */
export async function findContext(
  client: pg.PoolClient,
  actor: Actor,
  given: ObservationsGiven,
): Promise<Answer<Context | { readonly known: StoredRecord }>> {
  const organisation = actor.organisation
  const repeated = await findRepeated(client, actor, given)
  if (!repeated.ok) return repeated
  if (repeated.value) return accept({ known: repeated.value })
  const find = (
    kind: typeof modelVersion | typeof site | typeof release | typeof observationBatch,
    name: string,
    field: string,
  ) => findNamed(client, organisation, { kind: kind.name, name, title: kind.title, field })
  const model = await find(modelVersion, given.model, 'model')
  if (!model.ok) return model
  const known = await findSame(client, organisation, { given, model: model.value.id })
  if (known) return accept({ known })
  const at = given.site === undefined ? accept(null) : await find(site, given.site, 'site')
  if (!at.ok) return at
  const of = given.release === undefined ? accept(null) : await find(release, given.release, 'release')
  if (!of.ok) return of
  const corrects =
    given.supersedes === undefined
      ? accept(null)
      : await find(observationBatch, given.supersedes, 'supersedes')
  if (!corrects.ok) return corrects
  const isOther =
    corrects.value !== null &&
    (corrects.value.state !== 'in-use' ||
      corrects.value.body.modelVersion !== model.value.id ||
      corrects.value.body.contents !== given.contents)
  if (isOther) return notToSupersede
  return accept({ model: model.value, site: at.value, release: of.value, supersedes: corrects.value })
}

/** What this key made before; another request under the same key is refused. */
async function findRepeated(
  client: pg.PoolClient,
  actor: Actor,
  { key, request }: ObservationsGiven,
): Promise<Answer<StoredRecord | null>> {
  if (key === undefined) return accept(null)
  const found = await client.query<RecordTableRow & { request: Buffer }>(
    `select act_key.request, ${recordColumns} from act_key
     join record on record.org_id = act_key.org_id and record.id = act_key.record_id
     where act_key.org_id = $1 and act_key.key = $2`,
    [actor.organisation, `${actor.id}:${key}`],
  )
  const [row] = found.rows
  if (!row) return accept(null)
  return row.request.equals(request) ? accept(storedFrom(row)) : keyUsedOtherwise
}

/** The batch these very bytes made for the model, while it stands. */
async function findSame(
  client: pg.PoolClient,
  organisation: string,
  { given, model }: { readonly given: ObservationsGiven; readonly model: string },
): Promise<StoredRecord | null> {
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and once_only = $2`,
    [organisation, `batch/${model}/${given.contents}/${given.upload.sha256}`],
  )
  const [row] = found.rows
  return row ? storedFrom(row) : null
}

const notToSupersede = refuse(
  'conflict',
  say(
    '같은 모델의 같은 내용이고 반영된 관측 자료만 대체할 수 있습니다.',
    'Only a batch in use of the same model and contents can be superseded.',
  ),
  'supersedes',
)
const keyUsedOtherwise = refuse(
  'conflict',
  say(
    '이 요청 키는 다른 내용으로 이미 쓰였습니다. 새 키로 보내십시오.',
    'This idempotency key was already used for another request. Use a new key.',
  ),
  'key',
)
