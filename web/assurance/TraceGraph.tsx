import { type Domain, domains } from '@maek/domain/permissions.ts'
import { say as words } from '@maek/domain/words.ts'
import { Link } from '@tanstack/react-router'
import { useMemo, useState } from 'react'
import { kindHead, kindTitle, stateOf } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import classes from './trace.module.css'
import { relationLabel, type Trace } from './trace-answer.ts'
import { type Layout, layOut, nodeHeight, nodeWidth, spreadLabels } from './trace-layout.ts'

const graphWords = words('추적 그래프', 'Trace graph')
// Keys of a literal table are exactly its names.
const domainNames = Object.keys(domains) as Domain[]

// With more links than this, only those of the record looked at carry their names.
const labelledEdgesMax = 12
const headHeight = 32
const margin = 12

/** Columns are domains, lines are links; pointing at a record or focusing it brings out its own links. */
export function TraceGraph({ rootId, trace }: { rootId: string; trace: Trace }) {
  const say = useSay()
  const [looked, setLooked] = useState<string | null>(null)
  const layout = useMemo(() => layoutOf(trace), [trace])
  // Reading order for Tab: column by column, top to bottom.
  const inOrder = trace.nodes
    .flatMap((node) => {
      const place = layout.places.get(node.id)
      return place ? [{ node, ...place }] : []
    })
    .toSorted((one, two) => one.x - two.x || one.y - two.y)
  return (
    <section className={classes.frame} aria-label={say(graphWords)}>
      <div
        className={classes.graph}
        style={{ width: layout.width + 2 * margin + 40, height: layout.height + headHeight + 2 * margin }}
      >
        {layout.columns.map(({ column, x }) => (
          <div key={column} className={classes.column} style={{ left: x + margin, width: nodeWidth }}>
            {columnTitle(column, say)}
          </div>
        ))}
        <div className={classes.plane} style={{ left: margin, top: headHeight + margin }}>
          <Edges trace={trace} layout={layout} looked={looked ?? (isCrowded(trace) ? rootId : null)} />
          {inOrder.map(({ node, x, y }) => (
            <TraceBox
              key={node.id}
              node={node}
              place={{ left: x, top: y, width: nodeWidth, height: nodeHeight }}
              isRoot={node.id === rootId}
              onLook={setLooked}
            />
          ))}
        </div>
      </div>
    </section>
  )
}

function layoutOf(trace: Trace): Layout {
  const nodes = trace.nodes.map((node) => ({ id: node.id, column: columnOf(node.kind) }))
  return layOut(nodes, trace.edges)
}

function isCrowded(trace: Trace): boolean {
  return trace.edges.length > labelledEdgesMax
}

type EdgesProps = { readonly trace: Trace; readonly layout: Layout; readonly looked: string | null }

function Edges({ trace, layout, looked }: EdgesProps) {
  const say = useSay()
  const kinds = new Map(trace.nodes.map((node) => [node.id, node.kind]))
  const lines = trace.edges.flatMap((edge, number) => {
    const curve = layout.curves[number]
    const isNear = looked === null || edge.from === looked || edge.to === looked
    return curve ? [{ key: `${edge.from} ${edge.relation} ${edge.to}`, edge, curve, isNear }] : []
  })
  const named = lines.filter((line) => line.isNear)
  return (
    <svg
      className={classes.edges}
      width={layout.width + 60}
      height={layout.height + 8}
      aria-hidden
      focusable="false"
    >
      <defs>
        <marker
          id="trace-arrow"
          viewBox="0 0 8 8"
          refX="8"
          refY="4"
          markerWidth="7"
          markerHeight="7"
          orient="auto"
        >
          <path d="M0 0.5L8 4L0 7.5z" fill="context-stroke" />
        </marker>
      </defs>
      {lines.map((line) => (
        <path
          key={line.key}
          className={classes.edge}
          data-near={line.isNear || undefined}
          d={line.curve.path}
          markerEnd="url(#trace-arrow)"
        />
      ))}
      {spreadLabels(named.map((line) => ({ ...line.curve, ...line }))).map((line) => (
        <text key={line.key} className={classes.edgeLabel} x={line.labelX} y={line.labelY} dy="-3">
          {say(relationLabel(kinds.get(line.edge.from), line.edge.relation))}
        </text>
      ))}
    </svg>
  )
}

type TraceBoxProps = {
  readonly node: Trace['nodes'][number]
  readonly place: {
    readonly left: number
    readonly top: number
    readonly width: number
    readonly height: number
  }
  readonly isRoot: boolean
  readonly onLook: (id: string | null) => void
}

function TraceBox({ node, place, isRoot, onLook }: TraceBoxProps) {
  const say = useSay()
  const path = paths.record(node.kind, node.id)
  const state = say(stateOf(node.kind, node.state).label)
  return (
    <Link
      to={path.to}
      search={{}}
      preload={false}
      className={classes.node}
      style={place}
      data-root={isRoot || undefined}
      {...(isRoot && { ref: showInView })}
      title={`${node.number} ${node.title} · ${say(kindTitle(node.kind))} · ${state}`}
      onFocus={() => onLook(node.id)}
      onBlur={() => onLook(null)}
      onMouseEnter={() => onLook(node.id)}
      onMouseLeave={() => onLook(null)}
    >
      <span className={classes.nodeTitle}>{node.title}</span>
      <span className={classes.nodeKind}>
        {node.number} · {state}
      </span>
    </Link>
  )
}

/** A wide drawing opens where its record stands; the page itself does not move. */
function showInView(node: HTMLElement | null): void {
  const frame = node?.closest('section')
  if (node && frame) frame.scrollLeft = node.offsetLeft - (frame.clientWidth - node.clientWidth) / 2
}

/** Kinds this build does not know stand at the end. */
function columnOf(kind: string): number {
  const domain = kindHead(kind)?.domain
  return domain === undefined ? domainNames.length : domainNames.indexOf(domain)
}

function columnTitle(column: number, say: ReturnType<typeof useSay>): string {
  const domain = domainNames[column]
  return domain === undefined ? '' : say(domains[domain])
}
