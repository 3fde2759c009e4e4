import { readLicences } from '@maek/domain/components/licences-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Select } from '@mantine/core'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { ask } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListPaging } from '../records/ListPaging.tsx'
import { TableSkeleton } from '../records/TableSkeleton.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import type { Licences } from './answers.ts'
import classes from './components.module.css'
import { Figures } from './Figures.tsx'
import { LicenceTable } from './LicenceTable.tsx'
import { NoticeButtons } from './NoticeButtons.tsx'
import { SubjectLine } from './SubjectLine.tsx'
import { SubjectSelect, useSubject } from './SubjectSelect.tsx'

const titleWords = words('라이선스 현황', 'Licences')
const aboutWords = words(
  '릴리스에 들어간 구성요소의 라이선스를 승인된 구성요소 방침으로 판정합니다.',
  'The licences of a release’s components, judged by the component policy in force.',
)
const noSubject = words('릴리스를 고르십시오', 'Choose a release')
const noSubjectNext = words(
  '승인된 최신 SBOM의 구성요소를 판정합니다. 승인된 것이 없으면 최신 SBOM을 봅니다.',
  'Its newest approved SBOM is judged; where none is approved, the newest.',
)
const noPolicy = words(
  '승인된 구성요소 방침이 없어 모두 검토 필요로 봅니다.',
  'No component policy is in force, so everything needs review.',
)
const writePolicy = words('구성요소 방침 작성', 'Write a component policy')
const severalWords = words(
  '승인된 방침이 여러 개입니다. 가장 최근에 승인한 것을 씁니다:',
  'Several policies are in force. The newest is used:',
)
const policyWords = words('방침', 'Policy')
const showWords = words('보기', 'Show')
const nothingWords = words('여기에 해당하는 구성요소가 없습니다', 'No component here')
const obligationsWords = words('지킬 일', 'What has to be done')
const obligationsAbout = words(
  '적용되는 라이선스가 요구하는 일입니다. 법률 자문이 아니며 라이선스 원문이 우선합니다.',
  'What the licences that apply ask for. Not legal advice; the licence itself prevails.',
)
const textsWords = words('알아볼 수 없는 선언', 'Declarations nobody could read')
const textsAbout = words(
  '뜻을 확인하면 구성요소 방침의 “직접 확인한 라이선스”에 적으십시오. 다음 릴리스에도 쓰입니다.',
  'Once you know what one means, write it under “Licences we have read” in the policy; it is kept for the next release.',
)
const views = [
  ['problems', words('금지와 검토 필요', 'Forbidden and to review')],
  ['forbidden', words('금지', 'Forbidden')],
  ['review', words('검토 필요', 'To review')],
  ['undeclared', words('선언 없음', 'Undeclared')],
  ['not-recognised', words('알아볼 수 없음', 'Not recognised')],
  ['excepted', words('예외로 허용', 'Allowed by exception')],
  ['all', words('전체', 'All')],
] as const

export function LicencesPage() {
  const say = useSay()
  const subject = useSubject()
  const { show, after } = useSearchTexts()
  const view = views.find(([name]) => name === show)?.[0] ?? 'problems'
  const found = useQuery({
    ...ask(readLicences, { ...subject, show: view, limit: 100, ...(after && { after }) }),
    enabled: subject !== null,
    placeholderData: keepPreviousData,
  })
  return (
    <Page
      title={say(titleWords)}
      about={say(aboutWords)}
      actions={subject && <NoticeButtons subject={subject} />}
    >
      <SubjectSelect />
      {subject === null ? (
        <Empty title={say(noSubject)}>{say(noSubjectNext)}</Empty>
      ) : (
        <Answered query={found} waiting={<TableSkeleton />}>
          {(answer) => <LicencesAnswer answer={answer} view={view} />}
        </Answered>
      )}
    </Page>
  )
}

function LicencesAnswer({ answer, view }: { answer: Licences; view: string }) {
  const say = useSay()
  const setSearch = useSetSearch()
  return (
    <>
      <SubjectLine subject={answer.subject} />
      <PolicyNote answer={answer} />
      <Counts answer={answer} />
      <div className={`${classes.bar} no-print`}>
        <Select
          label={say(showWords)}
          value={view}
          data={views.map(([value, label]) => ({ value, label: say(label) }))}
          onChange={(value) => setSearch({ show: value === 'problems' ? '' : (value ?? ''), after: '' })}
          allowDeselect={false}
        />
      </div>
      {answer.rows.length === 0 ? (
        <Empty title={say(nothingWords)} />
      ) : (
        <>
          <LicenceTable rows={answer.rows} />
          <ListPaging next={answer.next}>
            <span />
          </ListPaging>
        </>
      )}
      <Obligations answer={answer} />
      <Texts answer={answer} />
    </>
  )
}

function PolicyNote({ answer: { policy, otherPolicies } }: { answer: Licences }) {
  const say = useSay()
  if (policy === null) {
    return (
      <Note tone="waiting">
        {say(noPolicy)} <TextLink {...paths.newRecord('component-policy')}>{say(writePolicy)}</TextLink>
      </Note>
    )
  }
  const link = (
    <TextLink {...paths.record('component-policy', policy.id)}>
      {policy.number} {policy.title}
    </TextLink>
  )
  if (otherPolicies.length > 0) {
    return (
      <Note tone="waiting">
        {say(severalWords)} {link}
      </Note>
    )
  }
  return (
    <p className={classes.line}>
      {say(policyWords)} {link}
    </p>
  )
}

function Counts({ answer: { summary } }: { answer: Licences }) {
  const say = useSay()
  const { rulings } = summary
  return (
    <Figures
      figures={[
        { label: say(words('구성요소', 'Components')), value: summary.components },
        { label: say(words('금지', 'Forbidden')), value: rulings.forbidden, tone: 'bad' },
        { label: say(words('검토 필요', 'To review')), value: rulings.review, tone: 'waiting' },
        { label: say(words('허용', 'Allowed')), value: rulings.allowed, tone: 'good' },
        { label: say(words('선언 없음', 'Undeclared')), value: summary.undeclared },
        { label: say(words('알아볼 수 없음', 'Not recognised')), value: summary.notRecognised },
        { label: say(words('예외로 허용', 'By exception')), value: summary.excepted },
        { label: say(words('만료된 예외', 'Expired exceptions')), value: summary.expired, tone: 'bad' },
      ]}
    />
  )
}

function Obligations({ answer: { summary } }: { answer: Licences }) {
  const say = useSay()
  if (summary.obligations.length === 0) return null
  return (
    <Panel title={say(obligationsWords)}>
      <p className={classes.dim}>{say(obligationsAbout)}</p>
      <ul className={classes.list}>
        {summary.obligations.map(({ obligation, what, components, licences }) => (
          <li key={obligation}>
            <span>{say(what)}</span>
            <span className={classes.dim}>
              {components} · {licences.join(', ')}
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}

function Texts({ answer: { summary } }: { answer: Licences }) {
  const say = useSay()
  if (summary.texts.length === 0) return null
  return (
    <Panel title={say(textsWords)}>
      <p className={classes.dim}>{say(textsAbout)}</p>
      <ul className={classes.list}>
        {summary.texts.map(({ text, components }) => (
          <li key={text}>
            <span className={classes.licence}>
              {text} <span className={classes.dim}>{components}</span>
            </span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
