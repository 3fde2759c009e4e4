import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Day } from '../../ui/Moment.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'

const overWords = words('지남', 'Overdue')

/** The day by which somebody must look; past it, said with a shape and a word. */
export function DueMark({ on }: { on: string | null }) {
  const say = useSay()
  if (on === null) return <span aria-hidden>–</span>
  const today = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Asia/Seoul' }).format(new Date())
  return (
    <>
      <Day on={on} /> {on < today && <ToneBadge tone="bad" label={say(overWords)} />}
    </>
  )
}
