import { say, type Words } from '../../../words.ts'
import type { EvaluationPlan } from '../plan.ts'
import type { Task } from '../task-names.ts'

/** What a column of a table of cases holds. From this value come the mapping form, the documentation and refusals. */
export type ColumnSchema = {
  /** What the column means, stable: a mapping names it. `score:A` is the score of class A. */
  readonly role: string
  /** Its name in a file that follows the schema without a mapping. */
  readonly column: string
  readonly label: Words
  readonly help?: Words
  readonly type: ColumnType
  /** `optional`: the whole column may be missing. */
  readonly presence: 'needed' | 'optional'
  /** What an empty cell means; without it every cell is filled. */
  readonly empty?: Words
}

export type ColumnType =
  /** A serial pseudonym. */
  | { readonly kind: 'id' }
  /** A short code of a reader, modality or finding. */
  | { readonly kind: 'code' }
  /** One of these codes and no other. */
  | { readonly kind: 'listed'; readonly codes: readonly string[] }
  | { readonly kind: 'zero-one' }
  | { readonly kind: 'number'; readonly min?: number; readonly max?: number; readonly above?: number }
  /** A whole number from 0, at most nine digits. */
  | { readonly kind: 'count' }

export type TableSchema = {
  readonly task: Task
  /** What one row is. */
  readonly row: Words
  readonly columns: readonly ColumnSchema[]
  /** Roles that together come once only; empty: rows may repeat. */
  readonly unique: readonly string[]
}

const caseColumn: ColumnSchema = {
  role: 'case',
  column: 'case_id',
  label: say('사례 번호', 'Case'),
  help: say(
    '기관이 발급한 일련번호나 키 가명. 환자번호의 해시는 받지 않습니다.',
    'A serial number or keyed pseudonym of the site. Hashes of patient numbers are refused.',
  ),
  type: { kind: 'id' },
  presence: 'needed',
}
const probability = { kind: 'number', min: 0, max: 1 } as const
const truthColumn: ColumnSchema = {
  role: 'truth',
  column: 'label',
  label: say('정답(참조표준)', 'Truth (reference standard)'),
  help: say('1 = 있음, 0 = 없음', '1 = present, 0 = absent'),
  type: { kind: 'zero-one' },
  presence: 'needed',
}

/** The table a plan asks for: its columns with their types and ranges, some by class or label of the plan. */
export function tableSchema(plan: EvaluationPlan): TableSchema {
  switch (plan.task) {
    case 'binary':
      return {
        task: plan.task,
        row: say('한 행은 사례 하나', 'A row is one case'),
        columns: [caseColumn, truthColumn, scoreColumn('score', 'score', say('모델 점수', 'Score'))],
        unique: ['case'],
      }
    case 'multi-class':
      return { ...multiClass(plan.classes), task: plan.task, unique: ['case'] }
    case 'multi-label':
      return { ...multiLabel(plan.labels.map(({ name }) => name)), task: plan.task, unique: ['case'] }
    case 'segmentation':
      return { ...segmentation(plan.structures), task: plan.task }
    case 'detection':
      return { ...detection, task: plan.task }
    case 'agreement':
      return {
        task: plan.task,
        row: say('한 행은 판독자 한 명의 사례 하나 판독', 'A row is one reading of one case by one reader'),
        columns: [caseColumn, readerColumn, listedColumn('rating', say('판독 결과', 'Rating'), plan.classes)],
        unique: ['case', 'reader'],
      }
    case 'mrmc':
      return { ...readerStudy, task: plan.task }
    case 'comparison':
      return { ...comparison(plan.comparisons.map(({ against }) => against)), task: plan.task }
  }
}

function scoreColumn(role: string, column: string, label: Words): ColumnSchema {
  return { role, column, label, type: { kind: 'number' }, presence: 'needed' }
}

function listedColumn(role: string, label: Words, codes: readonly string[]): ColumnSchema {
  return { role, column: role, label, type: { kind: 'listed', codes }, presence: 'needed' }
}

const readerColumn: ColumnSchema = {
  role: 'reader',
  column: 'reader',
  label: say('판독자', 'Reader'),
  help: say(
    '판독자를 알아볼 수 없는 코드(예: R1). 모델도 판독자 하나로 둘 수 있습니다.',
    'A code that does not name the reader (R1). The model may be one of the readers.',
  ),
  type: { kind: 'code' },
  presence: 'needed',
}

function multiClass(classes: readonly string[]) {
  return {
    row: say('한 행은 사례 하나', 'A row is one case'),
    columns: [
      caseColumn,
      { ...listedColumn('truth', say('정답 분류', 'True class'), classes), column: 'label' },
      {
        ...listedColumn('called', say('모델의 판정', 'Class called'), classes),
        column: 'predicted',
        presence: 'optional' as const,
        help: say(
          '없으면 점수가 가장 높은 분류로 봅니다. 동점이면 계획에서 앞선 분류입니다.',
          'Without it, the class of the highest score; of equals, the one listed first.',
        ),
      },
      ...classes.map((name) => ({
        ...scoreColumn(`score:${name}`, `score_${name}`, say(`점수: ${name}`, `Score: ${name}`)),
        presence: 'optional' as const,
      })),
    ],
  }
}

function multiLabel(labels: readonly string[]) {
  return {
    row: say('한 행은 사례 하나', 'A row is one case'),
    columns: [
      caseColumn,
      ...labels.flatMap((name) => [
        {
          ...truthColumn,
          role: `truth:${name}`,
          column: `label_${name}`,
          label: say(`정답: ${name}`, `Truth: ${name}`),
        },
        scoreColumn(`score:${name}`, `score_${name}`, say(`점수: ${name}`, `Score: ${name}`)),
      ]),
    ],
  }
}

const bothEmpty = say('빈칸 = 두 마스크 모두 비어 있음', 'empty = both masks are empty')

function segmentation(structures: readonly string[]) {
  const structure = listedColumn('structure', say('구조물', 'Structure'), structures)
  const count = (role: string, column: string, label: Words): ColumnSchema => ({
    role,
    column,
    label,
    type: { kind: 'count' },
    presence: 'optional',
  })
  return {
    row: say('한 행은 사례 하나의 마스크(구조물) 하나', 'A row is one mask (structure) of one case'),
    columns: [
      caseColumn,
      ...(structures.length > 0 ? [structure] : []),
      {
        role: 'dice',
        column: 'dice',
        label: say('다이스 계수', 'Dice'),
        help: say(
          '다이스 계수나 복셀 수 세 열 가운데 하나는 있어야 합니다.',
          'Either this or the three voxel counts.',
        ),
        type: probability,
        presence: 'optional' as const,
        empty: bothEmpty,
      },
      count('predicted', 'predicted_voxels', say('예측 마스크 복셀 수', 'Voxels of the predicted mask')),
      count('reference', 'reference_voxels', say('정답 마스크 복셀 수', 'Voxels of the reference mask')),
      count('both', 'overlap_voxels', say('겹친 복셀 수', 'Voxels of both')),
      {
        role: 'hd95',
        column: 'hd95_mm',
        label: say('95백분위 하우스도르프 거리(mm)', 'HD95 (mm)'),
        type: { kind: 'number', min: 0 } as const,
        presence: 'optional' as const,
        empty: say('빈칸 = 마스크가 비어 거리가 없음', 'empty = a mask is empty and there is no distance'),
      },
    ],
    unique: structures.length > 0 ? ['case', 'structure'] : ['case'],
  }
}

const detection = {
  row: say(
    '한 행은 병변 하나, 위양성 표시 하나, 또는 둘 다 없는 영상 하나',
    'A row is one finding, one false mark, or one image with neither',
  ),
  columns: [
    { ...caseColumn, column: 'image_id', label: say('영상 번호', 'Image') },
    {
      ...listedColumn('kind', say('구분', 'Kind'), ['finding', 'false', 'none']),
      help: say(
        'finding = 실제 병변(맞힌 표시의 최고 점수), false = 위양성 표시, none = 병변도 표시도 없는 영상',
        'finding = a true finding with the best score that hit it; false = a false mark; none = an image with neither',
      ),
    },
    {
      role: 'score',
      column: 'score',
      label: say('점수', 'Score'),
      type: { kind: 'number', above: 0 },
      presence: 'needed',
      empty: say('빈칸 = 놓친 병변, 또는 none 행', 'empty = a missed finding, or a row of kind none'),
    },
  ],
  unique: [],
} satisfies Omit<TableSchema, 'task'>

const readerStudy = {
  row: say(
    '한 행은 판독자 한 명이 한 방식으로 사례 하나에 준 점수',
    'A row is the score of one reader, with one modality, for one case',
  ),
  columns: [
    { ...caseColumn, column: 'case_id' },
    {
      ...truthColumn,
      presence: 'optional',
      help: say(
        '1 = 있음, 0 = 없음. 없으면 판독자가 truth인 행의 점수를 정답으로 봅니다(iMRMC 형식).',
        '1 = present, 0 = absent. Without it, rows whose reader is “truth” give it (iMRMC layout).',
      ),
    },
    readerColumn,
    {
      role: 'modality',
      column: 'modality',
      label: say('판독 방식', 'Modality'),
      help: say('예: 단독 판독과 AI 보조 판독. 하나 또는 둘.', 'E.g. unaided and aided. One or two.'),
      type: { kind: 'code' },
      presence: 'needed',
    },
    scoreColumn('score', 'score', say('점수', 'Score')),
  ],
  unique: ['case', 'reader', 'modality'],
} satisfies Omit<TableSchema, 'task'>

function comparison(against: readonly string[]) {
  const earlier = {
    cleared: scoreColumn(
      'score:cleared',
      'score_cleared',
      say('최초 허가 버전 점수', 'Score of the version first cleared'),
    ),
    previous: scoreColumn(
      'score:previous',
      'score_previous',
      say('직전 버전 점수', 'Score of the version before'),
    ),
  }
  return {
    row: say('한 행은 사례 하나', 'A row is one case'),
    columns: [
      caseColumn,
      truthColumn,
      scoreColumn('score', 'score', say('새 모델 점수', 'Score of the new model')),
      ...(against.includes('cleared') ? [earlier.cleared] : []),
      ...(against.includes('previous') ? [earlier.previous] : []),
    ],
    unique: ['case'],
  }
}
