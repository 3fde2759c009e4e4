import { readRequirement } from '@maek/domain/assurance/api.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useParam } from '../address.ts'
import { useAsk } from '../api.ts'
import { useLanguage, useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../ui/Answered.tsx'
import { Moment } from '../ui/Moment.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import ui from '../ui/ui.module.css'
import { AsOfPicker } from './AsOfPicker.tsx'
import { useAsOf } from './as-of.ts'
import { CrosswalkPanel } from './CrosswalkPanel.tsx'
import { confidenceWords, standardNumber } from './framework-words.ts'
import { MendButton } from './MendButton.tsx'
import { MentionPanel } from './MentionPanel.tsx'
import { refLabel } from './ref-label.ts'
import classes from './requirement.module.css'
import { VerdictBadge } from './VerdictMark.tsx'

type Requirement = z.infer<typeof readRequirement.output>

const readinessWords = words('준비도', 'Readiness')
const frameworkWords = words('이 프레임워크', 'This framework')
const answerWords = words('계산된 답', 'Computed answer')
const statementWords = words('요구사항(자체 요약)', 'What it asks (in our own words)')
const evidenceWords = words('심사원이 보자고 하는 것', 'What an auditor asks to see')
const populationWords = words('살펴본 대상', 'What was looked at')
const noRuleWords = words(
  '이 요구사항에는 아직 판정 규칙이 없어 “알 수 없음”으로 남깁니다.',
  'No rule decides this requirement yet, so the answer stays unknown.',
)
const ruleWords = words('규칙과 버전', 'Rule and version')
const inputsWords = words('살펴본 사실의 SHA-256', 'SHA-256 of the facts looked at')
const asOfWords = words('기준 시각', 'As of')
const confidenceLabel = words('요약의 확신도', 'Confidence of the summary')
const sourceWords = words('출처', 'Source')
const proofWords = words('이 답의 근거', 'Behind this answer')
const countingWords = words('근거 기록', 'Records that count')
const lackingWords = words('근거가 부족한 기록', 'Records that lack proof')

export function RequirementPage() {
  const framework = useParam('framework')
  const ref = useParam('ref')
  const { at } = useAsOf()
  const found = useAsk(readRequirement, { framework, ref, asOf: at })
  return (
    <Answered query={found} waiting={<PageSkeleton />}>
      {(answer) => <KnownRequirement requirement={answer} />}
    </Answered>
  )
}

function KnownRequirement({ requirement }: { requirement: Requirement }) {
  const say = useSay()
  const { language } = useLanguage()
  const { search } = useAsOf()
  const { answer } = requirement
  return (
    <Page
      title={`${refLabel(answer.framework, answer.ref, language)} ${say(answer.title)}`}
      eyebrow={
        <>
          <TextLink {...paths.readiness(search.asOf)}>{say(readinessWords)}</TextLink>
          <span aria-hidden>/</span>
          <TextLink {...paths.framework(answer.framework, search)}>
            {standardNumber(answer.framework) ?? say(frameworkWords)}
          </TextLink>
        </>
      }
      actions={<AsOfPicker />}
    >
      <div className={classes.columns}>
        <div className={classes.column}>
          <AnswerPanel requirement={requirement} />
          {answer.counting.total > 0 && (
            <MentionPanel title={say(countingWords)} tone="good" {...answer.counting} />
          )}
          {answer.lacking.total > 0 && (
            <MentionPanel title={say(lackingWords)} tone="bad" {...answer.lacking} />
          )}
        </div>
        <div className={classes.column}>
          <StatementPanel requirement={requirement} />
          <ProofPanel requirement={requirement} />
        </div>
      </div>
      <CrosswalkPanel rows={requirement.crosswalk} />
    </Page>
  )
}

function AnswerPanel({ requirement: { answer } }: { requirement: Requirement }) {
  const say = useSay()
  return (
    <Panel title={say(answerWords)} actions={<VerdictBadge verdict={answer.verdict} />}>
      <div className={classes.stack}>
        <p className={classes.because}>{say(answer.because)}</p>
        {answer.rule === null && <Note tone="neutral">{say(noRuleWords)}</Note>}
        {answer.population && (
          <p className={classes.text}>
            <span className={classes.dim}>{say(populationWords)}:</span> {say(answer.population.words)} (
            {answer.population.count})
          </p>
        )}
        {answer.mend && <MendButton mend={answer.mend} />}
      </div>
    </Panel>
  )
}

/** The statement in both languages, the reader's first. */
function StatementPanel({ requirement }: { requirement: Requirement }) {
  const say = useSay()
  const { language } = useLanguage()
  const other = language === 'ko' ? 'en' : 'ko'
  return (
    <Panel title={say(statementWords)}>
      <div className={classes.stack}>
        <p className={classes.text} lang={language}>
          {requirement.statement[language]}
        </p>
        <p className={classes.other} lang={other}>
          {requirement.statement[other]}
        </p>
        {requirement.evidence.length > 0 && (
          <div>
            <h3 className={classes.label}>{say(evidenceWords)}</h3>
            <ul className={classes.evidence} lang="en">
              {requirement.evidence.map((one) => (
                <li key={one}>{one}</li>
              ))}
            </ul>
          </div>
        )}
      </div>
    </Panel>
  )
}

function ProofPanel({ requirement }: { requirement: Requirement }) {
  const say = useSay()
  const { answer } = requirement
  return (
    <Panel title={say(proofWords)}>
      <dl className={classes.facts}>
        <dt>{say(asOfWords)}</dt>
        <dd>
          <Moment at={requirement.asOf} />
        </dd>
        {answer.rule !== null && (
          <>
            <dt>{say(ruleWords)}</dt>
            <dd className={ui.digest}>{answer.rule}</dd>
          </>
        )}
        {answer.inputs !== null && (
          <>
            <dt>{say(inputsWords)}</dt>
            <dd className={ui.digest}>{answer.inputs}</dd>
          </>
        )}
        <dt>{say(confidenceLabel)}</dt>
        <dd>{say(confidenceWords(requirement.confidence))}</dd>
        <dt>{say(sourceWords)}</dt>
        <dd className={classes.source}>{requirement.source}</dd>
      </dl>
    </Panel>
  )
}
