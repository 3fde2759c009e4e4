import { listComponents } from '@maek/domain/components/api.ts'
import { componentFilters } from '@maek/domain/components/component-filters.ts'
import { componentElements } from '@maek/domain/components/quality.ts'
import { elementLabels } from '@maek/domain/components/quality-report.ts'
import { say as words } from '@maek/domain/words.ts'
import { NativeSelect, TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { ask } from '../api.ts'
import { useSay } from '../language.tsx'
import { ListPaging } from '../records/ListPaging.tsx'
import list from '../records/list.module.css'
import { TableSkeleton } from '../records/TableSkeleton.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Empty } from '../ui/Empty.tsx'
import { ComponentTable } from './ComponentTable.tsx'
import classes from './components.module.css'

const searchWords = words('구성요소 찾기', 'Find a component')
const searchHint = words('이름, 버전, purl', 'name, version, purl')
const onlyWords = words('보기', 'Show')
const allWords = words('전체', 'All')
const lackingWords = words('빠진 항목', 'Lacking')
const nothingWords = words('여기에 해당하는 구성요소가 없습니다', 'No component here')

const filterLabels: Readonly<Record<(typeof componentFilters)[number], ReturnType<typeof words>>> = {
  'with-findings': words('취약점이 발견된 것', 'With findings'),
  uncovered: words('대조할 수 없는 것', 'Not covered by any source'),
  'no-purl': words('purl 없음', 'No purl'),
  'no-version': words('버전 없음', 'No version'),
  mistakable: words('이름이 혼동되는 것', 'Name that can be mistaken'),
}
const filterOrder = ['with-findings', 'uncovered', 'no-purl', 'no-version', 'mistakable'] as const

export function SbomComponents({ id }: { id: string }) {
  const say = useSay()
  const search = useSearchTexts()
  const only = componentFilters.find((name) => name === search.only)
  const lacking = componentElements.find((name) => name === search.lacking)
  const { q = '', after } = search
  const found = useQuery({
    ...ask(listComponents, {
      id,
      limit: 100,
      ...(q && { q }),
      ...(only && { only }),
      ...(lacking && { lacking }),
      ...(after && { after }),
    }),
    placeholderData: keepPreviousData,
  })
  return (
    <div className={classes.stack}>
      <Filters q={q} only={only ?? ''} lacking={lacking ?? ''} />
      <Answered query={found} waiting={<TableSkeleton />}>
        {(answer) =>
          answer.components.length === 0 ? (
            <Empty title={say(nothingWords)} />
          ) : (
            <>
              <ComponentTable id={id} components={answer.components} />
              <ListPaging next={answer.next}>
                <span />
              </ListPaging>
            </>
          )
        }
      </Answered>
    </div>
  )
}

function Filters({ q, only, lacking }: { q: string; only: string; lacking: string }) {
  const say = useSay()
  const setSearch = useSetSearch()
  const [typed, setTyped] = useState(q)
  return (
    <form
      className={`${list.filters} no-print`}
      onSubmit={(event) => {
        event.preventDefault()
        setSearch({ q: typed.trim(), after: '' })
      }}
    >
      <TextInput
        className={list.find ?? ''}
        type="search"
        label={say(searchWords)}
        placeholder={say(searchHint)}
        value={typed}
        onChange={(event) => setTyped(event.currentTarget.value)}
        onBlur={() => typed.trim() !== q && setSearch({ q: typed.trim(), after: '' })}
      />
      <NativeSelect
        label={say(onlyWords)}
        value={only}
        data={[
          { value: '', label: say(allWords) },
          ...filterOrder.map((value) => ({ value, label: say(filterLabels[value]) })),
        ]}
        onChange={(event) => setSearch({ only: event.currentTarget.value, after: '' })}
      />
      <NativeSelect
        label={say(lackingWords)}
        value={lacking}
        data={[
          { value: '', label: '–' },
          ...componentElements.map((value) => ({ value, label: say(elementLabels[value]) })),
        ]}
        onChange={(event) => setSearch({ lacking: event.currentTarget.value, after: '' })}
      />
    </form>
  )
}
