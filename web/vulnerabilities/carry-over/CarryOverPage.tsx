import { carryOver, readCarryOver } from '@maek/domain/vulnerabilities/api.ts'
import type { CarryOverGroup, carryOverView } from '@maek/domain/vulnerabilities/carry-over-view.ts'
import { say as words } from '@maek/domain/words.ts'
import { Checkbox } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useParam } from '../../address.ts'
import { useAsk, useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { Day } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageSkeleton } from '../../ui/PageSkeleton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { StateMark } from '../board/StateMark.tsx'
import classes from './carry-over.module.css'

export type CarryOver = z.output<typeof carryOverView>
type Carried = CarryOver['decisions'][number]

const titleWords = words('판정 이어받기', 'Carry decisions over')
const aboutWords = words(
  '이전 릴리스에서 시행 중인 모든 판정이 아래 네 묶음 중 하나에 있습니다. 잃어버린 판정은 없습니다.',
  'Every decision in force about the earlier release is in exactly one of four groups. None is lost.',
)
const fromWords = words('이전 릴리스', 'Earlier release')
const noEarlierWords = words('이어받을 이전 릴리스가 없습니다', 'There is no earlier release')
const noEarlierNext = words(
  '같은 기기의 앞선 릴리스에 SBOM이 있어야 합니다.',
  'An earlier release of the same device with an SBOM is needed.',
)
const noSbomWords = words('이 릴리스의 SBOM이 아직 없습니다', 'This release has no SBOM yet')
const noSbomNext = words(
  'SBOM을 등록하면 이전 릴리스의 판정이 하나도 빠짐없이 여기에 나뉘어 보입니다.',
  'Once it is registered, every decision about the earlier release is shown here in its group.',
)
const freshWords = words('새로 판정할 항목', 'Findings nobody has decided')
const confirmWords = words('고른 판정 이어받기', 'Carry over what is chosen')
const mayNotWords = words('취약점을 판정할 권한이 없습니다.', 'Your role may not decide findings.')
const nothingWords = words('고른 판정이 없습니다.', 'Nothing is chosen.')
const madeWords = words(
  '이어받은 판정의 승인을 요청했습니다. 다른 사람이 승인하면 시행됩니다.',
  'Approval has been asked for; they take effect once another person approves.',
)
const successorWords = words('이어받음', 'carried over as')
const untilWords = words('만료', 'until')
const moreWords = words('더 있음', 'and more')

const groups: Readonly<
  Record<CarryOverGroup, { title: ReturnType<typeof words>; about: ReturnType<typeof words> }>
> = {
  holds: {
    title: words('그대로 유효', 'Hold'),
    about: words(
      '범위가 이 릴리스까지 미칩니다. 할 일이 없습니다.',
      'Their scope reaches this release. Nothing to do.',
    ),
  },
  'to-confirm': {
    title: words('확인할 것', 'To confirm'),
    about: words(
      '구성요소가 그대로거나 버전이 바뀌었습니다. 근거가 여전히 맞으면 이어받으십시오.',
      'The component is still there, perhaps in another version. Carry over where the reasoning still holds.',
    ),
  },
  'out-of-range': {
    title: words('범위 밖', 'Out of range'),
    about: words(
      '새 버전이 판정의 버전 범위를 벗어났습니다. 새로 판정해야 합니다.',
      'The new version lies outside the range decided on. Decide anew.',
    ),
  },
  gone: {
    title: words('없어짐', 'Gone'),
    about: words(
      '구성요소나 취약점이 이 릴리스에 없습니다.',
      'The component or the vulnerability is not in this release.',
    ),
  },
}

/** What becomes of the earlier release's decisions in this one, and one act to confirm those that still hold. */
export function CarryOverPage() {
  const release = useParam('release')
  const view = useAsk(readCarryOver, { release })
  return (
    <Answered query={view} waiting={<PageSkeleton />}>
      {(answer) => <KnownRelease key={release} view={answer} />}
    </Answered>
  )
}

function KnownRelease({ view }: { view: CarryOver }) {
  const say = useSay()
  const { release, from } = view
  return (
    <Page
      title={`${say(titleWords)}: ${release.title}`}
      about={say(aboutWords)}
      eyebrow={
        <>
          <TextLink {...paths.record('release', release.id)}>{release.number}</TextLink>
          {from && (
            <span>
              {say(fromWords)}: <TextLink {...paths.record('release', from.id)}>{from.number}</TextLink>{' '}
              {from.title}
            </span>
          )}
        </>
      }
    >
      {!view.hasSbom ? (
        <Empty title={say(noSbomWords)}>{say(noSbomNext)}</Empty>
      ) : from ? (
        <Groups view={view} />
      ) : (
        <Empty title={say(noEarlierWords)}>{say(noEarlierNext)}</Empty>
      )}
      <p>
        <TextLink {...paths.findings({ release: release.id, state: 'in-triage' })}>
          {say(freshWords)}: {view.fresh}
        </TextLink>
      </p>
    </Page>
  )
}

function Groups({ view }: { view: CarryOver }) {
  const say = useSay()
  const mayWrite = useMay()('write', 'vulnerabilities')
  const toConfirm = view.decisions.filter(({ group, carried }) => group === 'to-confirm' && carried === null)
  const [left, setLeft] = useState<ReadonlySet<string>>(new Set())
  const tell = useTell(carryOver)
  const chosen = toConfirm.filter(({ decision }) => !left.has(decision.id))
  const toggle = (id: string) => {
    const next = new Set(left)
    if (!next.delete(id)) next.add(id)
    setLeft(next)
  }
  const because = !mayWrite ? say(mayNotWords) : chosen.length === 0 ? say(nothingWords) : null
  const confirm = () =>
    tell.mutate({
      release: view.release.id,
      decisions: chosen.map(({ decision }) => decision.id),
      propose: true,
    })
  return (
    <>
      {tell.error && <RefusalNote error={tell.error} />}
      {tell.data && <MadeNote made={tell.data.made} />}
      {urgency.map((name) => {
        const members = view.decisions.filter(({ group }) => group === name)
        return (
          <Panel
            key={name}
            title={`${say(groups[name].title)} (${view.counts[name]})`}
            actions={
              name === 'to-confirm' &&
              members.length > 0 && (
                <ReasonButton because={because} loading={tell.isPending} onClick={confirm}>
                  {say(confirmWords)} ({chosen.length})
                </ReasonButton>
              )
            }
          >
            <p className={classes.about}>{say(groups[name].about)}</p>
            <ul className={classes.list}>
              {members.map((one) => (
                <Member
                  key={one.decision.id}
                  carried={one}
                  chosen={name === 'to-confirm' && one.carried === null ? !left.has(one.decision.id) : null}
                  onToggle={() => toggle(one.decision.id)}
                />
              ))}
            </ul>
          </Panel>
        )
      })}
    </>
  )
}

const urgency: readonly CarryOverGroup[] = ['to-confirm', 'out-of-range', 'gone', 'holds']

type MemberProps = {
  readonly carried: Carried
  /** Null where there is nothing to choose. */
  readonly chosen: boolean | null
  readonly onToggle: () => void
}

function Member({ carried, chosen, onToggle }: MemberProps) {
  const say = useSay()
  const { decision, group, rows, more, carried: successor } = carried
  const name = `${decision.number} ${decision.title}`
  return (
    <li className={classes.member}>
      <div className={classes.head}>
        {chosen !== null && <Checkbox size="xs" aria-label={name} checked={chosen} onChange={onToggle} />}
        <StateMark state={decision.outcome} />
        <TextLink {...paths.record(decision.kind, decision.id)}>{name}</TextLink>
        {successor && (
          <>
            <span className={classes.dim}>{say(successorWords)}</span>
            <TextLink {...paths.record(successor.kind, successor.id)}>{successor.number}</TextLink>
            <StateBadge kind={successor.kind} state={successor.state} />
          </>
        )}
        {decision.expiresOn !== null && (
          <span className={classes.dim}>
            {say(untilWords)} <Day on={decision.expiresOn} />
          </span>
        )}
      </div>
      <ul className={classes.rows}>
        {rows.map((row) => (
          <li key={`${row.vulnerability} ${row.component}`}>
            <strong>{row.vulnerability}</strong> {row.component}{' '}
            <span className={classes.dim}>
              {row.before ?? '?'} → {row.now ?? '–'}
              {row.group !== group && ` · ${say(groups[row.group].title)}`}
            </span>
          </li>
        ))}
        {more && <li className={classes.dim}>{say(moreWords)}</li>}
      </ul>
    </li>
  )
}

function MadeNote({ made }: { made: z.output<typeof carryOver.output>['made'] }) {
  const say = useSay()
  return (
    <Note tone="good">
      <p>{say(madeWords)}</p>
      <ul>
        {made.map(({ from, record, rows }) => (
          <li key={record.id}>
            {from.number} →{' '}
            <TextLink {...paths.record('triage-decision', record.id)}>{record.number}</TextLink> ({rows})
          </li>
        ))}
      </ul>
    </Note>
  )
}
