import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useSay } from '../language.tsx'
import { Page } from './Page.tsx'
import { RefusalNote } from './RefusalNote.tsx'

const titleWords = words('화면을 열지 못했습니다', 'This page could not be opened')
const reloadWords = words('새로 고침', 'Reload')

/** What stands where a page should be when loading it failed. */
export function BrokenPage({ error }: { error: unknown }) {
  const say = useSay()
  return (
    <Page title={say(titleWords)} narrow>
      <RefusalNote error={error} />
      <div>
        <Button onClick={() => window.location.reload()}>{say(reloadWords)}</Button>
      </div>
    </Page>
  )
}
