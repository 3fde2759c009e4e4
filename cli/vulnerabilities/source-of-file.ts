import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { type FeedSourceName, feedSourceNames } from '@maek/domain/vulnerabilities/feed-source.ts'
import { feedSourceByName, sourceOfFileName } from '@maek/domain/vulnerabilities/source-of-file.ts'
import { say } from '@maek/domain/words.ts'

/** A source as named on the command line. */
export function sourceNamed(text: string): Answer<FeedSourceName> {
  const source = feedSourceByName(text)
  const names = feedSourceNames.join(', ')
  return source
    ? accept(source)
    : refuse('invalid', say(`정보원은 ${names} 중 하나입니다.`, `A source is one of ${names}.`), 'source')
}

/** The source that was named, or the one the file's name tells. */
export function sourceOfFile(named: string | undefined, file: string): Answer<FeedSourceName> {
  return named === undefined ? accept(sourceOfFileName(file)) : sourceNamed(named)
}
