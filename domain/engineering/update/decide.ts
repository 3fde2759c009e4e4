import type { Words } from '../../words.ts'
import type { MarketPath, UpdateOutcome } from '../update-decision.ts'
import type { DecidedMarket, UpdateFacts } from './facts.ts'
import { type Look, lookOf } from './look.ts'
import { euTests, koreanTests, usTests } from './market-tests.ts'
import { planTests } from './plan-tests.ts'
import { isOpen, passes, type UpdateTest } from './test.ts'

export type Decided = {
  readonly outcome: UpdateOutcome
  readonly paths: readonly { readonly market: DecidedMarket; readonly path: MarketPath }[]
  readonly tests: readonly UpdateTest[]
  /** What keeps it from being decided, in the order of the tests; empty once decided. */
  readonly missing: readonly Words[]
  readonly look: Look | null
}

/**
 * Decides a new model version from the facts alone: within its plan, the Korean change path, or a new submission. Pure;
 * the same facts give the same decision. A plan counts in a market only where that market’s authority authorised it.
 */
export function decideUpdate(facts: UpdateFacts): Decided {
  const plan = planTests(facts)
  const within = plan.every(passes)
  const openPlan = plan.some(isOpen)
  const failed = plan.some((test) => test.wanted !== null && !passes(test) && !isOpen(test))
  const state = failed ? 'outside' : openPlan ? 'open' : within ? 'within' : 'outside'
  const tests: UpdateTest[] = [...plan]
  const paths: { market: DecidedMarket; path: MarketPath }[] = []
  const needed: UpdateTest[] = []
  for (const market of facts.markets) {
    const own = market === 'kr' ? koreanTests(facts) : market === 'us' ? usTests(facts) : euTests(facts)
    tests.push(...own)
    const here = state !== 'outside' && !isAuthorisedIn(facts, market) ? 'outside' : state
    const path = pathOf(facts, market, { state: here, own })
    paths.push({ market, path })
    if (path === 'undecided') needed.push(...(here === 'open' ? plan : []), ...own)
  }
  return {
    outcome: outcomeOf(paths.map(({ path }) => path)),
    paths,
    tests,
    missing: distinct(needed.filter(isOpen).flatMap(({ missing }) => (missing ? [missing] : []))),
    look: facts.plan?.budget ? lookOf(facts, facts.plan.budget) : null,
  }
}

function isAuthorisedIn({ plan }: UpdateFacts, market: DecidedMarket): boolean {
  return plan?.isAuthorised === true && plan.authorisations.some((one) => one.market === market)
}

type Judged = { readonly state: 'within' | 'open' | 'outside'; readonly own: readonly UpdateTest[] }

function pathOf(facts: UpdateFacts, market: DecidedMarket, { state, own }: Judged): MarketPath {
  const isTouched = own.some(({ answer }) => answer === 'yes')
  const isUnsaid = own.some(isOpen)
  if (market === 'kr') {
    if (state === 'within') return 'kr-within-plan'
    // Nothing major is touched: what is left of the plan’s tests plays no part in Korea.
    if (!isTouched && !isUnsaid) return 'kr-report'
    if (state === 'open') return 'undecided'
    if (isTouched) return koreanChange(facts.grade)
    return 'undecided'
  }
  if (state === 'within') return market === 'us' ? 'us-within-plan' : 'eu-within-plan'
  if (state === 'open' || isUnsaid) return 'undecided'
  if (market === 'us') return isTouched ? 'us-submission' : 'us-letter-to-file'
  return isTouched ? 'eu-notified-body' : 'eu-documented'
}

/** Act Art. 8 and 11, Rule Arts. 7, 9 and 10: grades 3 and 4 are approved, 2 is certified, 1 is notified. */
function koreanChange(grade: number | null): MarketPath {
  if (grade === null) return 'kr-change'
  if (grade >= 3) return 'kr-change-approval'
  return grade === 2 ? 'kr-change-certification' : 'kr-change-notification'
}

const submissions: readonly MarketPath[] = ['us-submission', 'eu-notified-body']
const inPlan: readonly MarketPath[] = ['kr-within-plan', 'us-within-plan', 'eu-within-plan']

/** The heaviest of the paths names the decision; a market that cannot be decided leaves the whole undecided. */
function outcomeOf(paths: readonly MarketPath[]): UpdateOutcome {
  if (paths.length === 0 || paths.includes('undecided')) return 'undecided'
  if (paths.some((path) => submissions.includes(path))) return 'new-submission'
  if (paths.every((path) => inPlan.includes(path))) return 'within-plan'
  const isKorean = paths.some((path) => path.startsWith('kr-') && path !== 'kr-within-plan')
  return isKorean ? 'korean-change-path' : 'documented'
}

function distinct(texts: readonly Words[]): Words[] {
  return [...new Map(texts.map((text) => [text.ko, text])).values()]
}
