import { feedSources } from '@maek/domain/vulnerabilities/feed-source.ts'
import { readFeedSources } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconDatabaseImport } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import { ask } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { TableSkeleton } from '../../records/TableSkeleton.tsx'
import { useMay } from '../../session.ts'
import { Answered } from '../../ui/Answered.tsx'
import { DialogueButton } from '../../ui/DialogueButton.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { ImportFeedDialogue } from '../ImportFeedDialogue.tsx'
import { KeysPanel } from './KeysPanel.tsx'
import { SourcesTable } from './SourcesTable.tsx'
import type { Sources } from './sources.ts'

const titleWords = words('취약점 정보원', 'Sources')
const aboutWords = words(
  '공개된 취약점 정보가 어디서 왔고 얼마나 오래되었는지. 켜기 전에는 아무 데도 접속하지 않습니다. 일자가 없는 OSV 파일은 그 안의 가장 새 권고의 날로 셉니다.',
  'Where public knowledge of vulnerabilities comes from and how old it is. Nothing is contacted until it is turned on. An OSV file without a date counts as of its newest advisory.',
)
const importWords = words('가져오기', 'Import')
const notAllowed = words('시스템 관리자만 할 수 있습니다.', 'Only an administrator may do this.')
const busyWords = words('지금 가져오는 중입니다.', 'An import is running now.')
const staleWords = (names: string) =>
  words(
    `오래된 정보원: ${names}. 새로 가져오기 전에는 “취약점 없음”이 안전하다는 뜻이 아닙니다.`,
    `Stale: ${names}. Until it is brought up to date, “no findings” does not mean safe.`,
  )
const unmatchedWords = words('대조되지 않는 구성요소 보기', 'Components nothing answers for')

/** Asked again while an import runs, so that its end is seen. */
const askAgainMs = 3_000

export function FeedsPage() {
  const say = useSay()
  const isAdministrator = useMay()('administer', 'people')
  const found = useQuery({
    ...ask(readFeedSources, {}),
    refetchInterval: (query) => (query.state.data?.busy ? askAgainMs : false),
  })
  const because = isAdministrator ? null : say(notAllowed)
  return (
    <Page
      title={say(titleWords)}
      about={say(aboutWords)}
      actions={
        <DialogueButton
          label={say(importWords)}
          because={because}
          leftSection={<IconDatabaseImport size={16} />}
        >
          {(close) => <ImportFeedDialogue onClose={close} />}
        </DialogueButton>
      }
    >
      <Answered query={found} waiting={<TableSkeleton />}>
        {(answer) => (
          <>
            <Notes answer={answer} />
            <SourcesTable sources={answer.sources} busy={answer.busy} because={because} />
            <p>
              <TextLink {...paths.unmatched()}>{say(unmatchedWords)}</TextLink>
            </p>
            <KeysPanel keys={answer.keys} because={because} />
          </>
        )}
      </Answered>
    </Page>
  )
}

function Notes({ answer: { sources, busy } }: { answer: Sources }) {
  const say = useSay()
  const stale = sources.filter((one) => one.stale).map((one) => say(feedSources[one.source].title))
  return (
    <>
      {busy && <Note tone="neutral">{say(busyWords)}</Note>}
      {stale.length > 0 && (
        <Note tone="bad" alert>
          {say(staleWords(stale.join(', ')))}
        </Note>
      )}
    </>
  )
}
