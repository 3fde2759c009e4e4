import { hash, randomUUID } from 'node:crypto'
import { decideCreate } from '@maek/domain/decide.ts'
import type { FileValue } from '@maek/domain/field.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor, Decision } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { claimsOf } from '@maek/domain/vulnerabilities/exchange/claims.ts'
import { matchVex } from '@maek/domain/vulnerabilities/exchange/match-vex.ts'
import { readVex } from '@maek/domain/vulnerabilities/exchange/read-vex.ts'
import type { VexDocument } from '@maek/domain/vulnerabilities/exchange/vex-document.ts'
import { draftsOf, type VexDraft } from '@maek/domain/vulnerabilities/exchange/vex-drafts.ts'
import type { intakeVex } from '@maek/domain/vulnerabilities/exchange-api.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { withOrganisation } from '../../database/scope.ts'
import { checkFile } from '../../files/content.ts'
import { keepFile } from '../../files/keep.ts'
import type { House } from '../../house.ts'
import { answerInThread, inPlaceBytesMax } from '../../threads/in-thread.ts'
import { findOurs } from './our-findings.ts'

export type VexIntake = z.input<(typeof intakeVex)['output']>
type Keeping = Pick<House, 'committer' | 'database' | 'files' | 'now'>

/**
 * A supplier's VEX in: read beside the event loop, kept as it came, matched with our findings. For what matches,
 * drafts of decisions are made that cite the file; people judge them. The same bytes again propose nothing twice.
 */
export async function takeInVex(
  house: Keeping,
  actor: Actor,
  given: { readonly bytes: Buffer; readonly name: string },
): Promise<Answer<VexIntake>> {
  if (!may(actor.roles, 'write', triageDecision.domain)) return notAllowed
  const checked = await checkFile(given.name, given.bytes)
  if (!checked.ok) return checked
  const read = await readBeside(given.bytes)
  if (!read.ok) return read
  const document = read.value
  if (document.vulnerabilities.every((one) => claimsOf(one).length === 0)) return saysNothing(document)
  const stored = await keepFile(house, actor, { bytes: given.bytes, mediaType: checked.value.mediaType })
  const file: FileValue = { ...stored, ...checked.value }
  const names = document.vulnerabilities.flatMap(({ id, ids }) => [id, ...ids.map(({ text }) => text)])
  const { matched, cited } = await withOrganisation(house.database, actor.organisation, async (client) => ({
    matched: matchVex(document, await findOurs(client, actor.organisation, [...new Set(names)])),
    cited: await citing(client, actor.organisation, file.sha256),
  }))
  const drafts = draftsOf(document, matched.proposed, file)
  const fresh = drafts.filter((draft) => !cited.some((known) => isSameDraft(known, draft)))
  const written = await writeDrafts(house, actor, { drafts: fresh, file })
  if (!written.ok) return written
  return accept({
    file: { sha256: file.sha256, name: file.name },
    document: aboutOf(document, matched.statements),
    proposals: written.value,
    unmatched: matched.unmatched.map((one) => ({ ...one })),
    unmatchedCount: matched.unmatchedCount,
    contradictions: matched.contradictions.slice(0, 200).map((one) => ({ ...one })),
    faults: document.faults.map(({ place, words }) => ({ place, because: words })),
    known: drafts.length > 0 && fresh.length === 0,
  })
}

const notAllowed = refuse(
  'not-allowed',
  say('VEX를 등록할 권한이 없습니다.', 'Your role may not register VEX documents.'),
)

/** Taken in, it would stand as evidence of a supplier who has said nothing. */
function saysNothing({ faults: [first] }: VexDocument): Answer<never> {
  const { ko, en } = first === undefined ? say('', '') : say(` ${first.words.ko}`, ` ${first.words.en}`)
  return refuse(
    'invalid',
    say(
      `이 VEX에는 제품의 상태를 말하는 진술이 없어 등록하지 않았습니다.${ko}`,
      `This VEX says nothing of any product, so it was not registered.${en}`,
    ),
    'file',
  )
}

function readBeside(bytes: Buffer): Promise<Answer<VexDocument>> {
  if (bytes.length <= inPlaceBytesMax) return Promise.resolve(readVex(bytes))
  return answerInThread(new URL('./vex-thread.ts', import.meta.url), { bytes })
}

function aboutOf(document: VexDocument, statements: number): VexIntake['document'] {
  return {
    format: `${document.format} ${document.specVersion}`.trim(),
    id: document.id,
    title: document.title,
    author: document.author.name,
    version: document.version,
    statements,
  }
}

type Known = { readonly outcome: unknown; readonly vulnerabilities: unknown; readonly versions: unknown }

/** Decisions that already cite the file, whatever became of them. */
async function citing(
  client: Parameters<Parameters<typeof withOrganisation>[2]>[0],
  organisation: string,
  sha256: string,
): Promise<Known[]> {
  const found = await client.query<Known>(
    `select body -> 'outcome' as outcome, body -> 'vulnerabilities' as vulnerabilities, body -> 'versions' as versions
     from record where org_id = $1 and kind = 'triage-decision' and body -> 'evidence' @> $2::jsonb`,
    [organisation, JSON.stringify([{ sha256 }])],
  )
  return found.rows
}

function isSameDraft(known: Known, { body }: VexDraft): boolean {
  const key = (one: Known) =>
    JSON.stringify([one.outcome, sortedRows(one.vulnerabilities), one.versions ?? null])
  return (
    key(known) ===
    key({ outcome: body.outcome, vulnerabilities: body.vulnerabilities, versions: body.versions })
  )
}

/** Rows as texts, members in order: the database gives them back in an order of its own. */
function sortedRows(rows: unknown): string[] {
  if (!Array.isArray(rows)) return []
  return rows.map((row: unknown) => JSON.stringify(Object.entries(Object(row)).sort())).sort()
}

async function writeDrafts(
  house: Keeping,
  actor: Actor,
  { drafts, file }: { readonly drafts: readonly VexDraft[]; readonly file: FileValue },
): Promise<Answer<VexIntake['proposals']>> {
  if (drafts.length === 0) return accept([])
  const at = house.now()
  const decisions: Decision[] = []
  for (const { body } of drafts) {
    const parsed = parseBody(triageDecision, body)
    if (!parsed.ok) return parsed
    const decided = decideCreate(triageDecision, { id: randomUUID(), body: parsed.value }, { actor, at })
    if (!decided.ok) return decided
    decisions.push(decided.value)
  }
  // By content: of two that arrive together one writes, and the other is answered with what was written.
  const content = JSON.stringify([file.sha256, drafts.map(({ body }) => body)])
  const request = hash('sha256', content, 'buffer')
  const key = { key: `intake-vex:${request.toString('hex')}`, request }
  const committed = await house.committer.commit({ organisation: actor.organisation, decisions, key })
  if (!committed.ok) return committed
  return accept(
    committed.value.flatMap(({ record }, index) => {
      const draft = drafts[index]
      if (!draft) return []
      return {
        record: { id: record.id, number: record.number, title: record.title },
        outcome: String(draft.body.outcome),
        findings: draft.findings,
        identities: [...draft.identities],
      }
    }),
  )
}
