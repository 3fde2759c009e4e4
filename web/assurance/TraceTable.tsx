import { say as words } from '@maek/domain/words.ts'
import { kindTitle } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListTable } from '../records/ListTable.tsx'
import table from '../records/list.module.css'
import { StateBadge } from '../ui/StateBadge.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { relationLabel, type Trace } from './trace-answer.ts'

const fromWords = words('기록', 'Record')
const relationColumn = words('연결', 'Link')
const toWords = words('연결된 기록', 'Linked record')

/** The same links as a table: one row a link. */
export function TraceTable({ trace }: { trace: Trace }) {
  const say = useSay()
  const byId = new Map(trace.nodes.map((node) => [node.id, node]))
  return (
    <ListTable heads={[fromWords, relationColumn, toWords]}>
      {trace.edges.map((edge) => (
        <tr key={`${edge.from} ${edge.relation} ${edge.to}`}>
          <td>
            <End node={byId.get(edge.from)} />
          </td>
          <td data-label={say(relationColumn)}>
            {say(relationLabel(byId.get(edge.from)?.kind, edge.relation))}
          </td>
          <td>
            <End node={byId.get(edge.to)} />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

function End({ node }: { node: Trace['nodes'][number] | undefined }) {
  const say = useSay()
  if (!node) return null
  return (
    <>
      <TextLink {...paths.record(node.kind, node.id)}>{node.title}</TextLink>{' '}
      <span className={table.number}>
        {say(kindTitle(node.kind))} {node.number}
      </span>{' '}
      <StateBadge kind={node.kind} state={node.state} />
    </>
  )
}
