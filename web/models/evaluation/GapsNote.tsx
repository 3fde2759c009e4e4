import { readGaps } from '@maek/domain/models/gaps-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { TextLink } from '../../ui/TextLink.tsx'

const undecidedWords = words('결정하지 않은 집단 간 격차가 있습니다', 'Gaps between groups are undecided')
const goWords = words('격차 보기', 'Show the gaps')

/** An evaluation with gaps nobody decided says so wherever its verdict is read. */
export function GapsNote({ id }: { id: string }) {
  const say = useSay()
  const { data } = useAsk(readGaps, { id })
  if (!data || data.undecided === 0) return null
  return (
    <Note tone="waiting">
      {say(undecidedWords)}: {data.undecided}.{' '}
      <TextLink {...paths.evaluation(id, { tab: 'groups' })}>{say(goWords)}</TextLink>
    </Note>
  )
}
