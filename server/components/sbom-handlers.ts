import { sbomLimits } from '@maek/domain/components/component-list.ts'
import type { DiffComponent } from '@maek/domain/components/diff-component.ts'
import { sbom } from '@maek/domain/components/sbom.ts'
import {
  checkSbom,
  diffSbom,
  exportSbomQuality,
  readComponentPaths,
  readSbomQuality,
} from '@maek/domain/components/sbom-api.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import { withOrganisation } from '../database/scope.ts'
import { unzipped } from '../files/unzipped.ts'
import { actorOf, type Call, type Handler, handle } from '../http/handler.ts'
import { findRecord } from '../records/find.ts'
import { kindFor } from '../records/kind-for.ts'
import { inPlaceBytesMax } from '../threads/in-thread.ts'
import { type Baseline, findBaseline } from './baseline.ts'
import { componentsToCompare, storedComponents, tellDiff } from './diff-read.ts'
import { readPaths } from './paths-read.ts'
import { qualityCsv, readQuality } from './quality-read.ts'

/** Runs with the SBOM that was asked for; refused where it is not there or not for this person. */
async function withSbom<T>(
  call: Call,
  id: string,
  work: (client: pg.PoolClient, organisation: string, record: StoredRecord) => Promise<Answer<T>>,
): Promise<Answer<T>> {
  const actor = actorOf(call)
  const kind = kindFor(sbom.name, actor, 'read')
  if (!kind.ok) return kind
  return withOrganisation(call.house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, { kind: sbom.name, id })
    return found.ok ? work(client, actor.organisation, found.value.record) : found
  })
}

const qualityHandler = handle(readSbomQuality, (input, call) =>
  withSbom(call, input.id, async (client, organisation, { id, number, title }) =>
    accept({ sbom: { id, number, title }, ...(await readQuality(client, organisation, id)) }),
  ),
)

const exportHandler = handle(exportSbomQuality, (input, call) =>
  withSbom(call, input.id, async (client, organisation, { number }) =>
    accept({
      name: `${number}-quality.csv`,
      mediaType: 'text/csv; charset=utf-8',
      content: new Uint8Array(Buffer.from(await qualityCsv(client, organisation, input))),
    }),
  ),
)

const pathsHandler = handle(readComponentPaths, (input, call) =>
  withSbom(call, input.id, (client, organisation) => readPaths(client, organisation, input)),
)

const diffHandler = handle(diffSbom, (input, call) =>
  withSbom(call, input.id, async (client, organisation, record) => {
    const baseline = await baselineFor(client, organisation, { sbom: record.id, against: input.against })
    if (!baseline.ok) return baseline
    const after = await storedComponents(client, organisation, record.id)
    return accept(tellDiff(await beside(client, organisation, { baseline: baseline.value, after }), input))
  }),
)

const checkHandler = handle(checkSbom, async (input, call) => {
  const actor = actorOf(call)
  const kind = kindFor(sbom.name, actor, 'read')
  if (!kind.ok) return kind
  const { house } = call
  const document = await unzipped({ name: '', bytes: call.bytes }, sbomLimits.bytes)
  if (!document.ok) return document
  const { bytes } = document.value
  const after: Answer<DiffComponent[]> =
    bytes.length <= inPlaceBytesMax
      ? componentsToCompare(bytes)
      : await house.sbomThreads.ask({ bytes, purpose: 'compare' })
  if (!after.ok) return after
  return withOrganisation(house.database, actor.organisation, async (client) => {
    const found = await findRecord(client, actor.organisation, { kind: 'release', id: input.release })
    if (!found.ok) return found
    const baseline = await findBaseline(client, actor.organisation, { release: input.release })
    return accept(tellDiff(await beside(client, actor.organisation, { baseline, after: after.value }), input))
  })
})

/** The SBOM that was named to compare with, approved or not; else the predefined one. */
async function baselineFor(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly sbom: string; readonly against: string | undefined },
): Promise<Answer<Baseline | null>> {
  if (asked.against === undefined)
    return accept(await findBaseline(client, organisation, { sbom: asked.sbom }))
  const found = await findRecord(client, organisation, { kind: sbom.name, id: asked.against })
  if (!found.ok) return found
  const { id, number, title, approvedAt } = found.value.record
  return accept({ id, number, title, approvedAt, release: null })
}

async function beside(
  client: pg.PoolClient,
  organisation: string,
  { baseline, after }: { readonly baseline: Baseline | null; readonly after: readonly DiffComponent[] },
) {
  const before = baseline ? await storedComponents(client, organisation, baseline.id) : []
  return { baseline, before, after }
}

export const sbomHandlers: readonly Handler[] = [
  qualityHandler,
  exportHandler,
  pathsHandler,
  diffHandler,
  checkHandler,
]
