import type { RequirementAnswer } from '@maek/domain/assurance/api.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import type { Words } from '@maek/domain/words.ts'
import { canonicalBytes, generalRules } from '@maek/ledger/canonical.ts'

/** What a pack is about: a framework, a moment, and the computed answer to each of its requirements. */
export type PackSubject = {
  readonly framework: { readonly id: string; readonly title: Words; readonly version: string }
  readonly asOf: string
  readonly answers: readonly RequirementAnswer[]
}

/** The records the answers rest on: those that count and those that lack proof. */
export function recordsOf(subject: PackSubject): readonly string[] {
  const ids = subject.answers.flatMap(({ counting, lacking }) =>
    [...counting.records, ...lacking.records].map((record) => record.id),
  )
  return [...new Set(ids)].sort()
}

/** As it leaves the house: titles that are personal data (a person's name) give way to the record's number. */
export function withoutPersonal(subject: PackSubject): PackSubject {
  const plain = (group: RequirementAnswer['counting']) => ({
    total: group.total,
    records: group.records.map((record) => ({
      ...record,
      title: hidesTitle(record.kind) ? record.number : record.title,
    })),
  })
  const answers = subject.answers.map((answer) => ({
    ...answer,
    // How to mend it is for those inside; a form's prefill may name people.
    mend: null,
    counting: plain(answer.counting),
    lacking: plain(answer.lacking),
  }))
  return { ...subject, answers }
}

function hidesTitle(name: string): boolean {
  const kind = kindByName(name)
  return kind?.fields[kind.titleField]?.personal === true
}

const readinessRules = { ...generalRules, bytesMax: 64_000_000 }

/** `readiness.json`: every answer with its rule version and the digest of what the rule looked at. */
export function readinessBytes({ framework, asOf, answers }: PackSubject): Uint8Array {
  const said = answers.map(({ mend: _inside, ...answer }) => answer)
  return canonicalBytes({ v: 1, framework, asOf, answers: said }, readinessRules)
}
