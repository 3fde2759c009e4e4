import { say as words } from '@maek/domain/words.ts'
import { useLocale, useSay } from '../language.tsx'
import { Moment } from '../ui/Moment.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import classes from './home.module.css'
import type { HomeAnswer } from './home-answer.ts'

const ledgerWords = words('원장', 'Ledger')
const entriesWords = words('건', 'entries')
const signedWords = words('마지막 서명', 'Last signed')
const allSignedWords = words('모두 서명됨', 'All signed')
const neverWords = words('아직 서명된 적이 없음', 'Not signed yet')

/** The log that everything can be checked against: how long it is and up to where it is signed. */
export function LedgerStrip({ checkpoint }: Pick<HomeAnswer, 'checkpoint'>) {
  const say = useSay()
  const locale = useLocale()
  const number = (value: number) => new Intl.NumberFormat(locale).format(value)
  const behind = checkpoint.size - checkpoint.signedSize
  const behindWords = words(`${number(behind)}건 서명 대기`, `${number(behind)} waiting to be signed`)
  return (
    <div className={classes.ledger} role="status">
      <strong>{say(ledgerWords)}</strong>
      <span>
        {number(checkpoint.size)}
        {locale === 'ko-KR' ? '' : ' '}
        {say(entriesWords)}
      </span>
      {checkpoint.size > 0 && (
        <ToneBadge
          tone={behind === 0 ? 'good' : 'waiting'}
          label={say(behind === 0 ? allSignedWords : behindWords)}
        />
      )}
      <span className={classes.dim}>
        {checkpoint.signedAt === null ? (
          say(neverWords)
        ) : (
          <>
            {say(signedWords)} <Moment at={checkpoint.signedAt} />
          </>
        )}
      </span>
    </div>
  )
}
