import { updateDecision } from '../../engineering/update-decision.ts'
import { changePlan } from '../../models/change-plan.ts'
import { evaluation } from '../../models/evaluation.ts'
import { impactAssessment } from '../../models/impact-assessment.ts'
import { modelVersion } from '../../models/model-version.ts'
import { versionTitleOf } from '../../models/performance/measure-title.ts'
import { performanceGap } from '../../models/performance-gap.ts'
import type { StoredRecord } from '../../record.ts'
import { hazard } from '../../risks/hazard.ts'
import { type ShownRow, shownChoice, shownRows, shownState, shownText } from '../../shown.ts'
import { say, type Words } from '../../words.ts'
import type { CardFact, CardSection } from './card.ts'
import { type CardRecords, dash, fieldFact, same, tableFact, textFact } from './facts.ts'

/** How well it does, where not, what may change, and where it runs. */
export function resultSections(records: CardRecords): CardSection[] {
  return [
    operatingPoints(records),
    performance(records),
    limits(records),
    impact(records),
    changes(records),
    field(records),
  ]
}

function operatingPoints({ model }: CardRecords): CardSection {
  const main = shownText(model, 'operatingPoint')
  const others = shownRows(modelVersion, model, 'operatingPoints')
  const rows = [
    ...(main
      ? [
          [
            say('허가 임계값', 'Cleared operating point'),
            main,
            shownText(model, 'operatingPointReason') ?? dash,
          ],
        ]
      : []),
    ...others.map(({ name, threshold, use }) => [name ?? dash, threshold ?? dash, use ?? dash]),
  ]
  return {
    id: 'operating-points',
    title: say('판정 임계값', 'Operating points'),
    citation: say(
      '시행규칙 제33조제2항제5호(예상 성능), GMLP 9',
      'Rule Art. 33(2)5 (expected performance), GMLP 9',
    ),
    facts: [
      fieldFact(modelVersion, model, 'output'),
      tableFact(say('임계값', 'Thresholds'), {
        columns: [say('이름', 'Name'), say('임계값', 'Threshold'), say('쓰임·근거', 'Use and reason')],
        rows,
        source: model,
      }),
    ],
  }
}

const number = (value: Words | undefined) =>
  same(value ? String(Number(Number(value.en).toPrecision(4))) : '—')

const interval = ({ lower, upper }: ShownRow) => same(`[${number(lower).en}, ${number(upper).en}]`)

/** What is kept in both languages, `민감도 · Sensitivity`, is shown in the reader's. */
function parted(kept: Words | undefined): Words {
  const [ko, en] = (kept?.ko ?? '—').split(' · ')
  return say(ko ?? '—', en ?? ko ?? '—')
}

/** Rows written before versions were put into words hold the key of the version. */
function subjectOf({ of }: ShownRow, task: unknown): Words {
  if (task !== 'comparison') return of ?? dash
  return versionTitleOf(of?.en ?? '', task) ?? parted(of)
}

function resultsFact(one: StoredRecord): CardFact {
  return tableFact(say(`${one.number} ${one.title}`, `${one.number} ${one.title}`), {
    columns: [
      say('지표', 'Metric'),
      say('대상', 'Of'),
      say('하위집단', 'Subgroup'),
      say('추정값', 'Estimate'),
      say('신뢰구간', 'Interval'),
      say('건수', 'n'),
      say('산출법', 'Method'),
      say('기준', 'Criterion'),
    ],
    rows: shownRows(evaluation, one, 'results').map((row) => [
      parted(row.metric),
      subjectOf(row, one.body.task),
      row.subgroup ?? dash,
      number(row.estimate),
      interval(row),
      row.n ?? dash,
      row.method ?? dash,
      row.met === undefined ? dash : row.met.en === 'Yes' ? say('충족', 'Met') : say('미충족', 'Not met'),
    ]),
    source: one,
  })
}

function performance({ model, evaluations, gaps }: CardRecords): CardSection {
  const judged = evaluations.filter(({ state }) => state === 'approved')
  const open = evaluations.filter(({ state }) => state !== 'approved' && state !== 'withdrawn')
  return {
    id: 'performance',
    title: say('성능', 'Performance'),
    citation: say(
      '시행규칙 제33조제2항제5호(예상 성능의 범위), ISO/IEC 42001 A.6.2.4',
      'Rule Art. 33(2)5 (expected performance), ISO/IEC 42001 A.6.2.4',
    ),
    facts: [
      tableFact(modelVersion.fields.performance?.label ?? say('', ''), {
        columns: [
          say('지표', 'Metric'),
          say('추정값', 'Estimate'),
          say('신뢰구간', 'Interval'),
          say('건수', 'n'),
        ],
        rows: shownRows(modelVersion, model, 'performance').map((row) => [
          parted(row.metric),
          number(row.estimate),
          interval(row),
          row.n ?? dash,
        ]),
        source: model,
      }),
      ...judged.map(resultsFact),
      ...(judged.length === 0 ? [textFact(say('승인된 평가', 'Approved evaluations'), null, null)] : []),
      ...(open.length > 0
        ? [
            textFact(
              say('승인 전 평가', 'Evaluations not approved'),
              same(open.map((one) => one.number).join(', ')),
              null,
            ),
          ]
        : []),
      ...gaps.map((one) =>
        textFact(
          say(`${one.number} 성능 격차`, `${one.number}, performance gap`),
          say(
            `${one.title}. 결정: ${shownChoice(performanceGap, one, 'decision')?.ko ?? '아직 없음'}`,
            `${one.title}. Decision: ${shownChoice(performanceGap, one, 'decision')?.en ?? 'none yet'}`,
          ),
          one,
        ),
      ),
    ],
  }
}

function limits({ model, hazards }: CardRecords): CardSection {
  const told = hazards.filter((one) => shownText(one, 'disclosure'))
  return {
    id: 'limits',
    title: say('한계와 잔여위험', 'Limits and residual risk'),
    citation: say(
      '시행규칙 제33조제2항제5호(성능의 한계), ISO 14971 7.4·8',
      'Rule Art. 33(2)5 (limits), ISO 14971 7.4 and 8',
    ),
    facts: [
      fieldFact(modelVersion, model, 'limits'),
      ...told.map((one) => ({
        ...fieldFact(hazard, one, 'disclosure'),
        label: say(`${one.number} 알릴 잔여위험`, `${one.number}, residual risk to tell`),
      })),
      ...(told.length === 0
        ? [textFact(say('사용자에게 알릴 잔여위험', 'Residual risk told to users'), null, null)]
        : []),
    ],
  }
}

function impact({ assessment, staleness }: CardRecords): CardSection {
  const states = {
    'not-approved': say('승인되지 않음', 'Not approved'),
    current: say('최신', 'Current'),
    stale: say('다시 평가해야 함', 'Has to be assessed again'),
  } as const
  return {
    id: 'impact',
    title: say('AI 영향평가', 'Impact assessment'),
    citation: say('인공지능기본법 제35조, ISO/IEC 42001 8.4', 'AI Basic Act Art. 35, ISO/IEC 42001 8.4'),
    facts: [
      textFact(
        say('영향평가', 'Assessment'),
        assessment && same(`${assessment.number} ${assessment.title}`),
        assessment,
      ),
      textFact(say('상태', 'State'), staleness && states[staleness.state], assessment),
      fieldFact(impactAssessment, assessment, 'conclusion'),
      fieldFact(impactAssessment, assessment, 'conclusionReason'),
    ],
  }
}

function changes({ model, plan, decisions }: CardRecords): CardSection {
  return {
    id: 'changes',
    title: say('변경 이력과 계획', 'Changes made and planned'),
    citation: say('시행규칙 제33조제2항제5호라목, FD&C Act 515C', 'Rule Art. 33(2)5(d), FD&C Act 515C'),
    facts: [
      tableFact(modelVersion.fields.modifications?.label ?? say('', ''), {
        columns: [say('항목', 'Item'), say('바뀐 것', 'What changed')],
        rows: shownRows(modelVersion, model, 'modifications').map(({ code, what }) => [
          code ?? dash,
          what ?? dash,
        ]),
        source: model,
      }),
      textFact(
        say('변경관리 계획서', 'Change plan'),
        plan &&
          say(
            `${plan.number} ${plan.title} · ${shownState(changePlan, plan).ko}`,
            `${plan.number} ${plan.title} · ${shownState(changePlan, plan).en}`,
          ),
        plan,
      ),
      tableFact(say('갱신 판단', 'Update decisions'), {
        columns: [
          say('번호', 'Number'),
          say('판단', 'Decision'),
          say('상태', 'State'),
          say('승인일', 'Approved on'),
        ],
        rows: decisions.map((one) => [
          same(one.number),
          shownChoice(updateDecision, one, 'outcome') ?? dash,
          shownState(updateDecision, one),
          one.approvedAt ? same(one.approvedAt.slice(0, 10)) : dash,
        ]),
        source: model,
      }),
    ],
  }
}

function field({ sites, batches }: CardRecords): CardSection {
  const units = sites.reduce((sum, one) => sum + one.units, 0)
  return {
    id: 'field',
    title: say('사용 현황', 'In the field'),
    citation: say('EU AI법 제72조, ISO/IEC 42001 A.6.2.6', 'EU AI Act Art. 72, ISO/IEC 42001 A.6.2.6'),
    facts: [
      textFact(
        say('사용처', 'Sites'),
        sites.length > 0
          ? say(`${sites.length}곳 ${units}대`, `${sites.length} sites, ${units} units`)
          : null,
        null,
      ),
      textFact(
        say('관측 자료', 'Observation batches'),
        batches > 0 ? say(`${batches}건`, String(batches)) : null,
        null,
      ),
    ],
  }
}
