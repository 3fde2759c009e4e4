import { type Words, say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import classes from './findings.module.css'

const titleWords = words('읽지 못한 부분', 'Parts that could not be read')
const moreWords = words('건 더 있음', 'more')
const shownMax = 20

type FaultListProps = { readonly faults: readonly { readonly place: string; readonly because: Words }[] }

/** What of a file was left out, where and why: never dropped in silence. */
export function FaultList({ faults }: FaultListProps) {
  const say = useSay()
  if (faults.length === 0) return null
  return (
    <details open={faults.length <= 5}>
      <summary>
        {say(titleWords)} ({faults.length})
      </summary>
      <ul className={classes.faults}>
        {faults.slice(0, shownMax).map((fault) => (
          <li key={`${fault.place} ${fault.because.en}`}>
            <code>{fault.place}</code> {say(fault.because)}
          </li>
        ))}
        {faults.length > shownMax && (
          <li>
            {faults.length - shownMax} {say(moreWords)}
          </li>
        )}
      </ul>
    </details>
  )
}
