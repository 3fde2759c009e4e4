import { listRecords, readRecord } from '@maek/domain/api.ts'
import { inSentence, say as words } from '@maek/domain/words.ts'
import { MultiSelect, Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQueries, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../../api.ts'
import { kindHead, kindTitle } from '../../kinds.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/TextLink.tsx'
import { textList } from '../values/shapes.ts'
import { useValuePlace } from '../values/value-place.ts'
import classes from './form.module.css'
import type { WidgetProps } from './widget.ts'

const findWords = words('번호나 제목으로 찾기', 'Find by number or title')
const nothingWords = words('찾은 기록이 없습니다', 'No record found')

type Option = { readonly value: string; readonly label: string }

const labelOf = (record: { readonly number: string; readonly title: string }) =>
  `${record.number} ${record.title}`

/** Names of the chosen records: from the record at hand, else asked for one by one (a link chosen just now is cached). */
function useChosen(kind: string, ids: readonly string[]): Option[] {
  const { names } = useValuePlace()
  const unknown = ids.filter((id) => !names.has(id))
  const asked = useQueries({
    queries: unknown.map((id) => ({ ...ask(readRecord, { kind, id }), staleTime: 60_000 })),
  })
  return ids.map((id) => {
    const record = names.get(id) ?? asked[unknown.indexOf(id)]?.data?.record
    return { value: id, label: record ? labelOf(record) : id.slice(0, 8) }
  })
}

/** Records of the kind that fit what was typed. */
function useFound(kind: string, typed: string): Option[] {
  const [q] = useDebouncedValue(typed.trim(), 200)
  const found = useQuery({
    ...ask(listRecords, { kind, limit: 20, ...(q !== '' && { q }) }),
    placeholderData: keepPreviousData,
  })
  return (found.data?.rows ?? []).map((row) => ({ value: row.id, label: labelOf(row) }))
}

function withChosen(chosen: readonly Option[], found: readonly Option[]): Option[] {
  const ids = new Set(chosen.map((option) => option.value))
  return [...chosen, ...found.filter((option) => !ids.has(option.value))]
}

export function ReferenceInput({ id, field, value, onChange, face }: WidgetProps) {
  const say = useSay()
  const kind = field.reference?.kind ?? ''
  const chosen = useChosen(kind, typeof value === 'string' && value !== '' ? [value] : [])
  const [typed, setTyped] = useState('')
  const label = chosen[0]?.label ?? ''
  const found = useFound(kind, typed === label ? '' : typed)
  return (
    <div>
      <Select
        id={id}
        {...face}
        data={withChosen(chosen, found)}
        filter={({ options }) => options}
        value={chosen[0]?.value ?? null}
        onChange={(next) => onChange(next ?? undefined)}
        onSearchChange={setTyped}
        placeholder={say(findWords)}
        nothingFoundMessage={say(nothingWords)}
        searchable
        clearable
      />
      {!face.disabled && face.label !== undefined && <CreateLink kind={kind} />}
    </div>
  )
}

export function ReferencesInput({ id, field, value, onChange, face }: WidgetProps) {
  const say = useSay()
  const kind = field.reference?.kind ?? ''
  const chosen = useChosen(kind, textList(value))
  const [typed, setTyped] = useState('')
  const found = useFound(kind, typed)
  return (
    <div>
      <MultiSelect
        id={id}
        {...face}
        data={withChosen(chosen, found)}
        filter={({ options }) => options}
        value={textList(value)}
        onChange={onChange}
        onSearchChange={setTyped}
        placeholder={say(findWords)}
        nothingFoundMessage={say(nothingWords)}
        searchable
        hidePickedOptions
      />
      {!face.disabled && face.label !== undefined && <CreateLink kind={kind} />}
    </div>
  )
}

/** In a new tab, so that what is typed here stays; the list is read anew when the reader comes back. */
function CreateLink({ kind }: { kind: string }) {
  const say = useSay()
  const title = kindTitle(kind)
  if (kindHead(kind)?.isByHouse) return null
  return (
    <TextLink {...paths.newRecord(kind)} newTab className={classes.create}>
      {say(words(`새 ${title.ko} 만들기(새 탭)`, `Create a new ${inSentence(title.en)} (new tab)`))}
    </TextLink>
  )
}
