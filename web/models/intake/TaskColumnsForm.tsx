import type { PredictionsColumn } from '@maek/domain/models/intake-words.ts'
import { say as words } from '@maek/domain/words.ts'
import { Autocomplete, Select } from '@mantine/core'
import { useSay } from '../../language.tsx'
import classes from './intake.module.css'
import { type ChosenColumns, isEarlierScore, type TaskColumn } from './task-columns.ts'

const chooseWords = words('열 고르기', 'Choose a column')
const noneWords = words('없음', 'None')
const earlierWords = words(
  '비우면 계획에 적은 이전 평가의 예측 결과에서 사례 번호로 찾아옵니다. 그 파일의 점수 열 이름이 다르면 여기에 적습니다.',
  'Left empty, taken by case from the earlier evaluation that the plan names. If its score column has another name, write it here.',
)

type TaskColumnsFormProps = {
  readonly columns: readonly TaskColumn[]
  readonly found: readonly PredictionsColumn[]
  readonly chosen: ChosenColumns
  readonly onChange: (chosen: ChosenColumns) => void
}

/** Which column of the file means what, for every task but the binary one. */
export function TaskColumnsForm({ columns, found, chosen, onChange }: TaskColumnsFormProps) {
  const say = useSay()
  // A comma parts one role from the next where the choice is sent.
  const names = found.flatMap(({ name, refused }) => (refused || /[,=]/.test(name) ? [] : [name]))
  return (
    <div className={classes.columns}>
      {columns.map((one) => {
        const value = chosen[one.role] ?? ''
        const choose = (name: string | null) => onChange({ ...chosen, [one.role]: name ?? '' })
        if (isEarlierScore(one)) {
          return (
            <Autocomplete
              key={one.role}
              label={say(one.label)}
              description={say(earlierWords)}
              data={names}
              value={value}
              onChange={choose}
            />
          )
        }
        return (
          <Select
            key={one.role}
            label={say(one.label)}
            description={say(one.type)}
            placeholder={say(one.isNeeded ? chooseWords : noneWords)}
            data={names}
            value={value === '' ? null : value}
            required={one.isNeeded}
            clearable={!one.isNeeded}
            searchable
            onChange={choose}
          />
        )
      })}
    </div>
  )
}
