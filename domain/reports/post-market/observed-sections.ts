import { lookStates } from '../../monitoring/look-states.ts'
import { monitoringLook } from '../../monitoring/monitoring-look.ts'
import { observationContents } from '../../monitoring/observation-batch.ts'
import type { StoredRecord } from '../../record.ts'
import { shownText } from '../../shown.ts'
import { counted, say, type Words } from '../../words.ts'
import { limitsText, numberText } from '../measure-text.ts'
import { type Observed, observedIn } from './observed.ts'
import { batchTimes, type PeriodRecords } from './period-records.ts'
import {
  factOf,
  type PostMarketFact,
  type PostMarketRecords,
  type PostMarketSection,
  periodOf,
} from './records.ts'

/** Which model, where, by which plan: the ground of everything below. */
export function subjectSection(records: PostMarketRecords): PostMarketSection {
  const { model, plan, releases } = records
  const { from, to } = periodOf(records)
  const version = shownText(model, 'version')
  const purpose = plan && shownText(plan, 'purpose')
  return {
    id: 'subject',
    title: say('대상과 기간', 'Subject and period'),
    citation: say('EU AI법 제72조제3항, ISO 13485 8.2.1', 'EU AI Act Art. 72(3), ISO 13485 8.2.1'),
    facts: [
      factOf(say('기간', 'Period'), say(`${from} ~ ${to}`, `${from} to ${to}`), [records.report]),
      ...(version ? [factOf(say('모델 버전', 'Model version'), version, [model])] : []),
      ...(releases.length > 0
        ? [factOf(say('이 모델이 든 릴리스', 'Releases with this model'), titles(releases), releases)]
        : []),
      ...(plan && purpose ? [factOf(say('모니터링 목적', 'Purpose of monitoring'), purpose, [plan])] : []),
    ],
    missing: [
      ...(plan ? [] : [say('이 모델의 모니터링 계획', 'A monitoring plan of this model')]),
      ...(releases.length > 0 ? [] : [say('이 모델이 든 릴리스', 'A release with this model')]),
    ],
  }
}

function titles(records: readonly StoredRecord[]): Words {
  const text = records.map(({ title }) => title).join(', ')
  return say(text, text)
}

/** Counts of predictions and labels: by what was sent, and by what the look could count within the period. */
export function observationSection(records: PostMarketRecords, own: PeriodRecords): PostMarketSection {
  const observed = observedIn(records)
  const labels = own.batches.filter(({ body }) => body.contents === 'labels')
  const predictions = own.batches.filter(({ body }) => body.contents === 'predictions')
  const sources = records.look ? [records.look.record] : []
  return {
    id: 'observations',
    title: say('예측과 정답', 'Predictions and labels'),
    citation: say(
      'EU AI법 제72조제2항, ISO/IEC 42001 A.6.2.6',
      'EU AI Act Art. 72(2), ISO/IEC 42001 A.6.2.6',
    ),
    facts: [
      ...(predictions.length > 0 ? [batchFact(records, 'predictions', predictions)] : []),
      ...(labels.length > 0 ? [batchFact(records, 'labels', labels)] : []),
      ...(observed ? countFacts(observed).map(([label, value]) => factOf(label, value, sources)) : []),
    ],
    missing: [
      ...(predictions.length > 0 ? [] : [say('이 기간의 예측 자료', 'Predictions of this period')]),
      ...(labels.length > 0 ? [] : [say('이 기간의 정답 자료', 'Labels of this period')]),
      ...(observed ? [] : [say('이 기간을 센 성능 점검', 'A look that has counted this period')]),
    ],
  }
}

function batchFact(
  records: PostMarketRecords,
  contents: keyof typeof observationContents,
  batches: readonly StoredRecord[],
): PostMarketFact {
  const rows = batches.reduce((sum, { body }) => sum + (typeof body.rows === 'number' ? body.rows : 0), 0)
  const period = periodOf(records)
  const beyond = batches.filter((batch) => {
    const { from, to } = batchTimes(batch)
    return from === undefined || to === undefined || !period.holds(from) || !period.holds(to)
  }).length
  const name = observationContents[contents]
  return factOf(
    say(`받은 ${name.ko} 자료`, `${name.en} received`),
    say(
      `자료 ${batches.length}건, ${count(rows)}행${beyond > 0 ? ` (${beyond}건은 기간 밖의 행도 포함)` : ''}`,
      `${counted(batches.length, 'batch', 'batches')}, ${count(rows)} rows${beyond > 0 ? ` (${beyond} with rows outside the period too)` : ''}`,
    ),
    batches,
  )
}

const count = (n: number) => n.toLocaleString('en-US')

function countFacts({ from, to, predictions, calledPositive, labelled, mature }: Observed): [Words, Words][] {
  return [
    [
      say(`예측 수 (${from} ~ ${to})`, `Predictions (${from} to ${to})`),
      say(
        `${count(predictions)}건, 그중 양성 판정 ${count(calledPositive)}건`,
        `${count(predictions)}, of them called positive ${count(calledPositive)}`,
      ),
    ],
    [
      say('정답이 확인된 예측', 'Predictions whose label is known'),
      say(
        `${count(labelled)}건 (${share(labelled, predictions)})`,
        `${count(labelled)} (${share(labelled, predictions)})`,
      ),
    ],
    ...(mature
      ? [
          [
            say(
              `정답이 올 시간이 지난 예측 (${mature.from} ~ ${mature.to})`,
              `Predictions old enough for their label (${mature.from} to ${mature.to})`,
            ),
            say(
              `${count(mature.predictions)}건, 그중 정답 확보 ${count(mature.labelled)}건 (${share(mature.labelled, mature.predictions)})`,
              `${count(mature.predictions)}, of them with a label ${count(mature.labelled)} (${share(mature.labelled, mature.predictions)})`,
            ),
          ] satisfies [Words, Words],
        ]
      : []),
  ]
}

const share = (part: number, whole: number) => (whole > 0 ? `${((100 * part) / whole).toFixed(1)} %` : '–')

/** Performance within the period by the labels known at the look; nothing where labels are too few to say it. */
export function performanceSection(records: PostMarketRecords): PostMarketSection {
  const observed = observedIn(records)
  const told = { id: 'performance', title: say('기간 중 성능', 'Performance in the period') } as const
  const citation = say('EU AI법 제72조제2항, ISO/IEC 42001 9.1', 'EU AI Act Art. 72(2), ISO/IEC 42001 9.1')
  const { look } = records
  if (look === null || !observed?.metrics)
    return { ...told, citation, facts: [], missing: [whyNoMetrics(observed)] }
  const { result, record } = look
  const facts = observed.metrics.flatMap(({ title, measure }) => {
    if (measure.state === 'not-estimable') return []
    const limits = measure.interval ? ` (${limitsText(measure.interval)}, 95 %)` : ''
    const text = `${numberText(measure.estimate)}${limits}, n = ${count(measure.n)}`
    return [factOf(title, say(text, text), [record])]
  })
  const uneven = result.labels.verification.isUneven
  return {
    ...told,
    citation,
    facts,
    missing: uneven
      ? [
          say(
            '양성과 음성 판정의 고른 정답 확보(민감도가 부풀려질 수 있음)',
            'Labels at the same rate for cases called positive and negative (sensitivity may be overstated)',
          ),
        ]
      : [],
  }
}

function whyNoMetrics(observed: Observed | null): Words {
  if (!observed) return say('이 기간을 센 성능 점검', 'A look that has counted this period')
  if (!observed.mature)
    return say('정답이 올 시간이 지난 예측', 'Predictions old enough for their label to have come')
  return say(
    '계획이 정한 만큼의 정답(부족하여 성능을 말할 수 없음)',
    'As many labels as the plan asks for (too few to say anything of performance)',
  )
}

/** Looks taken for the period, by what they came to. */
export function lookSection({ looks }: PeriodRecords): PostMarketSection {
  const states: [string, Words][] = Object.entries(lookStates)
  const outcomeOf = ({ body }: StoredRecord) => monitoringLook.shape.outcome.parse(body.outcome)
  return {
    id: 'looks',
    title: say('성능 점검', 'Looks'),
    citation: say('ISO/IEC 42001 9.1', 'ISO/IEC 42001 9.1'),
    facts: states.flatMap(([state, label]) => {
      const own = looks.filter((look) => outcomeOf(look) === state)
      return own.length > 0 ? [factOf(label, say(`${own.length}회`, `${own.length}`), own)] : []
    }),
    missing: looks.length > 0 ? [] : [say('이 기간의 성능 점검', 'Looks of this period')],
  }
}
