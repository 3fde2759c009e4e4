import { randomBytes } from 'node:crypto'
import type { Kind } from '@maek/domain/kind.ts'
import type { Decision, StoredRecord } from '@maek/domain/record.ts'
import { canonicalText, type Json, type JsonRules } from '@maek/ledger/canonical.ts'
import { discloseField } from '@maek/ledger/disclosure.ts'

/** A record may hold long Markdown and tables of 500 rows; whole numbers only, decimals are text. */
export const revisionRules: JsonRules = { depthMax: 12, bytesMax: 4_194_304, numbers: 'integers' }

export type Revision = {
  /** The bytes that are hashed, as text. */
  readonly canonical: string
  /** Salted personal fields, kept apart so that they can be erased (PIPA art. 21). */
  readonly disclosures: readonly { readonly field: string; readonly disclosure: string }[]
}

/** The provable form of the version a decision makes: everything said, personal fields only as salted digests. */
export function revisionOf(kind: Kind, decision: Decision): Revision {
  const { after, actor } = decision
  const { body, sd, disclosures } = sealPersonal(kind, after)
  const hidesTitle = kind.fields[kind.titleField]?.personal === true
  const canonical = canonicalText(
    {
      id: after.id,
      kind: after.kind,
      number: after.number,
      ...(hidesTitle ? {} : { title: after.title }),
      state: after.state,
      version: after.version,
      edition: after.edition,
      approvedVersion: after.approvedVersion,
      approvedAt: after.approvedAt,
      authorId: after.authorId,
      createdAt: after.createdAt,
      updatedAt: after.updatedAt,
      act: decision.act,
      actor: { id: actor.id, kind: actor.kind, name: actor.name },
      at: decision.at,
      reason: decision.reason,
      changedFields: decision.changedFields,
      body,
      _sd: sd,
    },
    revisionRules,
  )
  return { canonical, disclosures }
}

function sealPersonal(kind: Kind, record: StoredRecord) {
  const body: Record<string, unknown> = {}
  const sd: Record<string, string> = {}
  const disclosures: { field: string; disclosure: string }[] = []
  for (const [name, value] of Object.entries(record.body)) {
    if (!kind.fields[name]?.personal) {
      body[name] = value
      continue
    }
    // Bodies were parsed from JSON at the door, so every value is JSON.
    const disclosed = discloseField(randomBytes(16), name, value as Json)
    sd[name] = disclosed.digest
    disclosures.push({ field: name, disclosure: disclosed.encoded })
  }
  return { body, sd, disclosures }
}
