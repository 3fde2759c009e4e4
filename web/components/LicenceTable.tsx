import { licenceRulings } from '@maek/domain/components/licence-obligations.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { ListTable } from '../records/ListTable.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import type { Licences } from './answers.ts'
import { ComponentCell } from './ComponentCell.tsx'
import classes from './components.module.css'

const tones = { allowed: 'good', review: 'waiting', forbidden: 'bad' } as const
const rulingWords = words('판정', 'Ruling')
const componentWords = words('구성요소', 'Component')
const licenceWords = words('라이선스', 'Licence')
const becauseWords = words('이유', 'Because')
const noneWords = words('선언 없음', 'none declared')
const readAsWords = words('선언', 'declared')
const expiredWords = words('만료된 예외', 'Exception expired')

export function LicenceTable({ rows }: { rows: Licences['rows'] }) {
  const say = useSay()
  return (
    <ListTable heads={[rulingWords, componentWords, licenceWords, becauseWords]}>
      {rows.map((row) => (
        <tr key={row.reference}>
          <td>
            <ToneBadge tone={tones[row.ruling]} label={say(licenceRulings[row.ruling])} />
          </td>
          <ComponentCell name={row.name} version={row.version} supplier={row.supplier} />
          <td data-label={say(licenceWords)} className={classes.licence}>
            <Licence row={row} />
          </td>
          <td data-label={say(becauseWords)} className={classes.licence}>
            <span>{say(row.because)}</span>
            {row.expired && (
              <span className={classes.dim}>
                {say(expiredWords)} {row.expired.until}: {row.expired.because}
              </span>
            )}
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

/** What was read, and what was written where that is not the same. */
function Licence({ row }: { row: Licences['rows'][number] }) {
  const say = useSay()
  const declared = row.declared.join(', ')
  if (row.expression === null) return <span>{declared === '' ? say(noneWords) : declared}</span>
  return (
    <>
      <span>{row.expression}</span>
      {declared !== row.expression && (
        <span className={classes.dim}>
          {say(readAsWords)}: {declared}
        </span>
      )}
    </>
  )
}
