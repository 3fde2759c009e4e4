import { correctiveAction } from '../../improvement/corrective-action.ts'
import { incident } from '../../incidents/incident.ts'
import type { Kind } from '../../kind.ts'
import { alert } from '../../monitoring/alert.ts'
import type { StoredRecord } from '../../record.ts'
import { shownChoice, shownState, shownText } from '../../shown.ts'
import { say, type Words } from '../../words.ts'
import type { PeriodRecords } from './period-records.ts'
import { factOf, type PostMarketFact, type PostMarketRecords, type PostMarketSection } from './records.ts'

/** Alerts with the way each ended: an incident, a corrective action, a signed reason, or none yet. */
export function alertSection(records: PostMarketRecords, own: PeriodRecords): PostMarketSection {
  return {
    id: 'alerts',
    title: say('성능 경보와 처리', 'Alerts and how they ended'),
    citation: say('EU AI법 제72조, ISO/IEC 42001 10.2', 'EU AI Act Art. 72, ISO/IEC 42001 10.2'),
    facts: own.alerts.map((one) => alertFact(one, records, own)),
    missing: own.alerts
      .filter(({ state }) => state !== 'settled')
      .map(({ number }) => say(`${number}의 서명된 결정`, `A signed decision on ${number}`)),
  }
}

function alertFact(one: StoredRecord, records: PostMarketRecords, own: PeriodRecords): PostMarketFact {
  const answers = [...records.incidents, ...records.actions].filter(
    ({ body }) => Array.isArray(body.alerts) && body.alerts.includes(one.id),
  )
  const seen = shownText(one, 'seen') ?? say('', '')
  const ending = endingOf(one)
  const named = answers.length > 0 ? ` [${answers.map(({ number }) => number).join(', ')}]` : ''
  return factOf(
    headOf(alert, one, { own, on: alert.shape.alarmedAt.parse(one.body.alarmedAt) }),
    say(`${seen.ko}\n→ ${ending.ko}${named}`, `${seen.en}\n→ ${ending.en}${named}`),
    [one, ...answers],
  )
}

function endingOf(one: StoredRecord): Words {
  const decision = shownChoice(alert, one, 'decision')
  // Until another person has signed it, a decision is a proposal.
  if (one.state !== 'settled' || !decision) {
    const until = shownText(one, 'decideBy')
    return say(`결정 전(기한 ${until?.ko ?? '–'})`, `not decided yet (due ${until?.en ?? '–'})`)
  }
  const reason = shownText(one, 'reason')
  return say(
    `${decision.ko}${reason ? `: ${reason.ko}` : ''}`,
    `${decision.en}${reason ? `: ${reason.en}` : ''}`,
  )
}

export function incidentSection(own: PeriodRecords): PostMarketSection {
  return {
    id: 'incidents',
    title: say('사고', 'Incidents'),
    citation: say('ISO 13485 8.2.3, EU AI법 제73조', 'ISO 13485 8.2.3, EU AI Act Art. 73'),
    facts: own.incidents.map((one) => {
      const severity = shownChoice(incident, one, 'severity')
      return factOf(
        headOf(incident, one, { own, on: incident.shape.awareAt.parse(one.body.awareAt) }),
        say(
          `${one.title} · 중대성: ${severity?.ko ?? '평가 전'}`,
          `${one.title} · severity: ${severity?.en ?? 'not assessed'}`,
        ),
        [one],
      )
    }),
    missing: [],
  }
}

export function actionSection(own: PeriodRecords): PostMarketSection {
  return {
    id: 'actions',
    title: say('시정 및 예방조치', 'Corrective and preventive actions'),
    citation: say(
      'ISO 13485 8.5.2·8.5.3, ISO/IEC 42001 10.2',
      'ISO 13485 8.5.2 and 8.5.3, ISO/IEC 42001 10.2',
    ),
    facts: own.actions.map((one) => {
      const effect = shownChoice(correctiveAction, one, 'effect')
      const due = shownText(one, 'dueOn')
      return factOf(
        headOf(correctiveAction, one, { own, on: correctiveAction.shape.awareOn.parse(one.body.awareOn) }),
        say(
          `${one.title} · 기한 ${due?.ko ?? '–'} · 효과: ${effect?.ko ?? '확인 전'}`,
          `${one.title} · due ${due?.en ?? '–'} · effect: ${effect?.en ?? 'not checked'}`,
        ),
        [one],
      )
    }),
    missing: [],
  }
}

type Began = { readonly own: PeriodRecords; readonly on: string }

/** Number, day and state; that it began earlier where it did. */
function headOf(kind: Kind, one: StoredRecord, { own, on }: Began): Words {
  const state = shownState(kind, one)
  const earlier = own.carriedOver.has(one.id)
  return say(
    `${one.number} · ${on.slice(0, 10)}${earlier ? '(기간 전 시작)' : ''} · ${state.ko}`,
    `${one.number} · ${on.slice(0, 10)}${earlier ? ' (before the period)' : ''} · ${state.en}`,
  )
}
