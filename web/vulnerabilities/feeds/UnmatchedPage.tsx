import { listUnmatched } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { TextInput } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { ask } from '../../api.ts'
import { useLocale, useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { ListPaging } from '../../records/ListPaging.tsx'
import { ListTable } from '../../records/ListTable.tsx'
import { TableSkeleton } from '../../records/TableSkeleton.tsx'
import { useMay } from '../../session.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Day } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import classes from './feeds.module.css'

type Unmatched = z.infer<typeof listUnmatched.output>
type Row = Unmatched['components'][number]

const titleWords = words('대조되지 않는 구성요소', 'Unmatched components')
const aboutWords = words(
  'SBOM에 적힌 이름으로는 어느 정보원도 답하지 못하는 구성요소입니다. 무엇으로 조회할지, 누가 직접 확인할지 규칙을 정하십시오. 승인된 규칙은 다음 릴리스에도 적용됩니다.',
  'No source answers for these as the SBOM names them. Make a rule: by what to ask, or who watches by hand. An approved rule holds for later releases too.',
)
const searchWords = words('이름', 'Name')
const searchHint = words('이름의 첫 글자들', 'Begins with')
const noneWords = words('대조되지 않는 구성요소가 없습니다', 'Nothing unmatched')
const noneNext = words('SBOM을 올리면 여기에서 확인합니다.', 'Upload an SBOM and look here.')
const heads = {
  component: words('구성요소', 'Component'),
  versions: words('버전', 'Versions'),
  sboms: words('SBOM', 'SBOMs'),
  why: words('까닭', 'Why'),
  rules: words('규칙', 'Rules'),
} as const
const whyWords = {
  cpe: words('CPE를 읽을 수 없음', 'CPE cannot be asked by'),
  purl: words('purl에 답하는 정보원 없음', 'No source for its purl'),
  none: words('purl 없음', 'No purl'),
} as const
const makeWords = words('규칙 만들기', 'Make a rule')
const dueWords = words('다음 확인', 'Check by')
const withoutWords = (names: string) =>
  words(
    `취약점 정보의 전체 판을 가져오지 않은 생태계: ${names}. 정보원에서 가져오십시오.`,
    `Ecosystems without a full edition of their advisories here: ${names}. Import it on the page of sources.`,
  )

export function UnmatchedPage() {
  const say = useSay()
  const { q, after } = useSearchTexts()
  const setSearch = useSetSearch()
  const found = useQuery({
    ...ask(listUnmatched, { limit: 50, ...(q && { q }), ...(after && { after }) }),
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={say(titleWords)} about={say(aboutWords)}>
      <TextInput
        className="no-print"
        label={say(searchWords)}
        placeholder={say(searchHint)}
        value={q ?? ''}
        maw="26rem"
        onChange={(event) => setSearch({ q: event.currentTarget.value, after: '' })}
      />
      <Answered query={found} waiting={<TableSkeleton />}>
        {(answer) => (
          <>
            <WithoutSource answer={answer} />
            {answer.components.length === 0 ? (
              <Empty title={say(noneWords)}>{say(noneNext)}</Empty>
            ) : (
              <>
                <Components rows={answer.components} />
                <ListPaging next={answer.next}>
                  <span />
                </ListPaging>
              </>
            )}
          </>
        )}
      </Answered>
    </Page>
  )
}

function WithoutSource({ answer: { withoutSource } }: { answer: Unmatched }) {
  const say = useSay()
  const format = new Intl.NumberFormat(useLocale()).format
  if (withoutSource.length === 0) return null
  const names = withoutSource
    .map(({ ecosystem, versions }) => `${ecosystem} (${format(versions)})`)
    .join(', ')
  return (
    <Note tone="waiting">
      {say(withoutWords(names))} <TextLink {...paths.feeds()}>→</TextLink>
    </Note>
  )
}

function Components({ rows }: { rows: readonly Row[] }) {
  return (
    <ListTable heads={Object.values(heads)}>
      {rows.map((row) => (
        <Component key={row.name} row={row} />
      ))}
    </ListTable>
  )
}

function Component({ row }: { row: Row }) {
  const say = useSay()
  const format = new Intl.NumberFormat(useLocale()).format
  const more = row.versionCount - row.versions.length
  const why = row.cpe !== null ? 'cpe' : row.hasPurl ? 'purl' : 'none'
  return (
    <tr>
      <td className={classes.source}>
        <strong>{row.name}</strong>
        <span className={classes.dim}>{[...row.suppliers, ...row.types].join(' · ')}</span>
      </td>
      <td data-label={say(heads.versions)} className={classes.versions}>
        {row.versions.join(', ') || '–'}
        {more > 0 && row.versions.length > 0 && ` +${format(more)}`}
      </td>
      <td data-label={say(heads.sboms)} className={classes.number}>
        {format(row.sboms)}
      </td>
      <td data-label={say(heads.why)}>{say(whyWords[why])}</td>
      <td data-label={say(heads.rules)}>
        <Rules row={row} />
      </td>
    </tr>
  )
}

function Rules({ row }: { row: Row }) {
  const say = useSay()
  const mayWrite = useMay()('write', 'vulnerabilities')
  const [supplier] = row.suppliers
  const prefill = { name: row.name, component: row.name, ...(supplier === undefined ? {} : { supplier }) }
  return (
    <div className={classes.rules}>
      {row.rules.map((rule) => (
        <span key={rule.id}>
          <TextLink {...paths.record('match-rule', rule.id)}>{rule.number}</TextLink>{' '}
          <StateBadge kind="match-rule" state={rule.state} />
          {rule.watch && (
            <span className={classes.dim}>
              {' '}
              {say(dueWords)} <Day on={rule.watch.dueOn} />
            </span>
          )}
        </span>
      ))}
      {mayWrite && row.rules.length === 0 && (
        <TextLink {...paths.newRecord('match-rule', prefill)}>{say(makeWords)}</TextLink>
      )}
    </div>
  )
}
