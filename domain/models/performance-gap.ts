import {
  choice,
  day,
  decimal,
  files,
  later,
  line,
  optional,
  pair,
  prose,
  ref,
  refs,
  whole,
} from '../field.ts'
import { guarded, inBothLanguages, mustBe, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import type { Guard } from '../life.ts'
import { controlled } from '../lives.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { gapFindings, gapMeasures } from './gap-words.ts'

/** What the system copies from the result: whoever decides may not change it. */
export const gapFactFields = [
  'name',
  'evaluation',
  'finding',
  'column',
  'group',
  'crossedColumn',
  'crossedGroup',
  'measure',
  'of',
  'difference',
  'lower',
  'upper',
  'groupEstimate',
  'othersEstimate',
  'pAdjusted',
  'n',
  'resultDigest',
] as const

/** A mitigation that nobody was given to do is none: a corrective action or a change names this gap. */
const mitigationOpened: Guard = ({ body, links }) =>
  body.decision === 'mitigate' && !links.in.some(({ relation }) => relation === 'gaps')
    ? say(
        '이 격차를 가리키는 시정·예방조치나 변경을 먼저 여십시오.',
        'Open the corrective action or the change that names this gap first.',
      )
    : null

const measured: Guard = ({ body }) =>
  body.finding !== 'unknown' && body.difference === undefined
    ? say('차이와 그 구간이 있어야 합니다.', 'The difference and its interval are needed.')
    : null

const labelled: Guard = (view) =>
  view.body.decision === 'restrict'
    ? inBothLanguages(
        'labelText',
        say('사용목적 제한 문구를 국문·영문으로 적으십시오.', 'Write the restriction in Korean and English.'),
      )(view)
    : null

const decided: readonly Guard[] = [
  measured,
  mustBe('decision', ['accept', 'mitigate', 'restrict'], say('결정을 고르십시오.', 'Choose the decision.')),
  mitigationOpened,
  labelled,
  neededWhen('finding', ['unknown'], {
    needed: 'nextEvidence',
    because: say(
      '건수가 모자라 알 수 없는 집단입니다. 언제 어떻게 다시 볼지 적으십시오.',
      'The cases cannot say: write how and when this group is looked at again.',
    ),
  }),
]

/** A group for which the model performs differently, or for which nobody can say, and what was decided about it. */
export const performanceGap = kind({
  name: 'performance-gap',
  code: 'GAP',
  domain: 'models',
  title: say('성능 격차 결정', 'Performance gap'),
  plural: say('성능 격차 결정', 'Performance gaps'),
  about: say(
    '평가에서 드러난 집단 간 성능 격차와 그에 대한 결정(근거를 들어 수용·완화·사용목적 제한). ISO/IEC 42001 A.5.4, EU AI법 제10조·제15조, STANDING Together의 기록입니다.',
    'A gap between groups that an evaluation found, and the decision on it (accept with reason, mitigate, restrict the intended use): ISO/IEC 42001 A.5.4, EU AI Act Arts. 10 and 15, STANDING Together.',
  ),
  titleField: 'name',
  life: guarded(controlled, ['submit', 'approve'], decided),
  sealed: { '*': gapFactFields },
  // Numbers that can be typed decide nothing: what a group's gap is stands in the evaluation's result.
  byHouse: {
    records: say(
      '평가의 결과에서 결정이 필요한 격차마다 시스템이 만듭니다(평가 화면, maek gaps --draft).',
      'The system makes one for each gap in an evaluation’s result that needs a decision (its page, or maek gaps --draft).',
    ),
    fields: gapFactFields,
  },
  retention: deviceFileRetention,
  check: ({ lower, difference, upper }) => {
    if (lower === undefined && difference === undefined && upper === undefined) return null
    // A missing end compares as false.
    if (Number(lower) <= Number(difference) && Number(difference) <= Number(upper)) return null
    return {
      field: 'difference',
      because: say('하한 ≤ 차이 ≤ 상한이어야 합니다.', 'It must be lower ≤ difference ≤ upper.'),
    }
  },
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    evaluation: ref('evaluation', {
      label: say('평가', 'Evaluation'),
      listed: true,
      reverse: say('성능 격차 결정', 'Performance gaps'),
    }),
    finding: choice({ label: say('격차 결과', 'Finding'), listed: true, choices: gapFindings }),
    column: line({ label: say('집단 열', 'Group column'), max: 120 }),
    group: line({ label: say('집단', 'Group'), max: 200 }),
    crossedColumn: optional(line({ label: say('교차한 열', 'Crossed with'), max: 120 })),
    crossedGroup: optional(line({ label: say('교차한 집단', 'Crossed group'), max: 200 })),
    measure: optional(choice({ label: say('지표', 'Measure'), choices: gapMeasures })),
    of: optional(line({ label: say('대상(분류·구조물 등)', 'Of (class, structure …)'), max: 120 })),
    difference: optional(
      decimal({ label: say('차이(집단 − 나머지)', 'Difference (group minus the others)') }),
    ),
    lower: optional(decimal({ label: say('동시 신뢰구간 하한', 'Simultaneous interval, lower') })),
    upper: optional(decimal({ label: say('동시 신뢰구간 상한', 'Simultaneous interval, upper') })),
    groupEstimate: optional(decimal({ label: say('집단의 값', 'In the group') })),
    othersEstimate: optional(decimal({ label: say('나머지의 값', 'In the others') })),
    pAdjusted: optional(decimal({ label: say('보정 p값', 'Adjusted p') })),
    n: optional(
      whole({
        label: say('집단의 건수', 'n of the group'),
        help: say('10건 미만이면 밝히지 않습니다.', 'Not told below 10.'),
      }),
    ),
    resultDigest: line({
      label: say('결과 해시(SHA-256)', 'Result digest (SHA-256)'),
      pattern: sha256Pattern,
    }),
    decision: later(
      choice({
        label: say('결정', 'Decision'),
        listed: true,
        choices: {
          accept: say('근거를 들어 수용', 'Accept with reason'),
          mitigate: say('완화', 'Mitigate'),
          restrict: say('사용목적 제한', 'Restrict the intended use'),
        },
      }),
    ),
    reason: later(
      prose({
        label: say('결정의 근거', 'Reason'),
        help: say(
          '격차의 임상적 의미, 원인(자료·라벨·유병률·장비), 환자에게 미칠 영향.',
          'What the gap means clinically, its cause (data, labels, prevalence, equipment), its effect on patients.',
        ),
      }),
    ),
    hazards: later(
      refs('hazard', {
        label: say('연결된 위험', 'Hazards'),
        reverse: say('성능 격차 결정', 'Performance gaps'),
      }),
    ),
    labelText: optional(
      pair({
        label: say('표시·설명서 문구', 'Text on the label'),
        help: say(
          '사용자에게 알릴 문장. 제한이면 반드시 적습니다.',
          'What users are told; needed for a restriction.',
        ),
        max: 4000,
      }),
    ),
    nextEvidence: optional(
      prose({
        label: say('추가 근거 계획', 'Further evidence'),
        help: say(
          '더 모을 집단과 건수, 시판 후 감시 방법.',
          'Groups and cases to gather, how the field is watched.',
        ),
      }),
    ),
    reviewOn: optional(day({ label: say('재검토일', 'Review on'), sorted: true })),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
