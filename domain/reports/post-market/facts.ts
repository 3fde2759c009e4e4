import type { Body } from '../../kind.ts'
import { limitsText, numberText } from '../measure-text.ts'
import { actionSection, alertSection, incidentSection } from './event-sections.ts'
import { observedIn } from './observed.ts'
import { lookSection, observationSection, performanceSection, subjectSection } from './observed-sections.ts'
import { recordsOfPeriod } from './period-records.ts'
import type { PostMarketRecords, PostMarketSection } from './records.ts'

/** Fields in which people draw the conclusions; never filled from records. */
export const postMarketConclusions = ['summary', 'limits', 'conclusion', 'actions'] as const

/**
 * What the records say of a post-market report's period, part by part, each fact with the records it stands in (EU AI
 * Act Art. 72, ISO 13485 8.2.1). Pure. What it means is for people to say.
 */
export function postMarketSections(records: PostMarketRecords): PostMarketSection[] {
  const own = recordsOfPeriod(records)
  return [
    subjectSection(records),
    observationSection(records, own),
    performanceSection(records),
    lookSection(own),
    alertSection(records, own),
    incidentSection(own),
    actionSection(own),
  ]
}

/** Fields of the report that its records fill: references and figures, no conclusion. What there is none of is left out. */
export function postMarketPrefill(records: PostMarketRecords): Body {
  const own = recordsOfPeriod(records)
  const observed = observedIn(records)
  const { look, plan } = records
  // The look whose figures are cited is named too, whenever it was taken.
  const cited = observed && look ? [look.record] : []
  const looks = [...new Set([...own.looks, ...cited].map(({ id }) => id))].slice(-looksMax)
  const results = observed?.metrics?.flatMap(({ title, measure }) =>
    measure.state === 'estimated'
      ? [
          {
            metric: `${title.ko} (${title.en})`.slice(0, 80),
            estimate: numberText(measure.estimate),
            ...(measure.interval && { interval: `${limitsText(measure.interval)} (95 %)` }),
            n: String(measure.n),
          },
        ]
      : [],
  )
  return {
    ...(plan && { plan: plan.id }),
    ...(looks.length > 0 && { looks }),
    ...(own.alerts.length > 0 && { alerts: own.alerts.map(({ id }) => id) }),
    ...(results && results.length > 0 && { results }),
    ...(observed && look && { resultDigest: look.record.body.resultDigest }),
  }
}

/** As many as a field of references holds: the newest. */
const looksMax = 500
