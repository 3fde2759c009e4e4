import type { LicenceRuling, Obligation } from './licence-obligations.ts'
import type { LicenceVerdict } from './licence-policy.ts'

/** One line of an SBOM with what the policy says of it. */
export type JudgedComponent = {
  readonly reference: string
  readonly name: string
  readonly version: string | null
  readonly purl: string | null
  readonly supplier: string | null
  /** Copyright notice as the SBOM carries it. */
  readonly copyright: string | null
  readonly declared: readonly string[]
  readonly verdict: LicenceVerdict
}

export type LicenceSummary = {
  readonly components: number
  readonly rulings: Readonly<Record<LicenceRuling, number>>
  /** Components that declare nothing. */
  readonly undeclared: number
  /** Components of whose declaration some part could not be read. */
  readonly notRecognised: number
  /** Allowed only by an exception of the policy. */
  readonly excepted: number
  /** Would be allowed by an exception that has run out. */
  readonly expired: number
  /** Every expression, the most frequent first. */
  readonly licences: readonly {
    readonly expression: string
    readonly ruling: LicenceRuling
    readonly components: number
  }[]
  /** What has to be done for the licences that apply, and for how many components. */
  readonly obligations: readonly {
    readonly obligation: Obligation
    readonly components: number
    readonly licences: readonly string[]
  }[]
  /** Texts nobody could read, the most frequent first: what to write into the policy's readings. */
  readonly texts: readonly { readonly text: string; readonly components: number }[]
}

const rulingOrder = { allowed: 0, review: 1, forbidden: 2 } as const
const licencesShownMax = 200
const textsShownMax = 100

/** Rolls the judged components of an SBOM up. */
export function summariseLicences(judged: readonly JudgedComponent[]): LicenceSummary {
  const verdicts = judged.map(({ verdict }) => verdict)
  const count = (is: (verdict: LicenceVerdict) => boolean) => verdicts.filter(is).length
  const owed = new Map<Obligation, { components: number; licences: Set<string> }>()
  for (const verdict of verdicts) {
    for (const obligation of verdict.obligations) {
      const entry = owed.get(obligation) ?? { components: 0, licences: new Set<string>() }
      entry.components += 1
      for (const { licence, obligations } of verdict.owed) {
        if (obligations.includes(obligation)) entry.licences.add(licence)
      }
      owed.set(obligation, entry)
    }
  }
  return {
    components: judged.length,
    rulings: {
      allowed: count(({ ruling }) => ruling === 'allowed'),
      review: count(({ ruling }) => ruling === 'review'),
      forbidden: count(({ ruling }) => ruling === 'forbidden'),
    },
    undeclared: count(({ expression, notRecognised }) => expression === null && notRecognised.length === 0),
    notRecognised: count(({ notRecognised }) => notRecognised.length > 0),
    excepted: count(({ by }) => by === 'exception'),
    expired: count(({ expired }) => expired !== null),
    licences: licencesOf(verdicts).slice(0, licencesShownMax),
    obligations: [...owed]
      .map(([obligation, { components, licences }]) => ({
        obligation,
        components,
        licences: [...licences].sort().slice(0, 20),
      }))
      .sort((left, right) => right.components - left.components),
    texts: tally(verdicts.flatMap(({ notRecognised }) => notRecognised))
      .slice(0, textsShownMax)
      .map(([text, components]) => ({ text: text.slice(0, 300), components })),
  }
}

/** The hardest ruling first; within one, by name. */
export function inOrderOfRuling(judged: readonly JudgedComponent[]): JudgedComponent[] {
  return judged.toSorted(
    (left, right) => rulingOrder[right.verdict.ruling] - rulingOrder[left.verdict.ruling],
  )
}

function licencesOf(verdicts: readonly LicenceVerdict[]): LicenceSummary['licences'] {
  const entries = new Map<string, { expression: string; ruling: LicenceRuling; components: number }>()
  for (const { expression, ruling } of verdicts) {
    if (expression === null) continue
    const entry = entries.get(expression) ?? { expression, ruling, components: 0 }
    const harder = rulingOrder[ruling] > rulingOrder[entry.ruling] ? ruling : entry.ruling
    entries.set(expression, { expression, ruling: harder, components: entry.components + 1 })
  }
  return [...entries.values()].sort((left, right) => right.components - left.components)
}

function tally(texts: readonly string[]): [string, number][] {
  const counts = new Map<string, number>()
  for (const text of texts) counts.set(text, (counts.get(text) ?? 0) + 1)
  return [...counts].sort(([, left], [, right]) => right - left)
}
