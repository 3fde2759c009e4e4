import { choice, decimal, later, line, optional, prose, rows, whole, yesNo } from '../field.ts'
import { say, type Words } from '../words.ts'
import { comparisonPlanFields } from './evaluation-comparison-fields.ts'
import { type MeasureName, measureWords } from './performance/measure-names.ts'
import { taskWords } from './performance/task-names.ts'

const criterion = {
  measure: optional(choice({ label: say('지표', 'Measure'), choices: measureWords })),
  // Free words: how criteria were written before measures had names, and for what is computed elsewhere.
  metric: optional(line({ label: say('지표(직접 입력)', 'Metric in own words'), max: 80 })),
  of: optional(
    line({ label: say('대상(분류·구조물·판독 방식 등)', 'Of (class, structure, modality …)'), max: 120 }),
  ),
  subgroup: optional(line({ label: say('하위집단', 'Subgroup'), max: 120 })),
  judgedBy: choice({
    label: say('판정값', 'Judged by'),
    choices: {
      estimate: say('추정값', 'Estimate'),
      lower: say('신뢰구간 하한', 'Lower bound'),
      upper: say('신뢰구간 상한', 'Upper bound'),
    },
  }),
  comparison: choice({
    label: say('비교', 'Must be'),
    choices: { 'at-least': say('이상', 'At least'), 'at-most': say('이하', 'At most') },
  }),
  limit: decimal({ label: say('기준값', 'Limit') }),
}

/** What the plan of an evaluation says. All of it is sealed once the plan is signed. */
export const evaluationPlanFields = {
  task: optional(
    choice({
      label: say('과업', 'Task'),
      help: say(
        '모델의 출력에 맞게 고릅니다. 비워 두면 이진 분류입니다.',
        'By what the model puts out. Left empty, it is binary classification.',
      ),
      choices: taskWords,
    }),
  ),
  question: prose({ label: say('평가 목적', 'Question') }),
  method: later(
    prose({
      label: say('분석 방법', 'Method of analysis'),
      help: say(
        '신뢰구간 산출법, 다중성 보정, 결측·판정불가 처리, 다병변·다회 방문 처리를 적습니다.',
        'Interval method, multiplicity, missing and equivocal results, several lesions or visits per patient.',
      ),
    }),
  ),
  plannedSize: later(
    whole({
      label: say('계획 표본 수', 'Planned sample size'),
      help: say(
        '근거는 표본 수 계산 화면에서 구해 분석 방법에 적습니다.',
        'Work it out on the sample size page and write the ground into the method.',
      ),
      min: 1,
    }),
  ),
  operatingPoint: optional(
    decimal({
      label: say('판정 임계값', 'Operating point'),
      help: say(
        '이 값 이상을 양성으로 판정합니다. 검출에서는 이 점수 이상의 표시만 셉니다.',
        'Positive at or above it. For detection, marks at or above it count.',
      ),
    }),
  ),
  operatingPoints: optional(
    rows({
      label: say('추가 임계값', 'Further operating points'),
      help: say(
        '이진 분류는 이름을 붙이고, 다중 라벨은 소견 코드별로 적습니다.',
        'With a name of its own for binary classification; by label code for several findings at once.',
      ),
      columns: {
        name: line({ label: say('이름 또는 소견', 'Name or label'), max: 80 }),
        threshold: decimal({ label: say('임계값', 'Operating point') }),
      },
      max: 100,
    }),
  ),
  classes: optional(
    rows({
      label: say('분류·소견·구조물', 'Classes, labels or structures'),
      help: say(
        '파일에 적힌 코드 그대로, 등급이면 낮은 것부터 적습니다. 목록에 없는 코드가 파일에 있으면 거절합니다.',
        'The codes as they stand in the file, grades from the lowest. A file with any other code is refused.',
      ),
      columns: {
        code: line({ label: say('코드', 'Code'), max: 80 }),
        name: optional(line({ label: say('뜻', 'Meaning'), max: 120 })),
      },
      max: 100,
    }),
  ),
  ordered: optional(
    yesNo({
      label: say('순서 있는 등급', 'Classes are grades'),
      help: say('가중 카파를 함께 냅니다.', 'Weighted kappa is then reported as well.'),
    }),
  ),
  falseRates: optional(
    rows({
      label: say('영상당 위양성 수', 'False marks per image'),
      help: say(
        'FROC에서 민감도를 볼 지점. 비워 두면 0.25, 0.5, 1, 2, 4, 8입니다.',
        'Where sensitivity is read off the FROC curve. Left empty: 0.25, 0.5, 1, 2, 4, 8.',
      ),
      columns: { rate: decimal({ label: say('영상당 위양성 수', 'False marks per image') }) },
      max: 20,
    }),
  ),
  confidenceLevel: optional(
    decimal({
      label: say('신뢰수준(양측)', 'Confidence level (two-sided)'),
      help: say('비워 두면 0.95입니다.', 'Left empty: 0.95.'),
    }),
  ),
  intervalMethod: optional(
    choice({
      label: say('비율의 신뢰구간', 'Interval of proportions'),
      choices: {
        wilson: say('윌슨', 'Wilson'),
        'clopper-pearson': say('클로퍼-피어슨(정확)', 'Clopper-Pearson (exact)'),
      },
    }),
  ),
  meanInterval: optional(
    choice({
      label: say('평균 다이스의 신뢰구간', 'Interval of the mean Dice'),
      choices: {
        student: say('t 분포', 'Student’s t'),
        hoeffding: say('회프딩(분포 가정 없음, 넓음)', 'Hoeffding (no shape assumed, wide)'),
      },
    }),
  ),
  minimumCases: optional(
    whole({
      label: say('판정 최소 건수', 'Minimum cases for a verdict'),
      help: say(
        '분류는 분류마다의 건수. 모자라면 판정하지 않습니다. 비워 두면 10입니다.',
        'For classes, of each. With fewer there is no verdict. Left empty: 10.',
      ),
      min: 1,
    }),
  ),
  minimumGroupCases: optional(
    whole({
      label: say('하위집단 판정 최소 건수', 'Minimum cases for a verdict on a group'),
      help: say('비워 두면 10입니다.', 'Left empty: 10.'),
      min: 1,
    }),
  ),
  strata: optional(
    rows({
      label: say('하위집단 열', 'Group columns'),
      help: say(
        '예: sex. 교차 집단은 두 번째 열까지 적습니다(예: sex와 age_band).',
        'E.g. sex. For crossed groups give the second column as well (sex and age_band).',
      ),
      columns: {
        column: line({ label: say('열', 'Column'), max: 80 }),
        crossedWith: optional(line({ label: say('교차할 열', 'Crossed with'), max: 80 })),
      },
      max: 40,
    }),
  ),
  gapLimit: optional(
    decimal({
      label: say('격차 허용 한계', 'Limit of a gap'),
      help: say(
        '집단과 나머지의 차이가 이보다 크면 우연으로 설명되더라도 결정을 남깁니다(예: 0.1). 거리(mm)와 영상당 위양성 수에는 적용하지 않습니다.',
        'A group that differs from the others by more needs a decision even where chance could explain it (e.g. 0.1). Not applied to distances (mm) and false marks per image.',
      ),
    }),
  ),
  multiplicity: optional(
    choice({
      label: say('다중성', 'Multiplicity'),
      help: say(
        '비워 두면 모든 기준을 함께 충족해야 하는 것으로 보아 보정하지 않습니다.',
        'Left empty: all criteria must be met together, and none is adjusted.',
      ),
      choices: {
        'all-required': say('모두 충족해야 함(보정 없음)', 'All required, no adjustment'),
        bonferroni: say('본페로니 보정', 'Bonferroni'),
        'fixed-sequence': say('고정 순서 검정', 'Fixed sequence'),
      },
    }),
  ),
  ...comparisonPlanFields,
  independence: later(
    prose({
      label: say('시험 데이터의 독립성', 'Independence of the test data'),
      help: say(
        '학습에 쓰이지 않았음을 어떻게 확인했는지.',
        'How it is known that none of it was used in training.',
      ),
    }),
  ),
  acceptanceCriteria: optional(
    rows({
      label: say('허용기준', 'Acceptance criteria'),
      help: say('계획 확정 서명 뒤에는 바꿀 수 없습니다.', 'Cannot be changed once the plan is signed.'),
      columns: criterion,
    }),
  ),
}

type CriterionRow = { readonly measure?: MeasureName | undefined; readonly metric?: string | undefined }

/** The first criterion that names no measure, or names it twice; null when there is none. */
export function criterionFault(
  rows: readonly CriterionRow[] | undefined,
): { field: string; because: Words } | null {
  const at = (rows ?? []).findIndex(
    ({ measure, metric }) => (measure === undefined) === (metric === undefined),
  )
  if (at < 0) return null
  return {
    field: 'acceptanceCriteria',
    because: say(
      `${at + 1}행: 지표를 고르거나 직접 적으십시오(둘 중 하나만).`,
      `Row ${at + 1}: choose a measure or write a metric, one of the two.`,
    ),
  }
}
