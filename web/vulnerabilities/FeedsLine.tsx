import { listFeeds } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useAsk } from '../api.ts'
import { useLocale, useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Moment } from '../ui/Moment.tsx'
import { Note } from '../ui/Note.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import classes from './findings.module.css'

const noFeedWords = words(
  '취약점 정보를 아직 가져오지 않았습니다. 결과가 비어 있어도 안전하다는 뜻이 아닙니다.',
  'No advisories have been imported yet: an empty list does not mean safe.',
)
const advisoriesWords = words('건', 'advisories')
const importedWords = words('가져온 시각', 'imported')
const staleWords = words('오래됨', 'Stale')
const inPartWords = words('일부만', 'In part')
const sourcesWords = words('정보원 보기', 'See the sources')
const freshWords = words('최신', 'Fresh')

/** With more sources than this the current ones are folded away, so that the board begins on the first screen. */
const shownMax = 4

/** How much the answer below rests on, and how old it is; what is stale or came in part always stands open. */
export function FeedsLine() {
  const say = useSay()
  const feeds = useAsk(listFeeds, {}).data?.feeds
  if (!feeds) return null
  if (feeds.every((feed) => feed.advisories === 0))
    return (
      <Note tone="waiting">
        {say(noFeedWords)} <TextLink {...paths.feeds()}>{say(sourcesWords)}</TextLink>
      </Note>
    )
  const stale = feeds.filter((feed) => feed.stale || !feed.whole)
  const fresh = feeds.filter((feed) => !feed.stale && feed.whole)
  const isLong = feeds.length > shownMax
  const told = words(`최신 정보원 ${fresh.length}개`, `${fresh.length} sources are current`)
  return (
    <div className={classes.stack}>
      <ul className={classes.feeds}>
        {(isLong ? stale : feeds).map((feed) => (
          <FeedItem key={feed.source} feed={feed} />
        ))}
        <li>
          <TextLink {...paths.feeds()}>{say(sourcesWords)}</TextLink>
        </li>
      </ul>
      {isLong && fresh.length > 0 && (
        <details className={classes.rest}>
          <summary>{say(told)}</summary>
          <ul className={classes.feeds}>
            {fresh.map((feed) => (
              <FeedItem key={feed.source} feed={feed} />
            ))}
          </ul>
        </details>
      )}
    </div>
  )
}

type Feed = z.output<typeof listFeeds.output>['feeds'][number]

function FeedItem({ feed }: { feed: Feed }) {
  const say = useSay()
  const verdict = feed.stale ? staleWords : feed.whole ? freshWords : inPartWords
  const locale = useLocale()
  return (
    <li>
      <strong>{feed.source.replace(/^(?:osv|nvd)\b/, (name) => name.toUpperCase())}</strong>
      <span>
        {new Intl.NumberFormat(locale).format(feed.advisories)}
        {locale === 'ko-KR' ? '' : ' '}
        {say(advisoriesWords)}
      </span>
      <ToneBadge tone={feed.stale || !feed.whole ? 'waiting' : 'good'} label={say(verdict)} />
      {feed.lastImportedAt !== null && (
        <span className={classes.dim}>
          {say(importedWords)} <Moment at={feed.lastImportedAt} />
        </span>
      )}
    </li>
  )
}
