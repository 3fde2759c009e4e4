import { home } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { useSession } from '../session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { StaleNote } from '../vulnerabilities/feeds/StaleNote.tsx'
import { AwaitingPanel } from './AwaitingPanel.tsx'
import { Checklist } from './Checklist.tsx'
import { DuePanel } from './DuePanel.tsx'
import { FrameworkTiles } from './FrameworkTiles.tsx'
import { HindrancesPanel } from './HindrancesPanel.tsx'
import classes from './home.module.css'
import { LedgerStrip } from './LedgerStrip.tsx'

const titleWords = words('오늘', 'Today')

// An organisation with fewer acts in its log than this is still being furnished.
const youngLogEntries = 40

export function HomePage() {
  const say = useSay()
  const found = useAsk(home, {})
  const sample = useSession()?.organisation?.sample ?? false
  return (
    <Page title={say(titleWords)}>
      <Answered query={found} waiting={<PageSkeleton />}>
        {(answer) => (
          <>
            <StaleNote />
            {!sample && answer.checkpoint.size < youngLogEntries && <Checklist />}
            <div className={classes.questions}>
              <DuePanel clocks={answer.due} reviews={answer.reviewsDue} alerts={answer.alertsDue} />
              <AwaitingPanel awaiting={answer.awaiting} />
            </div>
            <HindrancesPanel hindrances={answer.hindrances} frameworks={answer.frameworks} />
            <FrameworkTiles frameworks={answer.frameworks} />
            <LedgerStrip checkpoint={answer.checkpoint} />
          </>
        )}
      </Answered>
    </Page>
  )
}
