import { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { SegmentedControl } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { ask } from '../api.ts'
import { useSay } from '../language.tsx'
import { ListPaging } from '../records/ListPaging.tsx'
import { TableSkeleton } from '../records/TableSkeleton.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { FeedsLine } from './FeedsLine.tsx'
import { FindingsTable } from './FindingsTable.tsx'
import classes from './findings.module.css'
import { IntakeButtons } from './IntakeButtons.tsx'
import { ReleaseSelect } from './ReleaseSelect.tsx'

const titleWords = words('취약점 현황', 'Findings')
const aboutWords = words(
  'SBOM의 구성요소와 취약점 정보를 대조한 결과입니다. 결정은 취약점 기록에서 합니다.',
  'Components of the SBOMs matched against advisories. Decisions are made in vulnerability cases.',
)
const releaseWords = words('릴리스', 'Release')
const anyReleaseWords = words('모든 릴리스', 'Any release')
const openLabel = words('결정 여부', 'Decided or not')
const openWords = words('미결정', 'Undecided')
const decidedWords = words('결정됨', 'Decided')
const allWords = words('전체', 'All')
const noneWords = words('발견된 취약점이 없습니다', 'No findings')
const noneNext = words(
  'SBOM과 취약점 정보를 가져오면 서로 대조합니다. 취약점 정보가 없으면 “없음”은 안전하다는 뜻이 아닙니다.',
  'Import an SBOM and advisories to have them matched. Without advisories, “none” does not mean safe.',
)

const findingsPerPage = 50

function askPage({ release, sbom, open, after }: Readonly<Record<string, string>>) {
  return ask(listFindings, {
    limit: findingsPerPage,
    ...(release && { release }),
    ...(sbom && { sbom }),
    ...(after && { after }),
    ...(open === 'all' ? {} : { open: open === 'false' ? 'false' : 'true' }),
  })
}

export function FindingsPage() {
  const say = useSay()
  const search = useSearchTexts()
  const found = useQuery({ ...askPage(search), placeholderData: keepPreviousData })
  return (
    <Page title={say(titleWords)} about={say(aboutWords)} actions={<IntakeButtons />}>
      <FeedsLine />
      <Filters />
      <Answered query={found} waiting={<TableSkeleton />}>
        {({ findings, next }) =>
          findings.length === 0 ? (
            <Empty title={say(noneWords)}>{say(noneNext)}</Empty>
          ) : (
            <>
              <FindingsTable findings={findings} sbom={search.sbom} />
              <ListPaging next={next}>
                <span />
              </ListPaging>
            </>
          )
        }
      </Answered>
    </Page>
  )
}

function Filters() {
  const say = useSay()
  const { release = '', open = 'true' } = useSearchTexts()
  const setSearch = useSetSearch()
  return (
    <div className={`${classes.filters} no-print`}>
      <div className={classes.release}>
        <ReleaseSelect
          label={say(releaseWords)}
          placeholder={say(anyReleaseWords)}
          value={release}
          onChange={(id) => setSearch({ release: id, after: '' })}
        />
      </div>
      <SegmentedControl
        aria-label={say(openLabel)}
        value={open}
        onChange={(value) => setSearch({ open: value === 'true' ? '' : value, after: '' })}
        data={[
          { value: 'true', label: say(openWords) },
          { value: 'false', label: say(decidedWords) },
          { value: 'all', label: say(allWords) },
        ]}
      />
    </div>
  )
}
