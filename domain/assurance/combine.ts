import { say, type Words } from '../words.ts'
import type { Claim } from './claim.ts'
import type { RecordFact } from './fact.ts'
import { type Finding, findingOf, type Verdict } from './finding.ts'
import { lazy } from './lazy.ts'

/* Claims joined. A whole is never better than its parts, and what has not happened yet proves nothing. */

const ranks: Readonly<Record<Verdict, number>> = { 'not-met': 0, unknown: 1, partly: 2, met: 3 }

/** All claims hold. Idle ones are silent unless nothing else speaks: then the answer is unknown. */
export function all(...claims: readonly Claim[]): Claim {
  return {
    reads: claims.flatMap((claim) => claim.reads),
    evaluate: (scene) => {
      const findings = claims.map((claim) => claim.evaluate(scene))
      const spoken = findings.filter((finding) => !finding.idle)
      return joined(findings, {
        verdict: together(spoken),
        idle: spoken.length === 0,
        mended: worst(spoken),
      })
    },
  }
}

/** One of the claims is enough. The nearest one is what is mended. */
export function either(...claims: readonly Claim[]): Claim {
  return {
    reads: claims.flatMap((claim) => claim.reads),
    evaluate: (scene) => {
      const findings = claims.map((claim) => claim.evaluate(scene))
      const best = findings.reduce((one, other) => (ranks[other.verdict] > ranks[one.verdict] ? other : one))
      // Each met alternative counts: taking one proof away must not hide that the other still stands.
      const shown = findings.filter((one) => one === best || ranks[one.verdict] === ranks[best.verdict])
      return joined(best.verdict === 'met' ? shown : findings, {
        verdict: best.verdict,
        idle: false,
        mended: best,
      })
    },
  }
}

function together(findings: readonly Finding[]): Verdict {
  const verdicts = new Set(findings.map(({ verdict }) => verdict))
  if (verdicts.size === 0) return 'unknown'
  if (verdicts.size === 1) return findings[0]?.verdict ?? 'unknown'
  return verdicts.has('met') || verdicts.has('partly') ? 'partly' : 'not-met'
}

function worst(findings: readonly Finding[]): Finding | undefined {
  const open = findings.filter(({ verdict }) => verdict !== 'met')
  return open.reduce<Finding | undefined>(
    (one, other) => (one === undefined || ranks[other.verdict] < ranks[one.verdict] ? other : one),
    undefined,
  )
}

type Outcome = {
  readonly verdict: Verdict
  readonly idle: boolean
  readonly mended: Finding | undefined
}

function joined(findings: readonly Finding[], { verdict, idle, mended }: Outcome): Finding {
  const lacking = lazy(() => union(findings.map((finding) => finding.lacking)))
  return findingOf({
    verdict,
    idle,
    because: () => {
      // What is still missing is said first.
      const ordered = [...findings].sort((one, other) => ranks[one.verdict] - ranks[other.verdict])
      return spaced(ordered.map(({ because }) => because))
    },
    population: populationOf(findings),
    counting: () => {
      const open = new Set(lacking())
      return union(findings.map((finding) => finding.counting)).filter((fact) => !open.has(fact))
    },
    lacking,
    mend: () => mended?.mend ?? null,
  })
}

function spaced(texts: readonly Words[]): Words {
  return say(texts.map(({ ko }) => ko).join(' '), texts.map(({ en }) => en).join(' '))
}

function populationOf(findings: readonly Finding[]): Finding['population'] {
  const populations = findings.flatMap(({ population }) => (population ? [population] : []))
  if (populations.length === 0) return null
  const named = new Map(populations.map(({ words }) => [words.ko, words]))
  const words = [...named.values()]
  return {
    words: say(words.map(({ ko }) => ko).join(', '), words.map(({ en }) => en).join(', ')),
    count: populations.reduce((sum, { count }) => sum + count, 0),
  }
}

function union(lists: readonly (readonly RecordFact[])[]): readonly RecordFact[] {
  const filled = lists.filter((list) => list.length > 0)
  const [only] = filled
  return filled.length <= 1 ? (only ?? []) : [...new Set(filled.flat())]
}

/** What the clause also asks and no kind of record in the house can show yet: unknown, so the whole is never met. */
export function beyond(ko: string, en: string): Claim {
  const because = say(`아직 기록으로 확인할 수 없습니다: ${ko}.`, `Not yet shown by any record: ${en}.`)
  const finding: Finding = {
    verdict: 'unknown',
    because,
    population: null,
    counting: [],
    lacking: [],
    mend: null,
  }
  return { reads: [], evaluate: () => finding }
}
