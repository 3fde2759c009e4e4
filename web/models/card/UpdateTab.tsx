import { readUpdate, recordUpdate } from '@maek/domain/engineering/update-api.ts'
import { testAnswers, updateOutcomes } from '@maek/domain/engineering/update-decision.ts'
import { say as words } from '@maek/domain/words.ts'
import { useNavigate } from '@tanstack/react-router'
import { useAsk, useTell } from '../../api.ts'
import { Source } from '../../facts/Source.tsx'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import type { Update } from './answers.ts'
import classes from './card.module.css'
import { FilingTable } from './FilingTable.tsx'
import { GroundsTable } from './GroundsTable.tsx'

const tones = {
  'within-plan': 'good',
  'korean-change-path': 'waiting',
  'new-submission': 'bad',
  documented: 'good',
  undecided: 'waiting',
} as const
const marketWords = {
  kr: words('대한민국', 'Korea'),
  us: words('미국', 'United States'),
  eu: words('유럽연합', 'European Union'),
} as const
const partWords = {
  plan: words('계획서 범위 시험', 'Tests of the change plan'),
  korea: words('국내 중요한 변경 시험(시행규칙 제23조제2항)', 'Korea: major change (Rule Art. 23(2))'),
  us: words('미국 시험', 'United States'),
  eu: words('유럽연합 시험', 'European Union'),
} as const
const missingWords = words('판단에 빠진 사항', 'Missing for the decision')
const recordWords = words('판단을 기록으로 남기기', 'Record this decision')
const noMarketWords = words(
  '이 모델을 쓰는 제품의 시장을 알 수 없어 판단할 수 없습니다.',
  'No market of a device is known, so nothing can be decided.',
)
const recordedWords = words('기록된 판단', 'Decisions on record')
const changedWords = words('판단 뒤 기록이 바뀜', 'Records changed since')
const aboutWords = words(
  '기록에서 읽은 사실만으로 판단합니다. 사람이 검토하고 서명해야 효력이 있습니다.',
  'Decided from the records alone; it counts once people have reviewed and signed it.',
)

/** The decision as an authority would go through it: each test with provision, answer, reason and evidence. */
export function UpdateTab({ id }: { id: string }) {
  const found = useAsk(readUpdate, { model: id })
  return <Answered query={found}>{(update) => <Decision update={update} />}</Answered>
}

function Decision({ update }: { update: Update }) {
  const say = useSay()
  const parts = (['plan', 'korea', 'us', 'eu'] as const).filter((part) =>
    update.tests.some((test) => test.part === part),
  )
  return (
    <div className={classes.stack}>
      <Outcome update={update} />
      {update.missing.length > 0 && (
        <Note tone="waiting">
          <p>{say(missingWords)}</p>
          <ul>
            {update.missing.map((one) => (
              <li key={one.en}>{say(one)}</li>
            ))}
          </ul>
        </Note>
      )}
      {parts.map((part) => (
        <Panel key={part} title={say(partWords[part])}>
          <TestTable tests={update.tests.filter((test) => test.part === part)} />
        </Panel>
      ))}
      <FilingTable filings={update.filings} />
    </div>
  )
}

function Outcome({ update }: { update: Update }) {
  const say = useSay()
  const navigate = useNavigate()
  const tell = useTell(recordUpdate)
  const keep = () =>
    tell.mutate(
      { model: update.model.id, factsDigest: update.factsDigest },
      { onSuccess: ({ record }) => void navigate(paths.record(record.kind, record.id)) },
    )
  return (
    <Panel
      title={say(updateOutcomes[update.outcome])}
      actions={
        <ReasonButton
          because={update.paths.length === 0 ? say(noMarketWords) : null}
          onClick={keep}
          loading={tell.isPending}
        >
          {say(recordWords)}
        </ReasonButton>
      }
    >
      <div className={classes.stack}>
        <p className={classes.dim}>{say(aboutWords)}</p>
        {tell.error && <RefusalNote error={tell.error} />}
        <dl className={classes.paths}>
          {update.paths.map(({ market, title }) => (
            <div key={market}>
              <dt>{say(marketWords[market])}</dt>
              <dd>
                <ToneBadge tone={tones[update.outcome]} label={say(title)} />
              </dd>
            </div>
          ))}
          <Budget update={update} />
        </dl>
        <Versions update={update} />
        {update.recorded.length > 0 && (
          <p className={classes.evidence}>
            {say(recordedWords)}
            {update.recorded.map((one) => (
              <span key={one.id}>
                <TextLink {...paths.record(one.kind, one.id)}>{one.number}</TextLink>{' '}
                <StateBadge kind="update-decision" state={one.state} /> {say(updateOutcomes[one.outcome])}
                {!one.isCurrent && <span className={classes.gap}> · {say(changedWords)}</span>}
              </span>
            ))}
          </p>
        )}
      </div>
    </Panel>
  )
}

function Budget({ update: { budget } }: { update: Update }) {
  const say = useSay()
  if (!budget) return null
  const percent = (share: number) => `${Number((share * 100).toPrecision(4))} %`
  return (
    <div>
      <dt>{say(words('오류 한도', 'Error budget'))}</dt>
      <dd>
        {say(
          words(
            `${percent(budget.spent)} / ${percent(budget.alpha)} 사용 · ${budget.look}번째 확인 ${percent(budget.allowed)}`,
            `${percent(budget.spent)} of ${percent(budget.alpha)} spent · look ${budget.look}: ${percent(budget.allowed)}`,
          ),
        )}
      </dd>
    </div>
  )
}

function Versions({ update }: { update: Update }) {
  const say = useSay()
  const named = [
    [words('변경관리 계획서', 'Change plan'), update.plan],
    [words('최초 허가 버전', 'First cleared'), update.cleared],
    [words('직전 버전', 'Version before'), update.previous],
    [words('변경 기록', 'Change'), update.change],
  ] as const
  return (
    <p className={classes.evidence}>
      {named.map(([label, record]) => (
        <span key={label.en}>
          {say(label)}: {record ? <Source record={record} /> : '—'}
        </span>
      ))}
    </p>
  )
}

const testHeads = [
  words('번호', 'No.'),
  words('질문과 근거 조항', 'Question and provision'),
  words('답', 'Answer'),
  words('이유와 증빙', 'Reason and evidence'),
] as const

function TestTable({ tests }: { tests: Update['tests'] }) {
  const say = useSay()
  return (
    <GroundsTable
      heads={testHeads}
      rows={tests.map((test) => ({
        key: test.id,
        name: test.id,
        what: say(test.question),
        citation: test.citation,
        standing: <ToneBadge tone={toneOf(test)} label={say(testAnswers[test.answer])} />,
        because: test.because,
        evidence: test.evidence,
      }))}
    />
  )
}

function toneOf({ answer, passes }: Update['tests'][number]) {
  if (answer === 'unknown') return 'waiting'
  if (answer === 'not-asked' || passes === null) return 'neutral'
  return passes ? 'good' : 'bad'
}
