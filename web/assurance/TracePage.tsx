import { traceRecord } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { SegmentedControl } from '@mantine/core'
import { useParam, useSearchTexts, useSetSearch } from '../address.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../ui/Answered.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import { TraceGraph } from './TraceGraph.tsx'
import { TraceTable } from './TraceTable.tsx'
import classes from './trace.module.css'
import type { Trace } from './trace-answer.ts'

const titleWords = words('추적', 'Trace')
const aboutWords = words(
  '이 기록과 연결된 기록을 제품 수명주기 순서로 보여 줍니다.',
  'The records linked to this one, in the order of a device’s life.',
)
const openWords = words('기록 열기', 'Open the record')
const chainWords = words('학습데이터까지 추적', 'Trace to the training data')
const depthWords = words('연결 단계', 'Steps away')
const viewWords = words('보기', 'View')
const graphWords = words('그래프', 'Graph')
const tableWords = words('표', 'Table')
const aloneWords = words('이 기록에는 연결이 없습니다', 'This record has no links')
const aloneNext = words(
  '기록의 참조 항목을 채우면 연결이 생깁니다.',
  'Links appear when the record’s reference fields are filled in.',
)
const cutWords = words(
  '300개가 넘어 먼 기록은 뺐습니다. 단계를 줄여 보십시오.',
  'More than 300 records: the farthest were left out. Try fewer steps.',
)

const depths = ['1', '2', '3', '4', '5', '6'] as const

export function TracePage() {
  const say = useSay()
  const id = useParam('id')
  const search = useSearchTexts()
  const depth = depths.find((one) => one === search.depth) ?? '2'
  const found = useAsk(traceRecord, { id, depth: Number(depth) })
  const root = found.data?.nodes.find((node) => node.id === id)
  const view = search.view === 'table' ? 'table' : 'graph'
  return (
    <Page
      title={root ? `${say(titleWords)}: ${root.number} ${root.title}` : say(titleWords)}
      about={say(aboutWords)}
      actions={
        root && (
          <>
            {found.data && <ChainLink id={id} kind={root.kind} trace={found.data} />}
            <LinkButton {...paths.record(root.kind, root.id)} variant="default">
              {say(openWords)}
            </LinkButton>
          </>
        )
      }
    >
      <TraceTools depth={depth} view={view} />
      <Answered query={found}>
        {(trace) => <TraceBody key={`${id} ${depth}`} id={id} trace={trace} view={view} />}
      </Answered>
    </Page>
  )
}

/** From a model, or a batch of its predictions in the field, the chain to the data is told step by step. */
function ChainLink({ id, kind, trace }: { id: string; kind: string; trace: Trace }) {
  const say = useSay()
  const model =
    kind === 'model-version'
      ? id
      : kind === 'observation-batch'
        ? trace.edges.find(({ from, relation }) => from === id && relation === 'modelVersion')?.to
        : undefined
  if (model === undefined) return null
  const search = { tab: 'trace', ...(model !== id && { from: id }) }
  return (
    <LinkButton {...paths.model(model, search)} variant="default">
      {say(chainWords)}
    </LinkButton>
  )
}

type View = 'graph' | 'table'

function TraceTools({ depth, view }: { depth: string; view: View }) {
  const say = useSay()
  const setSearch = useSetSearch()
  return (
    <div className={`${classes.tools} no-print`}>
      <span className={classes.tool}>
        <span aria-hidden>{say(depthWords)}</span>
        <SegmentedControl
          size="xs"
          aria-label={say(depthWords)}
          value={depth}
          onChange={(next) => setSearch({ depth: next }, { replace: true })}
          data={[...depths]}
        />
      </span>
      <SegmentedControl
        size="xs"
        aria-label={say(viewWords)}
        value={view}
        onChange={(next) => setSearch({ view: next === 'table' ? 'table' : '' }, { replace: true })}
        data={[
          { value: 'graph', label: say(graphWords) },
          { value: 'table', label: say(tableWords) },
        ]}
      />
    </div>
  )
}

function TraceBody({ id, trace, view }: { id: string; trace: Trace; view: View }) {
  const say = useSay()
  if (trace.nodes.length < 2) return <Empty title={say(aloneWords)}>{say(aloneNext)}</Empty>
  return (
    <>
      {trace.cut && <Note tone="waiting">{say(cutWords)}</Note>}
      {view === 'table' ? <TraceTable trace={trace} /> : <TraceGraph rootId={id} trace={trace} />}
    </>
  )
}
