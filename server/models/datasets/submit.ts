import { randomUUID } from 'node:crypto'
import { decideCreate, decideEdit } from '@maek/domain/decide.ts'
import type { FileValue } from '@maek/domain/field.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import { datasetCheck } from '@maek/domain/models/dataset-check.ts'
import type { submitManifest } from '@maek/domain/models/datasets/api.ts'
import { manifestBody } from '@maek/domain/models/datasets/manifest-body.ts'
import { isChanged } from '@maek/domain/models/datasets/manifest-diff.ts'
import { manifestMediaType } from '@maek/domain/models/datasets/manifest-form.ts'
import { isShared, refuseLeak } from '@maek/domain/models/datasets/manifest-leak.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, Decision, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { commitOne } from '../../commit-one.ts'
import { withOrganisation } from '../../database/scope.ts'
import { checkFile } from '../../files/content.ts'
import { keepFile } from '../../files/keep.ts'
import type { House } from '../../house.ts'
import { findRecord } from '../../records/find.ts'
import { examineBeside } from './beside.ts'
import type { Examined } from './examine.ts'
import { writeFingerprint } from './manifest-rows.ts'
import { namedManifest } from './named-manifest.ts'

export type Submitted = z.input<(typeof submitManifest)['output']>
type Doors = Pick<House, 'committer' | 'database' | 'files' | 'now'>
type Given = { readonly id: string; readonly name: string; readonly bytes: Buffer }

/**
 * A manifest in. Into a draft it goes as the manifest of the dataset; against an approved dataset it is a check that
 * tells what was altered since (notice Art. 12). One whose splits share a subject or a content is refused, and
 * nothing of it is kept.
 */
export async function takeInManifest(house: Doors, actor: Actor, given: Given): Promise<Answer<Submitted>> {
  if (!may(actor.roles, 'write', dataset.domain)) return notAllowed
  const named = await checkFile(given.name, given.bytes)
  if (!named.ok) return named
  const found = await withOrganisation(house.database, actor.organisation, (client) =>
    findRecord(client, actor.organisation, { kind: dataset.name, id: given.id }),
  )
  if (!found.ok) return found
  const { record } = found.value
  const place = placeOf(record)
  if (!place.ok) return place
  const before = await namedManifest(house, actor.organisation, record)
  const examined = await examineBeside(given.bytes, before?.bytes ?? null)
  if (!examined.ok) return examined
  const { leak, comparable, summary } = examined.value
  if (leak && isShared(leak)) return refuseLeak(leak)
  const file: FileValue = {
    name: named.value.name,
    sha256: summary.sha256,
    size: given.bytes.length,
    mediaType: manifestMediaType,
  }
  const isKnown = before?.sha256 === file.sha256
  if (place.value === 'draft' && isKnown)
    return accept(told(record, examined.value, { into: 'draft', known: true }))
  if (place.value === 'check' && !before) return noBaseline
  if (place.value === 'check' && !comparable) return otherKeyOf(record)
  const decided = place.value === 'draft' ? intoDraft : asCheck
  const decision = decided({ record, file, examined: examined.value }, { actor, at: house.now() })
  if (!decision.ok) return decision
  return keep(house, actor, {
    given,
    record,
    before: before?.sha256 ?? null,
    examined: examined.value,
    decision: decision.value,
    into: place.value,
  })
}

type Place = 'draft' | 'check'

function placeOf(record: StoredRecord): Answer<Place> {
  if (dataset.life.states[record.state]?.editable) return accept('draft')
  if (record.state === 'approved') return accept('check')
  return refuse(
    'conflict',
    say(
      '검토 중이거나 폐기된 데이터셋에는 매니페스트를 제출할 수 없습니다. 검토를 마치거나 반려한 뒤 다시 하십시오.',
      'A dataset in review or retired takes no manifest. Finish the review or send it back, then try again.',
    ),
    'id',
  )
}

type ToDecide = { readonly record: StoredRecord; readonly file: FileValue; readonly examined: Examined }
type DecidingAct = { readonly actor: Actor; readonly at: string }

function intoDraft({ record, file, examined }: ToDecide, act: DecidingAct): Answer<Decision> {
  const body = parseBody(dataset, { ...record.body, ...manifestBody(file, examined.summary, examined.leak) })
  return body.ok
    ? decideEdit({ kind: dataset, record }, { body: body.value, version: record.version }, act)
    : body
}

function asCheck({ record, file, examined }: ToDecide, act: DecidingAct): Answer<Decision> {
  const { changes } = examined
  if (!changes) throw new Error('a check without changes was not refused')
  const day = act.at.slice(0, 10)
  const body = parseBody(datasetCheck, {
    name: `${record.number} ${day}`,
    dataset: record.id,
    checkedOn: day,
    outcome: isChanged(changes) ? 'altered' : 'same',
    manifest: file,
    manifestSha256: file.sha256,
    baselineSha256: record.body.contentSha256,
    ...changes.counts,
  })
  return body.ok ? decideCreate(datasetCheck, { id: randomUUID(), body: body.value }, act) : body
}

type ToKeep = {
  readonly given: Given
  readonly record: StoredRecord
  readonly before: string | null
  readonly examined: Examined
  readonly decision: Decision
  readonly into: Place
}

async function keep(house: Doors, actor: Actor, kept: ToKeep): Promise<Answer<Submitted>> {
  const { given, record, before, examined, decision, into } = kept
  await keepFile(house, actor, { bytes: given.bytes, mediaType: manifestMediaType })
  const written = await commitOne(house, {
    organisation: actor.organisation,
    decisions: [decision],
    alongside: (client) =>
      writeFingerprint(client, actor.organisation, {
        dataset: record.id,
        at: decision.at,
        summary: examined.summary,
        against: before,
        changes: examined.changes,
        check: into === 'check' ? decision.after.id : null,
      }),
  })
  if (!written.ok) return written
  return accept(told(written.value, examined, { into, known: false }))
}

function told(record: StoredRecord, examined: Examined, how: Pick<Submitted, 'into' | 'known'>): Submitted {
  const { id, kind, number, title } = record
  const { summary, leak, changes, comparable } = examined
  return { ...how, record: { id, kind, number, title }, manifest: summary, leak, changes, comparable }
}

function otherKeyOf(record: StoredRecord): Answer<never> {
  return refuse(
    'conflict',
    say(
      `${record.number}의 승인된 매니페스트와 비교할 수 없습니다. 다른 키로 만들었거나 항목 단위가 다릅니다. 처음 쓴 키와 옵션으로 다시 만드십시오.`,
      `This cannot be compared with the approved manifest of ${record.number}: another key, or items of another kind. Make it again with the first key and options.`,
    ),
    'body',
  )
}

const noBaseline = refuse(
  'conflict',
  say(
    '승인된 데이터셋에 maek dataset fingerprint로 만든 매니페스트가 없어 대조할 수 없습니다. 개정을 시작해 매니페스트를 제출하십시오.',
    'The approved dataset has no manifest made by maek dataset fingerprint to compare with. Begin a revision and submit one.',
  ),
  'id',
)

const notAllowed = refuse(
  'not-allowed',
  say('데이터셋을 바꿀 권한이 없습니다.', 'Your role may not change datasets.'),
)
