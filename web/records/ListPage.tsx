import { listRecords } from '@maek/domain/api.ts'
import { inSentence, say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { ask } from '../api.ts'
import { useLocale, useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import { KnownKind } from './KnownKind.tsx'
import { ListFilters } from './ListFilters.tsx'
import { ListPaging } from './ListPaging.tsx'
import { ListTools } from './ListTools.tsx'
import type { PlainKind } from './plain-kind.ts'
import { RecordTable } from './RecordTable.tsx'
import { TableSkeleton } from './TableSkeleton.tsx'

const rowsPerPage = 50

const noneFitWords = words('조건에 맞는 기록이 없습니다', 'No record fits these conditions')
const loosenWords = words(
  '검색어를 지우거나 상태 조건을 풀어 보십시오.',
  'Clear the search or the state filter.',
)
const clearWords = words('조건 모두 지우기', 'Clear all conditions')
const countWords = words('건', 'records')

export type ListAnswer = z.infer<typeof listRecords.output>

function askPage(kind: PlainKind, search: Readonly<Record<string, string>>) {
  return ask(listRecords, {
    kind: kind.name,
    limit: rowsPerPage,
    ...pick(search, ['q', 'state', 'sort', 'after', 'filter', 'value']),
    ...(search.order === 'asc' || search.order === 'desc' ? { order: search.order } : {}),
  })
}

export function ListPage() {
  return <KnownKind>{(kind) => <KindList key={kind.name} kind={kind} />}</KnownKind>
}

function KindList({ kind }: { kind: PlainKind }) {
  const say = useSay()
  const search = useSearchTexts()
  const rows = useQuery({ ...askPage(kind, search), placeholderData: keepPreviousData })
  return (
    <Page title={say(kind.plural)} about={say(kind.about)} actions={<ListTools kind={kind} />}>
      <ListFilters kind={kind} />
      <Answered query={rows} waiting={<TableSkeleton />}>
        {(answer) =>
          answer.rows.length === 0 ? (
            <NoRows kind={kind} filtered={isFiltered(search)} />
          ) : (
            <>
              <RecordTable kind={kind} rows={answer.rows} label={say(kind.plural)} />
              <ListPaging next={answer.next}>
                <Count count={answer.count} />
              </ListPaging>
            </>
          )
        }
      </Answered>
    </Page>
  )
}

function Count({ count }: { count: ListAnswer['count'] }) {
  const say = useSay()
  const locale = useLocale()
  const number = new Intl.NumberFormat(locale).format(count.number)
  const gap = locale === 'ko-KR' ? '' : ' '
  return (
    <span role="status">
      {number}
      {count.more && '+'}
      {gap}
      {say(countWords)}
    </span>
  )
}

function NoRows({ kind, filtered }: { kind: PlainKind; filtered: boolean }) {
  const say = useSay()
  const may = useMay()
  const setSearch = useSetSearch()
  if (filtered) {
    const clear = Object.fromEntries(['q', 'state', 'filter', 'value', 'after'].map((name) => [name, '']))
    return (
      <Empty
        title={say(noneFitWords)}
        actions={
          <Button variant="default" onClick={() => setSearch(clear)}>
            {say(clearWords)}
          </Button>
        }
      >
        {say(loosenWords)}
      </Empty>
    )
  }
  const title = words(`아직 ${kind.plural.ko} 기록이 없습니다`, `No ${inSentence(kind.plural.en)} yet`)
  const first = words(`첫 ${kind.title.ko} 만들기`, `Create the first ${inSentence(kind.title.en)}`)
  return (
    <Empty
      title={say(title)}
      actions={
        may('write', kind.domain) &&
        !kind.byHouse?.records && <LinkButton {...paths.newRecord(kind.name)}>{say(first)}</LinkButton>
      }
    >
      {say(kind.byHouse?.records ?? kind.about)}
    </Empty>
  )
}

function isFiltered(search: Readonly<Record<string, string>>): boolean {
  return ['q', 'state', 'value'].some((name) => search[name])
}

function pick(search: Readonly<Record<string, string>>, names: readonly string[]): Record<string, string> {
  return Object.fromEntries(names.flatMap((name) => (search[name] ? [[name, search[name]]] : [])))
}
