import type { PredictionsColumn } from '@maek/domain/models/intake-words.ts'
import { say as words } from '@maek/domain/words.ts'
import { MultiSelect, Select } from '@mantine/core'
import { useSay } from '../../language.tsx'
import type { ColumnRoles } from './column-roles.ts'
import classes from './intake.module.css'

const roleWords = {
  case: words('사례 번호 열', 'Column of the case number'),
  label: words('정답 열 (0 또는 1)', 'Column of the true label (0 or 1)'),
  score: words('모델 점수 열', "Column of the model's score"),
  subject: words('대상자 가명 열', "Column of the subject's pseudonym"),
  reference: words('기준 집합 표시 열', 'Column that marks the reference set'),
} as const
const requiredRoles = ['case', 'label', 'score'] as const
const otherRoles = ['subject', 'reference'] as const
const groupWords = words('하위집단 열', 'Columns of subgroups')
const groupHelp = words(
  '계획에 적은 하위집단은 고르지 않아도 읽습니다.',
  'Subgroups named in the plan are read without being chosen.',
)
const referenceHelp = words(
  '값이 1인 사례는 평가하지 않고 점수 분포의 비교 기준으로 씁니다.',
  'Cases with 1 are not judged; their scores are what drift is told against.',
)
const chooseWords = words('열 고르기', 'Choose a column')
const noneWords = words('없음', 'None')

type ColumnRolesFormProps = {
  readonly columns: readonly PredictionsColumn[]
  readonly roles: ColumnRoles
  readonly onChange: (roles: ColumnRoles) => void
}

/** Which column means what in a table of a binary model. */
export function ColumnRolesForm({ columns, roles, onChange }: ColumnRolesFormProps) {
  const say = useSay()
  const fit = columns.filter(({ refused }) => refused === null).map(({ name }) => name)
  const select = (role: keyof typeof roleWords, required: boolean) => (
    <Select
      key={role}
      label={say(roleWords[role])}
      {...(role === 'reference' && { description: say(referenceHelp) })}
      placeholder={say(required ? chooseWords : noneWords)}
      data={fit}
      value={roles[role]}
      required={required}
      clearable={!required}
      searchable
      onChange={(column) => onChange({ ...roles, [role]: column })}
    />
  )
  return (
    <>
      <div className={classes.columns}>
        {requiredRoles.map((role) => select(role, true))}
        {otherRoles.map((role) => select(role, false))}
      </div>
      <MultiSelect
        label={say(groupWords)}
        description={say(groupHelp)}
        placeholder={roles.subgroups.length === 0 ? say(noneWords) : ''}
        data={fit}
        value={[...roles.subgroups]}
        searchable
        clearable
        onChange={(subgroups) => onChange({ ...roles, subgroups })}
      />
    </>
  )
}
