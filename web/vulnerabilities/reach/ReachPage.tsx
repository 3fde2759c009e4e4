import { type Reach, readReach } from '@maek/domain/vulnerabilities/reach-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, TextInput } from '@mantine/core'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useState } from 'react'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { ask } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { DevicePanel } from './DevicePanel.tsx'
import { ReachActions } from './ReachActions.tsx'
import { ReachSummary } from './ReachSummary.tsx'
import classes from './reach.module.css'

const titleWords = words('도달 범위', 'Reach')
const aboutWords = words(
  '취약점이나 구성요소가 어느 제품·릴리스·사용처까지 닿는지 한 번에 봅니다.',
  'How far a vulnerability or a component reaches: devices, releases, sites and units in one step.',
)
const queryWords = words('취약점 번호, purl 또는 구성요소 이름', 'Vulnerability id, purl or component name')
const exampleWords = words(
  '예: CVE-2021-44228, pkg:pypi/pillow, openssl',
  'Such as CVE-2021-44228, pkg:pypi/pillow, openssl',
)
const findWords = words('찾기', 'Find')
const startWords = words('무엇이 닿는지 찾아보십시오', 'Look for what reaches where')
const startNext = words(
  '등록된 SBOM 전체에서 찾고, 릴리스를 쓰는 사용처와 설치 대수까지 잇습니다. 설치 현황은 CSV나 API로 올립니다.',
  'All registered SBOMs are searched, then the sites and units that run those releases. Installations come in by CSV or API.',
)
const noneWords = words('닿는 릴리스가 없습니다', 'It reaches no release')
const noneNext = words(
  '등록된 SBOM과 가져온 취약점 정보 안에서의 답입니다. 없는 SBOM이나 오래된 취약점 정보까지 말해 주지는 않습니다.',
  'That is the answer of the SBOMs registered and the advisories imported. It says nothing of SBOMs that are missing or advisories that are old.',
)
const cutWords = words(
  '너무 많아 앞부분만 세었습니다. 질문을 좁히십시오.',
  'Too many: only the first were counted. Narrow the question.',
)

export function ReachPage() {
  const say = useSay()
  const { q = '' } = useSearchTexts()
  const found = useQuery({ ...ask(readReach, { q }), enabled: q !== '', placeholderData: keepPreviousData })
  return (
    <Page
      title={say(titleWords)}
      about={say(aboutWords)}
      actions={<ReachActions reach={q === '' ? undefined : found.data} />}
    >
      <Search key={q} q={q} />
      {q === '' ? (
        <Empty title={say(startWords)}>{say(startNext)}</Empty>
      ) : (
        <Answered query={found}>{(reach) => <Answer reach={reach} />}</Answered>
      )}
    </Page>
  )
}

function Search({ q }: { q: string }) {
  const say = useSay()
  const setSearch = useSetSearch()
  const [text, setText] = useState(q)
  return (
    <search>
      <form
        className={`${classes.search} no-print`}
        onSubmit={(event) => {
          event.preventDefault()
          setSearch({ q: text.trim() })
        }}
      >
        <TextInput
          className={classes.query}
          label={say(queryWords)}
          description={say(exampleWords)}
          inputWrapperOrder={['label', 'input', 'description']}
          value={text}
          maxLength={4200}
          onChange={(event) => setText(event.currentTarget.value)}
          leftSection={<IconSearch size={16} aria-hidden />}
        />
        <Button type="submit" mb={22}>
          {say(findWords)}
        </Button>
      </form>
    </search>
  )
}

function Answer({ reach }: { reach: Reach }) {
  const say = useSay()
  if (reach.releases.length === 0)
    return (
      <>
        <ReachSummary reach={reach} />
        <Empty title={say(noneWords)}>{say(noneNext)}</Empty>
      </>
    )
  return (
    <>
      <ReachSummary reach={reach} />
      {reach.cut && <Note tone="waiting">{say(cutWords)}</Note>}
      {reach.devices.map((device) => (
        <DevicePanel key={device.id} device={device} reach={reach} />
      ))}
    </>
  )
}
