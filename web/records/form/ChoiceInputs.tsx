import { say as words } from '@maek/domain/words.ts'
import { Button, Checkbox, Group, MultiSelect, Radio, Select } from '@mantine/core'
import { useSay } from '../../language.tsx'
import { textList } from '../values/shapes.ts'
import classes from './form.module.css'
import type { WidgetProps } from './widget.ts'

const yesWords = words('예', 'Yes')
const noWords = words('아니요', 'No')
const clearWords = words('지우기', 'Clear')
const chooseWords = words('고르십시오', 'Choose')
const nothingWords = words('맞는 항목이 없습니다', 'Nothing fits')

// Up to here all choices can be seen at once; beyond, a list to search in.
const shownMax = 8

function useChoices(field: WidgetProps['field']): { value: string; label: string }[] {
  const say = useSay()
  return Object.entries(field.choices ?? {}).map(([value, label]) => ({ value, label: say(label) }))
}

export function ChoiceInput({ id, field, value, onChange, face }: WidgetProps) {
  const say = useSay()
  const data = useChoices(field)
  return (
    <Select
      id={id}
      {...face}
      data={data}
      value={typeof value === 'string' ? value : null}
      onChange={(next) => onChange(next ?? undefined)}
      placeholder={say(chooseWords)}
      searchable={data.length > shownMax}
      nothingFoundMessage={say(nothingWords)}
      clearable={field.presence !== 'entry'}
      allowDeselect={false}
    />
  )
}

export function ChoicesInput({ id, field, value, onChange, face }: WidgetProps) {
  const say = useSay()
  const data = useChoices(field)
  if (data.length > shownMax || face.label === undefined) {
    return (
      <MultiSelect
        id={id}
        {...face}
        data={data}
        value={textList(value)}
        onChange={onChange}
        placeholder={say(chooseWords)}
        nothingFoundMessage={say(nothingWords)}
        searchable
      />
    )
  }
  return (
    <Checkbox.Group {...face} value={textList(value)} onChange={onChange}>
      <div className={classes.checks}>
        {data.map((item, index) => (
          <Checkbox
            key={item.value}
            value={item.value}
            label={item.label}
            disabled={face.disabled ?? false}
            {...(index === 0 && { id })}
          />
        ))}
      </div>
    </Checkbox.Group>
  )
}

/** Yes, no, or not said: an unset answer is never taken for “no”. */
export function YesNoInput({ id, value, onChange, face, field }: WidgetProps) {
  const say = useSay()
  const chosen = value === true ? 'yes' : value === false ? 'no' : ''
  return (
    <Radio.Group {...face} value={chosen} onChange={(next) => onChange(next === 'yes')}>
      <Group gap="md" mt={4}>
        <Radio id={id} value="yes" label={say(yesWords)} disabled={face.disabled ?? false} />
        <Radio value="no" label={say(noWords)} disabled={face.disabled ?? false} />
        {chosen !== '' && field.presence !== 'entry' && !face.disabled && (
          <Button variant="subtle" size="compact-xs" onClick={() => onChange(undefined)}>
            {say(clearWords)}
          </Button>
        )}
      </Group>
    </Radio.Group>
  )
}
