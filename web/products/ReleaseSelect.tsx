import { listRecords, readRecord } from '@maek/domain/api.ts'
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
  /** Said to screen readers only. */
  readonly hideLabel?: boolean
}

/** Choose a release by number or title; the server searches, so it works with thousands. */
export function ReleaseSelect({ value, onChange, label, hideLabel, ...face }: ReleaseSelectProps) {
  const say = useSay()
  const [typed, setTyped] = useState('')
  const [q] = useDebouncedValue(typed.includes(' · ') ? '' : typed.trim(), 200)
  const found = useQuery({
    ...ask(listRecords, { kind: 'release', limit: 50, ...(q !== '' && { q }) }),
    placeholderData: keepPreviousData,
  })
  const rows = found.data?.rows ?? []
  // The one chosen by the address may stand on no page of the list.
  const isElsewhere = value !== '' && found.data !== undefined && !rows.some((row) => row.id === value)
  const chosen = useQuery({ ...ask(readRecord, { kind: 'release', id: value }), enabled: isElsewhere })
  const options = [...(isElsewhere && chosen.data ? [chosen.data.record] : []), ...rows]
  return (
    <Select
      {...face}
      {...(hideLabel ? { 'aria-label': label } : { label })}
      data={options.map((row) => ({ value: row.id, label: `${row.number} · ${row.title}` }))}
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
