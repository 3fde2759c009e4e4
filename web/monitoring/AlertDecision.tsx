import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { type Path, paths } from '../paths.ts'
import { useMay } from '../session.ts'
import { Day } from '../ui/Moment.tsx'
import { Note } from '../ui/Note.tsx'
import { Panel } from '../ui/Panel.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import classes from './monitoring.module.css'

const wordsOf = {
  title: words('이 경보를 처리하는 방법', 'How this alert ends'),
  settled: words('처리했습니다.', 'Settled.'),
  late: words('결정 기한이 지났습니다', 'The decision is overdue'),
  due: words('결정 기한', 'Decide by'),
  incident: words('사고로 처리', 'As an incident'),
  incidentHow: words(
    '환자에게 위해를 끼쳤거나 끼칠 수 있으면 사고 기록을 만듭니다. 인지 시각부터 법정 기한이 시작됩니다.',
    'Where patients were or may be harmed: statutory clocks count from its awareness time.',
  ),
  openIncident: words('사고 기록 만들기', 'Open an incident'),
  action: words('시정·예방조치', 'By a corrective action'),
  actionHow: words('원인을 없애야 하면 시정·예방조치 기록을 만듭니다.', 'Where a cause is to be removed.'),
  openAction: words('시정·예방조치 기록 만들기', 'Open a corrective action'),
  none: words('조치하지 않음', 'Without action'),
  noneHow: words(
    '조사 내용, 환자 영향과 이유를 쓰고, 다른 사람이 서명합니다.',
    'Write down the examination, what it means for patients and why not; somebody else signs.',
  ),
  write: words('결정과 이유 쓰기', 'Write the decision'),
}

type Way = {
  readonly kind: 'incident' | 'corrective-action' | null
  readonly title: string
  readonly how: string
  readonly act: string
  readonly path: Path
  readonly isOffered: boolean
}

/** The three ends of an alert with their links, those already opened, and the day by which it must be decided. */
export function AlertDecision({ view }: { view: RecordView }) {
  const say = useSay()
  const may = useMay()
  const { record } = view
  const isSettled = record.state === 'settled'
  const isOpen = record.state === 'open' || record.state === 'examining'
  const told = {
    name: record.title.slice(0, 200),
    alerts: [record.id],
    ...(typeof record.body.modelVersion === 'string' && { modelVersions: [record.body.modelVersion] }),
  }
  const seen = String(record.body.seen ?? '')
  const ways: Way[] = [
    {
      kind: 'incident',
      title: say(wordsOf.incident),
      how: say(wordsOf.incidentHow),
      act: say(wordsOf.openIncident),
      path: paths.newRecord('incident', { ...told, summary: seen, source: 'monitoring' }),
      isOffered: isOpen && may('write', 'incidents'),
    },
    {
      kind: 'corrective-action',
      title: say(wordsOf.action),
      how: say(wordsOf.actionHow),
      act: say(wordsOf.openAction),
      path: paths.newRecord('corrective-action', { ...told, problem: seen, type: 'corrective' }),
      isOffered: isOpen && may('write', 'improvement'),
    },
    {
      kind: null,
      title: say(wordsOf.none),
      how: say(wordsOf.noneHow),
      act: say(wordsOf.write),
      path: paths.editRecord('alert', record.id),
      isOffered: view.canEdit.allowed,
    },
  ]
  return (
    <Panel title={say(wordsOf.title)}>
      <div className={classes.stack}>
        {isSettled ? <Note tone="good">{say(wordsOf.settled)}</Note> : <Due body={record.body} />}
        <ul className={classes.ways}>
          {ways.map((way) => (
            <OneWay key={way.title} way={way} links={view.linksIn} />
          ))}
        </ul>
      </div>
    </Panel>
  )
}

function OneWay({ way, links }: { way: Way; links: RecordView['linksIn'] }) {
  const own = links.filter(({ kind, relation }) => kind === way.kind && relation === 'alerts')
  return (
    <li>
      <strong>{way.title}</strong>
      <span className={classes.dim}>{way.how}</span>
      {own.map(({ id, kind, number, title, state }) => (
        <span key={id}>
          <TextLink {...paths.record(kind, id)}>{number}</TextLink> {title}{' '}
          <StateBadge kind={kind} state={state} />
        </span>
      ))}
      {way.isOffered && (
        <LinkButton className="no-print" size="xs" variant="default" {...way.path}>
          {way.act}
        </LinkButton>
      )}
    </li>
  )
}

function Due({ body }: { body: RecordView['record']['body'] }) {
  const say = useSay()
  if (typeof body.decideBy !== 'string') return null
  // The day itself still counts: late is from the next day on, where the reader is.
  const isLate = Date.parse(`${body.decideBy}T23:59:59.999`) < Date.now()
  return (
    <Note tone={isLate ? 'bad' : 'waiting'}>
      {say(isLate ? wordsOf.late : wordsOf.due)}: <Day on={body.decideBy} />
    </Note>
  )
}
