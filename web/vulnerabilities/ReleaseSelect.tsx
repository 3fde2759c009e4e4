import { listRecords } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Select } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { ask } from '../api.ts'
import { useSay } from '../language.tsx'

const nothingWords = words('찾은 릴리스가 없습니다', 'No release found')

type ReleaseSelectProps = {
  readonly label: string
  readonly placeholder: string
  readonly value: string
  readonly onChange: (id: string) => void
  readonly description?: string
}

/** Choose a release by number or title; the server searches, so it works with thousands. */
export function ReleaseSelect({ value, onChange, ...face }: ReleaseSelectProps) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.includes(' · ') ? '' : typed.trim(), 200)
  const found = useQuery({
    ...ask(listRecords, { kind: 'release', limit: 50, ...(q !== '' && { q }) }),
    placeholderData: keepPreviousData,
  })
  // The one chosen by the address may stand on no page of the list.
  const rows = found.data?.rows ?? []
  const options = rows.map((row) => ({ value: row.id, label: `${row.number} · ${row.title}` }))
  const chosen = value !== '' && !options.some((one) => one.value === value)
  return (
    <Select
      {...face}
      data={chosen ? [{ value, label: value.slice(0, 8) }, ...options] : options}
      filter={({ options: all }) => all}
      value={value === '' ? null : value}
      onChange={(id) => onChange(id ?? '')}
      onSearchChange={setTyped}
      nothingFoundMessage={say(nothingWords)}
      searchable
      clearable
    />
  )
}
