import { feedSources } from '@maek/domain/vulnerabilities/feed-source.ts'
import { readFeedSources } from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { TextLink } from '../../ui/TextLink.tsx'

const staleWords = (names: string) =>
  words(
    `취약점 정보가 오래되었습니다: ${names}. 새로 가져오기 전에는 “취약점 없음”이 안전하다는 뜻이 아닙니다.`,
    `Vulnerability knowledge is stale: ${names}. Until it is brought up to date, “no findings” does not mean safe.`,
  )
const goWords = words('정보원 보기', 'See the sources')

/** Says on other pages that a source has grown too old; nothing where all is current. */
export function StaleNote() {
  const say = useSay()
  const sources = useAsk(readFeedSources, {}).data?.sources ?? []
  const stale = sources.filter((one) => one.stale).map((one) => say(feedSources[one.source].title))
  if (stale.length === 0) return null
  return (
    <Note tone="bad">
      {say(staleWords(stale.join(', ')))} <TextLink {...paths.feeds()}>{say(goWords)}</TextLink>
    </Note>
  )
}
