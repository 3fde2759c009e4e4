import { getEvaluationResult } from '@maek/domain/models/api.ts'
import type { EvaluationResult } from '@maek/domain/models/performance/evaluation-result.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { Suspense } from 'react'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { Refused, useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { RecordFacePage } from '../../records/RecordFacePage.tsx'
import { Empty } from '../../ui/Empty.tsx'
import { LinesSkeleton } from '../../ui/PageSkeleton.tsx'
import { PageTabs } from '../../ui/PageTabs.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { awaitsPredictions, IntakePredictionsButton } from '../intake/IntakePredictionsButton.tsx'
import { resultFaces } from '../result-faces.ts'
import { ComparisonTab } from './ComparisonTab.tsx'
import { GroupsTab } from './GroupsTab.tsx'
import { PlanTab } from './PlanTab.tsx'
import { ReproduceTab } from './ReproduceTab.tsx'
import { ResultTab } from './ResultTab.tsx'

const tabs = [
  { name: 'plan', label: words('계획', 'Plan') },
  { name: 'result', label: words('결과', 'Result') },
  { name: 'curves', label: words('곡선·표', 'Curves and tables') },
  { name: 'groups', label: words('하위집단·편향', 'Subgroups and bias') },
  { name: 'comparison', label: words('비교', 'Comparison') },
  { name: 'reproduce', label: words('재현', 'Reproduce') },
] as const
type TabName = (typeof tabs)[number]['name']

const noneWords = words('계산된 결과가 없습니다', 'No computed result')

/** One evaluation from inside: what was fixed beforehand, what came out, for whom it differs, how to compute it again. */
export function EvaluationPage() {
  return <RecordFacePage kind="evaluation">{(view) => <EvaluationTabs view={view} />}</RecordFacePage>
}

function EvaluationTabs({ view }: { view: RecordView }) {
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  // Before there is a result the plan is what there is to see.
  const usual = view.record.body.resultDigest === undefined ? 'plan' : 'result'
  const tab = tabs.find(({ name }) => name === search.tab)?.name ?? usual
  return (
    <PageTabs tabs={tabs} tab={tab} onChange={(name) => setSearch({ tab: name })}>
      {tab === 'plan' ? <PlanTab view={view} /> : <WithResult view={view} tab={tab} />}
    </PageTabs>
  )
}

function WithResult({ view, tab }: { view: RecordView; tab: Exclude<TabName, 'plan'> }) {
  const say = useSay()
  const answer = useAsk(getEvaluationResult, { id: view.record.id })
  const { error } = answer
  if (error instanceof Refused && error.refusal.code === 'not-found') {
    return (
      <Empty
        title={say(noneWords)}
        actions={awaitsPredictions(view.record) && <IntakePredictionsButton evaluation={view.record.id} />}
      >
        {say(error.refusal.because)}
      </Empty>
    )
  }
  if (error) return <RefusalNote error={error} onRetry={() => void answer.refetch()} />
  if (!answer.data) return <LinesSkeleton />
  const { result } = answer.data
  switch (tab) {
    case 'result':
      return <ResultTab result={result} view={view} />
    case 'curves':
      return <CurvesTab result={result} />
    case 'groups':
      return <GroupsTab result={result} id={view.record.id} />
    case 'comparison':
      return <ComparisonTab result={result} />
    case 'reproduce':
      return <ReproduceTab answer={answer.data} view={view} />
    default:
      return tab satisfies never
  }
}

const noFaceWords = words('이 과업에는 따로 그릴 것이 없습니다', 'Nothing further is drawn for this task')

function CurvesTab({ result }: { result: EvaluationResult }) {
  const say = useSay()
  const Face = resultFaces[result.task]
  if (!Face) return <Empty title={say(noFaceWords)} />
  return (
    <Suspense fallback={<LinesSkeleton />}>
      <Face result={result} />
    </Suspense>
  )
}
