import type { Words } from '@maek/domain/words.ts'
import { say as words } from '@maek/domain/words.ts'
import { Refused } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import classes from './intake.module.css'

/** A refused table: why, and each fault with its row and column. */
export function RowFaults({ error }: { error: unknown }) {
  const say = useSay()
  const more = error instanceof Refused ? error.refusal.more : undefined
  if (!(error instanceof Refused) || !more || more.length === 0) return <RefusalNote error={error} />
  return (
    <Note tone="bad" alert>
      <p>{say(error.refusal.because)}</p>
      <ul className={classes.faults}>
        {more.map(({ field, because }) => (
          <li key={`${field} ${because.en}`}>
            {field !== undefined && <code>{say(placeWords(field))}</code>} {say(because)}
          </li>
        ))}
      </ul>
    </Note>
  )
}

/** `row 3, column score` in the reader's words. */
export function placeWords(field: string): Words {
  const found = /^(?:row (\d+))?(?:, )?(?:column (.+))?$/.exec(field)
  if (!found) return words(field, field)
  const [, row, column] = found
  const parts = [row && `${row}행`, column && `${column} 열`].filter(Boolean)
  return words(parts.join(' '), field)
}
