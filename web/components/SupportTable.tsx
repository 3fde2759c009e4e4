import { supportActions, supportLevels, supportSources } from '@maek/domain/components/support.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListTable } from '../records/ListTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import type { Support } from './answers.ts'
import { ComponentCell } from './ComponentCell.tsx'
import classes from './components.module.css'

const tones = {
  maintained: 'good',
  'security-only': 'waiting',
  'not-maintained': 'bad',
  abandoned: 'bad',
  unknown: 'neutral',
} as const
const levelWords = words('지원 수준', 'Level')
const componentWords = words('구성요소', 'Component')
const endWords = words('마지막 지원일', 'Last day')
const actionWords = words('끝난 뒤 처리', 'After the end')
const sourceWords = words('출처', 'Source')
const noDayWords = words('날짜 미상', 'day not told')
const noneWords = words('없음', 'none')

export function SupportTable({ rows }: { rows: Support['rows'] }) {
  const say = useSay()
  return (
    <ListTable heads={[levelWords, componentWords, endWords, actionWords, sourceWords]}>
      {rows.map((row) => (
        <tr key={row.reference}>
          <td>
            <ToneBadge tone={tones[row.level]} label={say(supportLevels[row.level])} />
          </td>
          <ComponentCell name={row.name} version={row.version} supplier={row.supplier} />
          <td data-label={say(endWords)} className={classes.day}>
            {row.endsOn ?? (row.ended ? say(noDayWords) : '–')}
          </td>
          <td data-label={say(actionWords)}>
            {row.action === null ? (row.ended ? say(noneWords) : '–') : say(supportActions[row.action])}
          </td>
          <td data-label={say(sourceWords)} className={classes.licence}>
            <span>{row.source === 'none' ? say(supportSources.none) : say(row.because)}</span>
            {row.plan && (
              <TextLink {...paths.record('support-plan', row.plan.id)}>{row.plan.number}</TextLink>
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  )
}
