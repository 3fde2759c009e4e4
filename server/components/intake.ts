import { hash, randomUUID } from 'node:crypto'
import type { intakeSbom } from '@maek/domain/components/api.ts'
import { sbom } from '@maek/domain/components/sbom.ts'
import { sbomOfList, syntaxOf } from '@maek/domain/components/sbom-of-list.ts'
import { decideCreate } from '@maek/domain/decide.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { z } from 'zod'
import type { CommitRequest } from '../acts.ts'
import { commitOne } from '../commit-one.ts'
import { withOrganisation } from '../database/scope.ts'
import { checkFile } from '../files/content.ts'
import type { House } from '../house.ts'
import { inPlaceBytesMax } from '../threads/in-thread.ts'
import { isCovered } from './coverage.ts'
import { type PreparedSbom, prepareSbom } from './prepare-sbom.ts'
import { releaseFor } from './release-for.ts'
import type { IntakeStage } from './stages.ts'
import type { Counts } from './write-components.ts'

export type SbomIntake = z.input<(typeof intakeSbom)['output']>
type Given = {
  readonly bytes: Buffer
  readonly name: string
  readonly release?: string | undefined
  /** Under which the caller asks how far it is. */
  readonly progress?: string | undefined
}

type Parts = Pick<
  House,
  | 'committer'
  | 'database'
  | 'examiner'
  | 'files'
  | 'intakeStages'
  | 'now'
  | 'releasesSeen'
  | 'sbomLoads'
  | 'sbomThreads'
>

/**
 * SBOM bytes in: read beside the event loop, kept as they came, recorded, and matched in one transaction. The same
 * bytes for the same release a second time add nothing, whoever sends them and however close together.
 */
export function takeInSbom(house: Parts, actor: Actor, given: Given): Promise<Answer<SbomIntake>> {
  return house.examiner.giveWay(() => takeIn(house, actor, given))
}

async function takeIn(house: Parts, actor: Actor, given: Given): Promise<Answer<SbomIntake>> {
  if (!may(actor.roles, 'write', sbom.domain)) {
    return refuse('not-allowed', say('SBOM을 등록할 권한이 없습니다.', 'Your role may not register SBOMs.'))
  }
  const checked = await checkFile(given.name, given.bytes)
  if (!checked.ok) return checked
  const at = (stage: IntakeStage) => house.intakeStages.set(actor.organisation, given.progress, stage)
  at('reading')
  const id = randomUUID()
  const read = await readBeside(house, { bytes: given.bytes, id })
  if (!read.ok) return read
  const prepared = read.value
  const sha256 = hash('sha256', given.bytes, 'hex')
  const { subject } = prepared.head
  const release = await releaseFor(house, actor, { release: given.release, subject })
  if (!release.ok) return release
  at('storing')
  // Durable before the row that makes them usable: a crash in between leaves an unused file, no loss.
  const stored = await house.files.put(actor.organisation, given.bytes, sha256)
  const entered = sbomOfList(prepared.head, {
    release: release.value,
    file: { ...stored, ...checked.value },
    syntax: syntaxOf(given.bytes),
  })
  const body = parseBody(sbom, entered)
  if (!body.ok) return body
  const decided = decideCreate(sbom, { id, body: body.value }, { actor, at: house.now() })
  if (!decided.ok) return decided
  let counts: Counts | undefined
  const load = house.sbomLoads({
    id,
    prepared,
    file: { ...stored, mediaType: checked.value.mediaType, by: actor.id, at: house.now() },
    onMatching: () => at('matching'),
    onCounted: (counted) => {
      counts = counted
    },
  })
  const written = await commitOnce(house, {
    organisation: actor.organisation,
    decisions: [decided.value],
    load,
    wanted: `intake-sbom:${sha256}:${release.value}`,
  })
  if (!written.ok) return written
  at('done')
  house.examiner.wanted(actor.organisation)
  const record = written.value
  return accept(await tell(house, actor, { record, prepared, counts: record.id === id ? counts : undefined }))
}

/**
 * Under a key made of the content, not the caller's: of two that arrive together one writes and the other is answered.
 * The same bytes are written again only when their record is retired, under a key of their own.
 */
async function commitOnce(
  house: Pick<House, 'committer'>,
  { wanted, ...request }: Omit<CommitRequest, 'key'> & { readonly wanted: string },
): Promise<Answer<StoredRecord>> {
  for (let key = wanted; ; ) {
    const written = await commitOne(house, {
      ...request,
      key: { key, request: hash('sha256', key, 'buffer') },
    })
    const own = request.decisions[0]?.after.id
    if (!written.ok || written.value.id === own || !sbom.life.states[written.value.state]?.ended)
      return written
    key = `${wanted}:after:${written.value.id}`
  }
}

function readBeside(
  house: Pick<House, 'sbomThreads'>,
  { bytes, id }: { readonly bytes: Buffer; readonly id: string },
): Promise<Answer<PreparedSbom>> {
  return bytes.length <= inPlaceBytesMax
    ? Promise.resolve(prepareSbom(bytes, id))
    : house.sbomThreads.ask({ bytes, purpose: 'intake', id })
}

/** `counts` of what this call has written; without them it was there already. */
async function tell(
  house: Pick<House, 'database'>,
  actor: Actor,
  taken: {
    readonly record: StoredRecord
    readonly prepared: PreparedSbom
    readonly counts?: Counts | undefined
  },
): Promise<SbomIntake> {
  const { record, counts } = taken
  const { head, faults } = taken.prepared
  const counted =
    counts ??
    (await withOrganisation(house.database, actor.organisation, (client) =>
      countOf(client, actor.organisation, record.id),
    ))
  return {
    record: { id: record.id, number: record.number, title: record.title },
    format: `${head.format} ${head.specVersion}`,
    components: head.componentCount,
    ...counted,
    faults: faults.map(({ place, words }) => ({ place, because: words })),
    known: counts === undefined,
  }
}

async function countOf(client: pg.PoolClient, organisation: string, id: string): Promise<Counts> {
  const found = await client.query<Counts>(
    `select
       (select count(*)::int from sbom_component line
        join component_version version on version.org_id = line.org_id and version.key = line.component
        where line.org_id = $1 and line.sbom_id = $2 and ${isCovered}) as covered,
       (select count(*)::int from finding where org_id = $1 and component in
         (select component from sbom_component where org_id = $1 and sbom_id = $2)) as findings`,
    [organisation, id],
  )
  const [row] = found.rows
  if (!row) throw new Error('a query without FROM has one row')
  return row
}
