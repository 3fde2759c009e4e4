import { howWords } from '@maek/domain/vulnerabilities/finding-words.ts'
import { say as words } from '@maek/domain/words.ts'
import { Checkbox } from '@mantine/core'
import { stateOf } from '../../kinds.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import list from '../../records/list.module.css'
import { TextLink } from '../../ui/TextLink.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import { SeverityBadge } from '../SeverityBadge.tsx'
import { type Finding, howTone } from '../severities.ts'
import classes from './board.module.css'
import { DueMark } from './DueMark.tsx'
import { PriorityMark } from './PriorityMark.tsx'
import { SignalMarks } from './SignalMarks.tsx'
import { StateMark } from './StateMark.tsx'
import type { Board } from './use-board.ts'

const chooseAllWords = words('이 쪽의 모두 고르기', 'Choose all on this page')
const chooseWords = words('고르기', 'Choose')
const stateWords = words('상태', 'State')
const scoreWords = words('점수', 'Score')
const publishedWords = words('공개', 'Published')
const deviceWords = words('기기', 'Device')
const vulnerabilityWords = words('취약점', 'Vulnerability')
const componentWords = words('구성요소', 'Component')
const releasesWords = words('릴리스', 'Releases')
const fixedWords = words('수정 버전', 'fixed in')
const notFixedWords = words('없음', 'none yet')
const dueWords = words('기한', 'Due')
const untilWords = words('유효', 'until')
const noVersionWords = words('버전 모름', 'version unknown')
const pendingWords = words('판정 중', 'Being decided')

type BoardTableProps = { readonly findings: readonly Finding[]; readonly board: Board }

/** Dense rows; the row itself takes the focus that j and k move. */
export function BoardTable({ findings, board }: BoardTableProps) {
  const say = useSay()
  const isAll = findings.every(({ id }) => board.chosen.has(id))
  return (
    <div className={list.frame}>
      <table className={`${list.table} ${classes.table}`}>
        <thead>
          <tr>
            <th scope="col">
              <Checkbox
                size="xs"
                aria-label={say(chooseAllWords)}
                checked={isAll}
                indeterminate={!isAll && findings.some(({ id }) => board.chosen.has(id))}
                onChange={() => board.choose(findings, !isAll)}
              />
            </th>
            <th scope="col">{say(stateWords)}</th>
            <th scope="col">{say(scoreWords)}</th>
            <th scope="col">{say(vulnerabilityWords)}</th>
            <th scope="col">{say(componentWords)}</th>
            <th scope="col">{say(releasesWords)}</th>
            <th scope="col">{say(dueWords)}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding, place) => (
            <Row key={finding.id} finding={finding} place={place} board={board} />
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Row({ finding, place, board }: { finding: Finding; place: number; board: Board }) {
  const say = useSay()
  const isChosen = board.chosen.has(finding.id)
  return (
    <tr
      id={`finding-${place}`}
      data-finding
      data-active={board.active === place || undefined}
      data-chosen={isChosen || undefined}
      tabIndex={board.active === place ? 0 : -1}
      onFocus={() => board.setActive(place)}
    >
      <td className={classes.choose}>
        <Checkbox
          size="xs"
          tabIndex={-1}
          aria-label={`${say(chooseWords)}: ${finding.vulnerability} ${finding.component}`}
          checked={isChosen}
          onChange={() => board.choose([finding], !isChosen)}
        />
      </td>
      <td className={classes.state}>
        <StateMark state={finding.state} />
        <Decision finding={finding} />
      </td>
      <td className={classes.scores}>
        <Scores finding={finding} />
      </td>
      <Named finding={finding} />
      <td className={classes.component} title={say(howWords(finding.how))}>
        <span>{finding.component}</span>
        <span className={classes.dim}>
          {say(fixedWords)} {finding.fixedIn ?? say(notFixedWords)}
        </span>
        <Doubt finding={finding} />
      </td>
      <td data-label={say(releasesWords)} className={classes.releases}>
        <Releases releases={finding.releases} />
      </td>
      <td data-label={say(dueWords)} className={classes.due}>
        <DueMark on={finding.dueOn} />
      </td>
    </tr>
  )
}

/** Its names, what the world and SSVC say of it, and one line on what it is. */
function Named({ finding }: { finding: Finding }) {
  return (
    <td className={classes.vulnerability}>
      <span className={classes.names}>
        <TextLink {...paths.finding(finding.id)} className={list.rowLink}>
          {finding.vulnerability}
        </TextLink>
        <SignalMarks finding={finding} />
        <PriorityMark finding={finding} />
        {finding.aliases.length > 0 && (
          <span className={classes.aliases} title={finding.aliases.join(', ')}>
            {finding.aliases.join(', ')}
          </span>
        )}
      </span>
      <span className={classes.summary} title={finding.summary}>
        {finding.summary}
      </span>
    </td>
  )
}

/** Matched less surely than by the ecosystem's own order: marked here, never hidden. */
function Doubt({ finding: { how, version } }: { finding: Finding }) {
  const say = useSay()
  const isUnversioned = version === null && how !== 'version-unknown'
  return (
    <>
      {isUnversioned && <ToneBadge tone="waiting" label={say(noVersionWords)} />}
      {howTone(how) !== 'neutral' && <ToneBadge tone={howTone(how)} label={say(howWords(how))} />}
    </>
  )
}

function Scores({ finding }: { finding: Finding }) {
  const say = useSay()
  const { severity, score, issuer, device, vector } = finding
  return (
    <>
      <span className={classes.score} title={vector ?? undefined}>
        <SeverityBadge severity={severity} score={score} />
        <span className={classes.dim}>{issuer ?? say(publishedWords)}</span>
      </span>
      {device && (
        <span className={classes.score} title={device.vector ?? undefined}>
          <strong className={classes.device}>{device.score}</strong>
          <span className={classes.dim}>{say(deviceWords)}</span>
        </span>
      )}
    </>
  )
}

/** The decision in force, one on its way, or the case that is being worked on. */
function Decision({ finding }: { finding: Finding }) {
  const say = useSay()
  const { decision, pending, decidedUntil } = finding
  return (
    <>
      {decision && (
        <span className={classes.dim}>
          <TextLink {...paths.record(decision.kind, decision.id)}>{decision.number}</TextLink>
          {decidedUntil !== null && (
            <span>
              {say(untilWords)} {decidedUntil}
            </span>
          )}
        </span>
      )}
      {pending && (
        <span className={classes.dim} title={say(pendingWords)}>
          <TextLink {...paths.record(pending.kind, pending.id)}>{pending.number}</TextLink>
          {say(stateOf(pending.kind, pending.state).label)}
        </span>
      )}
      {finding.case && finding.case.id !== decision?.id && (
        <span className={classes.dim}>
          <TextLink {...paths.record('vulnerability-case', finding.case.id)}>{finding.case.number}</TextLink>
        </span>
      )}
    </>
  )
}

const shownReleases = 3

function Releases({ releases }: Pick<Finding, 'releases'>) {
  const more = releases.slice(shownReleases)
  return (
    <>
      {releases.slice(0, shownReleases).map((release) => (
        <span key={release.id} className={classes.release} title={release.title}>
          <TextLink {...paths.record('release', release.id)}>{release.number}</TextLink> {release.title}
        </span>
      ))}
      {more.length > 0 && (
        <span className={classes.dim} title={more.map(({ title }) => title).join('\n')}>
          +{more.length}
        </span>
      )}
    </>
  )
}
