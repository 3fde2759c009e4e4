import { changeWords, impactOfClass } from '@maek/domain/components/diff-classes.ts'
import type { diffSbom } from '@maek/domain/components/sbom-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconArrowDown, IconArrowUp, IconEqualNot, IconMinus, IconPlus } from '@tabler/icons-react'
import type { z } from 'zod'
import { useSay } from '../language.tsx'
import { ListTable } from '../records/ListTable.tsx'
import classes from './components.module.css'

type Change = z.infer<typeof diffSbom.output>['changes'][number]
type Side = Change['before']

const componentWords = words('구성요소', 'Component')
const classWords = words('변경', 'Change')
const beforeWords = words('기준', 'Baseline')
const afterWords = words('이 SBOM', 'This SBOM')
const noneWords = words('없음', 'none')
const noVersionWords = words('버전 모름', 'version unknown')
const parentsWords = words('들여온 곳', 'comes by')

/** Each change by shape, word and colour, with what stood before and what stands now. */
export function DiffTable({ changes }: { changes: readonly Change[] }) {
  const say = useSay()
  return (
    <ListTable heads={[classWords, componentWords, beforeWords, afterWords]}>
      {changes.map((change, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: one identity may change twice; the list is replaced whole
        <tr key={at}>
          <td>
            {change.classes.map((one) => (
              <ClassBadge key={one} one={one} />
            ))}
          </td>
          <td className={classes.component}>
            <strong>{change.name}</strong>
            <span className={classes.dim}>{change.identity}</span>
          </td>
          <td data-label={say(beforeWords)} className={classes.licence}>
            <SideCell side={change.before} other={change.after} />
          </td>
          <td data-label={say(afterWords)} className={classes.licence}>
            <SideCell side={change.after} other={change.before} />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

function shapeOf(one: Change['classes'][number]) {
  switch (one) {
    case 'new-component':
      return IconPlus
    case 'removed':
      return IconMinus
    case 'downgrade':
      return IconArrowDown
    case 'upgrade-major':
    case 'upgrade-minor':
    case 'upgrade-patch':
      return IconArrowUp
    default:
      return IconEqualNot
  }
}

const tones = { critical: 'bad', significant: 'waiting', minor: 'neutral', none: 'good' } as const

function ClassBadge({ one }: { one: Change['classes'][number] }) {
  const say = useSay()
  const Shape = shapeOf(one)
  return (
    <span className={classes.change} data-tone={tones[impactOfClass(one)]}>
      <Shape size={14} aria-hidden />
      {say(changeWords[one])}
    </span>
  )
}

/** The version always; the rest only where the two sides differ, so that the eye finds it. */
function SideCell({ side, other }: { side: Side; other: Side }) {
  const say = useSay()
  if (side === null) return <span className={classes.dim}>{say(noneWords)}</span>
  const differs = (key: 'licences' | 'hashes' | 'parents') =>
    other !== null && side[key].join() !== other[key].join()
  return (
    <>
      <span className={classes.day}>{side.version ?? say(noVersionWords)}</span>
      {side.supplier !== null && (other === null || side.supplier !== other.supplier) && (
        <span>{side.supplier}</span>
      )}
      {differs('licences') && <span>{side.licences.join(', ') || say(noneWords)}</span>}
      {differs('hashes') &&
        side.hashes.slice(0, 2).map((hash) => (
          <code key={hash} className={classes.hash} title={hash}>
            {hash.slice(0, 24)}…
          </code>
        ))}
      {differs('parents') && (
        <span className={classes.dim}>
          {say(parentsWords)}: {side.parents.slice(0, 3).join(', ') || '–'}
        </span>
      )}
    </>
  )
}
