import { draftNotices } from '@maek/domain/incidents/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconMailPlus, IconRadar2 } from '@tabler/icons-react'
import { useTell } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import type { OverviewPartProps } from '../records/kind-parts.ts'
import { useMay } from '../session.ts'
import { Note } from '../ui/Note.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ReasonButton } from '../ui/ReasonButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import { CaseOverview } from '../vulnerabilities/case/CaseOverview.tsx'
import classes from './notices.module.css'

const titleWords = words('알릴 곳', 'Whom to tell')
const reachWords = words('도달 범위 보기', 'Show its reach')
const draftWords = words('통지 초안 만들기', 'Draft the notices')
const aboutWords = words(
  '이 취약점이 닿는 의료기관·사용자와, 통지 기한이 진행 중인 당국 앞으로 초안을 만듭니다. 보내지는 않습니다.',
  'Makes drafts to the places it reaches and to authorities whose notice periods run. Nothing is sent.',
)
const mayNotWords = words('신고·통지를 작성할 권한이 없습니다.', 'Your role may not write notices.')
const madeWords = words(
  '초안을 만들었습니다. 대괄호 안을 채우고 검토한 뒤 보내십시오.',
  'Drafted. Fill in what stands in brackets, review, then send.',
)
const standingWords = words('이미 만든 통지', 'Made before')

/** A vulnerability case with what comes after deciding: how far it reaches, and the first drafts of who is told. */
export function CaseWithNotices(props: OverviewPartProps) {
  return (
    <>
      <CaseOverview {...props} />
      <NoticesPanel {...props} />
    </>
  )
}

function NoticesPanel({ view }: OverviewPartProps) {
  const say = useSay()
  const mayWrite = useMay()('write', 'incidents')
  const draft = useTell(draftNotices)
  const { id, body } = view.record
  const { drafted = [], standing = [] } = draft.data ?? {}
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <p className={classes.text}>{say(aboutWords)}</p>
        <div className={classes.buttons}>
          <LinkButton
            variant="default"
            leftSection={<IconRadar2 size={16} />}
            {...paths.reach(String(body.vulnerability))}
          >
            {say(reachWords)}
          </LinkButton>
          <ReasonButton
            variant="default"
            leftSection={<IconMailPlus size={16} />}
            loading={draft.isPending}
            because={mayWrite ? null : say(mayNotWords)}
            onClick={() => draft.mutate({ case: id })}
          >
            {say(draftWords)}
          </ReasonButton>
        </div>
        {draft.error && <RefusalNote error={draft.error} />}
        {drafted.length > 0 && (
          <Note tone="good">
            <p>{say(madeWords)}</p>
            <Notices notices={drafted} />
          </Note>
        )}
        {standing.length > 0 && (
          <Note tone="neutral">
            <p>{say(standingWords)}</p>
            <Notices notices={standing} />
          </Note>
        )}
      </div>
    </Panel>
  )
}

function Notices({ notices }: { notices: readonly { id: string; number: string; title: string }[] }) {
  return (
    <ul>
      {notices.map(({ id, number, title }) => (
        <li key={id}>
          <TextLink {...paths.record('notice', id)}>
            {number} {title}
          </TextLink>
        </li>
      ))}
    </ul>
  )
}
