import type { Body } from '../../kind.ts'
import type { Words } from '../../words.ts'
import type { Decided } from './decide.ts'
import type { UpdateFacts } from './facts.ts'

/** A signed line holds both languages; a text longer than the line is cut, the record it cites holds it whole. */
function line({ ko, en }: Words, max: number): string {
  const both = ko === en ? ko : `${ko} / ${en}`
  return both.length <= max ? both : `${both.slice(0, max - 1)}…`
}

/** A decision as its record keeps it: everything the signature then vouches for. */
export function updateBody(
  facts: UpdateFacts,
  decided: Decided,
  { at, factsDigest }: { readonly at: string; readonly factsDigest: string },
): Body {
  const { model, plan, cleared, previous, change, evaluations } = facts
  return {
    name: line({ ko: `${model.number} ${model.versionName} 갱신 판단`, en: `update decision` }, 200),
    modelVersion: model.id,
    outcome: decided.outcome,
    ...(plan && { changePlan: plan.id }),
    ...(change && { change: change.id }),
    ...(cleared && { clearedVersion: cleared.id }),
    ...(previous && { previousVersion: previous.id }),
    ...(evaluations.length > 0 && { evaluations: evaluations.map(({ id }) => id) }),
    markets: decided.paths.map(({ market, path }) => ({ market, path })),
    tests: decided.tests.map((test) => ({
      test: test.id,
      question: line(test.question, 500),
      citation: line(test.citation, 300),
      answer: test.answer,
      because: line(test.because, 900),
      ...(test.evidence.length > 0 && {
        evidence: test.evidence
          .map(({ number, version }) => `${number} v${version}`)
          .join(', ')
          .slice(0, 500),
      }),
    })),
    ...(decided.look && {
      alpha: decimal(decided.look.alpha),
      spent: decimal(decided.look.spent),
      look: decided.look.look,
    }),
    decidedAt: at,
    factsDigest,
  }
}

/** As the record's decimals are written, 12 places. */
function decimal(value: number): string {
  const text = value.toFixed(12).replace(/\.?0+$/, '')
  return text === '' ? '0' : text
}
