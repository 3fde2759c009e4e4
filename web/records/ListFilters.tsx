import { say as words } from '@maek/domain/words.ts'
import { Select, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { useSay } from '../language.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import classes from './list.module.css'
import type { PlainKind } from './plain-kind.ts'

const findWords = words('이 목록에서 찾기', 'Find in this list')
const stateWords = words('상태로 거르기', 'Filter by state')
const allWords = words('전체', 'All')

/** Search box, state filter, and one filter for each sorted field with choices; all in the address. */
export function ListFilters({ kind }: { kind: PlainKind }) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const find = useDebouncedCallback((q: string) => setSearch({ q, after: '' }, { replace: true }), 250)
  const chosen = (search.state ?? '').split(',').filter((name) => name !== '')
  const toggle = (name: string) => {
    const next = chosen.includes(name) ? chosen.filter((other) => other !== name) : [...chosen, name]
    setSearch({ state: next.join(','), after: '' })
  }
  return (
    <search className={`${classes.filters} no-print`}>
      <TextInput
        key={kind.name}
        className={classes.find}
        aria-label={say(findWords)}
        placeholder={say(findWords)}
        defaultValue={search.q ?? ''}
        leftSection={<IconSearch size={16} aria-hidden />}
        onChange={(event) => find(event.currentTarget.value)}
        maxLength={200}
        type="search"
      />
      <fieldset className={classes.states}>
        <legend className={classes.legend}>{say(stateWords)}</legend>
        <Toggle on={chosen.length === 0} onToggle={() => setSearch({ state: '', after: '' })}>
          {say(allWords)}
        </Toggle>
        {Object.entries(kind.life.states).map(([name, state]) => (
          <Toggle key={name} on={chosen.includes(name)} onToggle={() => toggle(name)}>
            {say(state.label)}
          </Toggle>
        ))}
      </fieldset>
      <ChoiceFilters kind={kind} />
    </search>
  )
}

/** The server filters by one sorted field at a time; choosing another lets go of the first. */
function ChoiceFilters({ kind }: { kind: PlainKind }) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const fields = Object.entries(kind.fields).filter(([, field]) => field.sorted && field.widget === 'choice')
  return fields.map(([name, field]) => (
    <Select
      key={name}
      aria-label={say(field.label)}
      placeholder={say(field.label)}
      data={Object.entries(field.choices ?? {}).map(([value, label]) => ({ value, label: say(label) }))}
      value={search.filter === name ? (search.value ?? null) : null}
      onChange={(value) => setSearch({ filter: value ? name : '', value: value ?? '', after: '' })}
      clearable
      w={200}
    />
  ))
}
