import { say as words } from '@maek/domain/words.ts'
import { useLocale, useSay } from '../../language.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'

const overWords = words('지남', 'Overdue')

/** The day by which somebody must look; past it, said with a shape and a word. */
export function DueMark({ on }: { on: string | null }) {
  const say = useSay()
  const locale = useLocale()
  if (on === null) return <span aria-hidden>–</span>
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(new Date())
  return (
    <>
      <time dateTime={on} title={on}>
        {new Intl.DateTimeFormat(locale, {
          month: 'short',
          day: 'numeric',
          timeZone: 'UTC',
          // The year is said only where it is another one: rows are narrow.
          ...(on.slice(0, 4) !== today.slice(0, 4) && { year: 'numeric' }),
        }).format(new Date(on))}
      </time>{' '}
      {on < today && <ToneBadge tone="bad" label={say(overWords)} />}
    </>
  )
}
