import { type Words, say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'

const refusedWords = words('이 열이 있으면 파일이 거절됩니다', 'With these columns the file will be refused')

type RefusedColumnsProps = {
  readonly columns: readonly { readonly name: string; readonly because: Words }[]
}

/** What will be refused, said before gigabytes are sent. */
export function RefusedColumns({ columns }: RefusedColumnsProps) {
  const say = useSay()
  if (columns.length === 0) return null
  return (
    <Note tone="bad">
      <p>{say(refusedWords)}</p>
      <ul>
        {columns.map(({ name, because }) => (
          <li key={name}>
            <code>{name}</code>: {say(because)}
          </li>
        ))}
      </ul>
    </Note>
  )
}
