import { readSupport } from '@maek/domain/components/support-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { SegmentedControl } from '@mantine/core'
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
import type { Support } from './answers.ts'
import classes from './components.module.css'
import { Figures } from './Figures.tsx'
import { SubjectLine } from './SubjectLine.tsx'
import { SubjectSelect, useSubject } from './SubjectSelect.tsx'
import { SupportTable } from './SupportTable.tsx'
import { SupportTimeline } from './SupportTimeline.tsx'

const titleWords = words('지원 기간', 'Support')
const aboutWords = words(
  '구성요소가 언제까지 지원되는지: 우리 계약, SBOM, 공개된 지원 기간의 순서로 봅니다.',
  'Until when components are supported: by our own contract, else the SBOM, else published life cycles.',
)
const noSubject = words('릴리스를 고르십시오', 'Choose a release')
const noSubjectNext = words(
  '이미 끝난 지원, 가장 먼저 끝나는 구성요소, 아무도 모르는 구성요소를 보여 줍니다.',
  'Shows what has run out, what runs out first and what nobody knows.',
)
const nothingWords = words('여기에 해당하는 구성요소가 없습니다', 'No component here')
const showWords = words('보기', 'Show')
const views = [
  ['all', words('전체', 'All')],
  ['ended', words('끝남', 'Ended')],
  ['ending', words('끝날 예정', 'Ending')],
  ['unknown', words('알 수 없음', 'Unknown')],
] as const
const timelineWords = words('무엇이 언제 끝나는지', 'What runs out when')
const planWords = words('제품 지원 계획', 'Support plan of the device')
const noPlanWords = words('승인된 지원 계획이 없습니다.', 'No support plan is in force.')
const writePlanWords = words('지원 계획 작성', 'Write a support plan')
const laggingWords = (count: number) =>
  words(
    `지원이 끝났는데 어떻게 할지 정하지 않은 구성요소가 ${count}개 있습니다. 지원 계획에 적으십시오.`,
    `Support has ended for ${count} components and no plan says what is done about them. Write it in the support plan.`,
  )

export function SupportPage() {
  const say = useSay()
  const subject = useSubject()
  const { show, after } = useSearchTexts()
  const view = views.find(([name]) => name === show)?.[0] ?? 'all'
  const found = useQuery({
    ...ask(readSupport, { ...subject, show: view, limit: 100, ...(after && { after }) }),
    enabled: subject !== null,
    placeholderData: keepPreviousData,
  })
  return (
    <Page title={say(titleWords)} about={say(aboutWords)}>
      <SubjectSelect />
      {subject === null ? (
        <Empty title={say(noSubject)}>{say(noSubjectNext)}</Empty>
      ) : (
        <Answered query={found} waiting={<TableSkeleton />}>
          {(answer) => <SupportAnswer answer={answer} view={view} />}
        </Answered>
      )}
    </Page>
  )
}

function SupportAnswer({ answer, view }: { answer: Support; view: string }) {
  const say = useSay()
  const setSearch = useSetSearch()
  const { summary } = answer
  return (
    <>
      <SubjectLine subject={answer.subject} />
      <Counts answer={answer} />
      {summary.endedWithoutAction > 0 && (
        <Note tone="bad">{say(laggingWords(summary.endedWithoutAction))}</Note>
      )}
      <PlanPanel answer={answer} />
      {summary.timeline.length > 0 && (
        <Panel title={say(timelineWords)}>
          <SupportTimeline
            timeline={summary.timeline}
            today={answer.today}
            deviceEndsOn={answer.plan?.deviceEndsOn ?? null}
          />
        </Panel>
      )}
      <div className={`${classes.views} no-print`}>
        <SegmentedControl
          aria-label={say(showWords)}
          value={view}
          onChange={(value) => setSearch({ show: value === 'all' ? '' : value, after: '' })}
          data={views.map(([value, label]) => ({ value, label: say(label) }))}
        />
      </div>
      {answer.rows.length === 0 ? (
        <Empty title={say(nothingWords)} />
      ) : (
        <>
          <SupportTable rows={answer.rows} />
          <ListPaging next={answer.next}>
            <span />
          </ListPaging>
        </>
      )}
    </>
  )
}

function Counts({ answer: { summary } }: { answer: Support }) {
  const say = useSay()
  const { levels } = summary
  return (
    <Figures
      figures={[
        { label: say(words('구성요소', 'Components')), value: summary.components },
        { label: say(words('지원 끝남', 'Ended')), value: summary.ended, tone: 'bad' },
        { label: say(words('유지관리됨', 'Maintained')), value: levels.maintained, tone: 'good' },
        {
          label: say(words('보안 수정만', 'Security fixes only')),
          value: levels['security-only'],
          tone: 'waiting',
        },
        { label: say(words('알 수 없음', 'Unknown')), value: levels.unknown },
      ]}
    />
  )
}

function PlanPanel({ answer: { plan, summary, subject } }: { answer: Support }) {
  const say = useSay()
  const first = summary.first
  const fact = (label: string, value: string | null) =>
    value !== null && (
      <div>
        <dt>{label}</dt>
        <dd>{value}</dd>
      </div>
    )
  return (
    <Panel title={say(planWords)}>
      {plan === null ? (
        <p className={classes.line}>
          {say(noPlanWords)}{' '}
          <TextLink {...paths.newRecord('support-plan', subject.device ? { device: subject.device.id } : {})}>
            {say(writePlanWords)}
          </TextLink>
        </p>
      ) : (
        <p className={classes.line}>
          <TextLink {...paths.record('support-plan', plan.id)}>
            {plan.number} {plan.title}
          </TextLink>
          {plan.eraseGuide && (
            <TextLink {...paths.record('document', plan.eraseGuide.id)}>{plan.eraseGuide.title}</TextLink>
          )}
        </p>
      )}
      <dl className={classes.facts}>
        {fact(
          say(words('가장 먼저 끝나는 구성요소', 'First component to run out')),
          first && `${first.endsOn} · ${first.row.name} ${first.row.version ?? ''}`,
        )}
        {fact(say(words('제품 지원 종료일', 'End of support of the device')), plan?.deviceEndsOn ?? null)}
        {fact(say(words('의료기관에 알릴 기한', 'Hospitals told by')), plan?.announceBy ?? null)}
        {fact(say(words('안내한 날', 'Announced on')), plan?.announcedOn ?? null)}
        {fact(
          say(words('제품보다 먼저 끝나는 구성요소', 'Components ending before the device')),
          plan?.deviceEndsOn ? String(plan.endingBefore) : null,
        )}
        {fact(say(words('검토일', 'Reviewed on')), plan?.reviewedOn ?? null)}
      </dl>
    </Panel>
  )
}
