import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Empty } from './Empty.tsx'
import { Page } from './Page.tsx'
import { LinkButton } from './TextLink.tsx'

const titleWords = words('찾을 수 없는 주소입니다', 'There is nothing at this address')
const nextWords = words(
  '주소가 바뀌었거나 기록이 다른 조직에 있을 수 있습니다. 위의 검색으로 찾아보십시오.',
  'The address may have changed, or the record belongs to another organisation. Try the search above.',
)
const homeWords = words('첫 화면으로', 'Go to home')

export function MissingPage() {
  const say = useSay()
  return (
    <Page title={say(titleWords)} narrow>
      <Empty title={say(titleWords)} actions={<LinkButton {...paths.home()}>{say(homeWords)}</LinkButton>}>
        {say(nextWords)}
      </Empty>
    </Page>
  )
}
