import type { PredictionsColumn } from '@maek/domain/models/intake-words.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusedColumns } from './RefusedColumns.tsx'

const missingWords = words(
  '계획이 하위집단으로 정한 열이 파일에 없습니다. 넣지 않으면 파일이 거절됩니다',
  'The plan looks at results by these columns, which the file lacks. Without them it will be refused',
)

type ColumnNotesProps = {
  readonly columns: readonly PredictionsColumn[]
  /** Group columns of the plan; they bear these names in the file. */
  readonly groups: readonly string[]
}

/** What the file will be refused for, said before gigabytes are sent. */
export function ColumnNotes({ columns, groups }: ColumnNotesProps) {
  const say = useSay()
  const refused = columns.flatMap(({ name, refused: because }) => (because ? [{ name, because }] : []))
  const missing = groups.filter((group) => !columns.some(({ name }) => name === group))
  return (
    <>
      <RefusedColumns columns={refused} />
      {missing.length > 0 && (
        <Note tone="bad">
          <p>
            {say(missingWords)}: <code>{missing.join(', ')}</code>
          </p>
        </Note>
      )}
    </>
  )
}
