import { getFinding } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useParam } from '../../address.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageSkeleton } from '../../ui/PageSkeleton.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import { DecideDialogue } from '../board/DecideDialogue.tsx'
import { SignalMarks } from '../board/SignalMarks.tsx'
import { StateMark } from '../board/StateMark.tsx'
import { useBoardKeys, useKeysOn } from '../board/use-board.ts'
import { caseFrom } from '../case-from.ts'
import { AdvisoriesPanel } from './AdvisoriesPanel.tsx'
import { DecisionsPanel } from './DecisionsPanel.tsx'
import type { FindingDetail, Suggestion } from './detail.ts'
import { FactsPanel } from './FactsPanel.tsx'
import classes from './finding.module.css'
import { OthersPanel } from './OthersPanel.tsx'
import { PlacesPanel } from './PlacesPanel.tsx'
import { PriorityPanel } from './PriorityPanel.tsx'
import { ScoresPanel } from './ScoresPanel.tsx'
import { SuggestionsPanel } from './SuggestionsPanel.tsx'

const boardWords = words('취약점 현황', 'Findings')
const decideWords = words('판정', 'Decide')
const reachWords = words('도달 범위', 'Reach')
const openCaseWords = words('취약점 기록 작성', 'Open a case')
const showCaseWords = words('취약점 기록 열기', 'Open its case')
const mayNotWords = words('취약점을 판정할 권한이 없습니다.', 'Your role may not decide findings.')

/** One vulnerability in one component: all that is known, all that was decided, and what can be done. */
export function FindingPage() {
  const found = useAsk(getFinding, { id: useParam('id') })
  return (
    <Answered query={found} waiting={<PageSkeleton />}>
      {(detail) => <KnownFinding key={detail.finding.id} detail={detail} />}
    </Answered>
  )
}

function KnownFinding({ detail }: { detail: FindingDetail }) {
  const say = useSay()
  const { finding } = detail
  const mayWrite = useMay()('write', 'vulnerabilities')
  const [isOn] = useKeysOn()
  const [reasoning, setReasoning] = useState<Suggestion['reasoning'] | null>(null)
  const decide = (from: Suggestion['reasoning'] = {}) => setReasoning(from)
  useBoardKeys(isOn, (command) => {
    if (command === 'decide' && mayWrite) decide()
  })
  return (
    <Page
      title={`${finding.vulnerability} · ${finding.component}`}
      eyebrow={
        <>
          <TextLink {...paths.findings()}>{say(boardWords)}</TextLink>
          <span aria-hidden>/</span>
          <StateMark state={finding.state} />
          <SignalMarks finding={finding} />
          <span>{finding.aliases.join(', ')}</span>
        </>
      }
      about={finding.summary}
      actions={<Actions detail={detail} onDecide={() => decide()} />}
    >
      <div className={classes.columns}>
        <div className={classes.stack}>
          <ScoresPanel detail={detail} />
          <PlacesPanel places={detail.places} />
          <DecisionsPanel decisions={detail.decisions} />
          <SuggestionsPanel suggestions={detail.suggestions} onTake={mayWrite ? decide : null} />
          <PriorityPanel finding={finding} />
          <AdvisoriesPanel advisories={detail.advisories} />
        </div>
        <div className={classes.stack}>
          <FactsPanel finding={finding} />
          <OthersPanel others={detail.others} />
        </div>
      </div>
      {reasoning !== null && (
        <Suspense>
          <DecideDialogue
            findings={[finding]}
            reasoning={reasoning}
            onClose={() => setReasoning(null)}
            onDecided={() => {}}
          />
        </Suspense>
      )}
    </Page>
  )
}

function Actions({ detail, onDecide }: { detail: FindingDetail; onDecide: () => void }) {
  const say = useSay()
  const navigate = useNavigate()
  const mayWrite = useMay()('write', 'vulnerabilities')
  const { finding } = detail
  const because = mayWrite ? null : say(mayNotWords)
  return (
    <>
      <ReasonButton because={because} onClick={onDecide}>
        {say(decideWords)}
      </ReasonButton>
      <LinkButton {...paths.reach(finding.vulnerability)} variant="default">
        {say(reachWords)}
      </LinkButton>
      {finding.case ? (
        <LinkButton {...paths.record('vulnerability-case', finding.case.id)} variant="default">
          {say(showCaseWords)} {finding.case.number}
        </LinkButton>
      ) : (
        <ReasonButton
          variant="default"
          because={because}
          onClick={() => void navigate(paths.newRecord('vulnerability-case', caseFrom(finding, undefined)))}
        >
          {say(openCaseWords)}
        </ReasonButton>
      )}
    </>
  )
}
