import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { Refused } from '../api.ts'
import { useSay } from '../language.tsx'
import { Note } from './Note.tsx'

const retryWords = words('다시 시도', 'Try again')
const brokenWords = words(
  '화면에 오류가 있습니다. 새로 고침을 해 보고, 계속되면 관리자에게 알리십시오.',
  'Something broke on this page. Reload it; if that does not help, tell your administrator.',
)

type RefusalNoteProps = { readonly error: unknown; readonly onRetry?: (() => void) | undefined }

/** Why not, in words, with every further reason; anything but a refusal is our mistake and said as such. */
export function RefusalNote({ error, onRetry }: RefusalNoteProps) {
  const say = useSay()
  if (!(error instanceof Refused)) {
    console.error(error)
    return (
      <Note tone="bad" alert>
        <p>{say(brokenWords)}</p>
      </Note>
    )
  }
  const { because, more } = error.refusal
  return (
    <Note tone="bad" alert>
      <p>{say(because)}</p>
      {more && more.length > 0 && (
        <ul>
          {more.map((further) => (
            <li key={`${further.field ?? ''} ${further.because.en}`}>{say(further.because)}</li>
          ))}
        </ul>
      )}
      {onRetry && error.refusal.code === 'unavailable' && (
        <Button variant="default" size="xs" mt="xs" onClick={onRetry}>
          {say(retryWords)}
        </Button>
      )}
    </Note>
  )
}
