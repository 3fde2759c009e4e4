import { filingStatuses } from '@maek/domain/engineering/update/filings.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import type { Update } from './answers.ts'
import classes from './card.module.css'
import { Source } from './Source.tsx'

const titleWords = words('제출·보관 목록', 'To file and to keep')
const tones = { done: 'good', open: 'waiting', missing: 'bad', 'to-confirm': 'waiting' } as const

/** Which document goes where, by which provision, and how far it is. */
export function FilingTable({ filings }: { filings: Update['filings'] }) {
  const say = useSay()
  if (filings.length === 0) return null
  return (
    <Panel title={say(titleWords)}>
      <table className={classes.tests}>
        <thead>
          <tr>
            <th scope="col">{say(words('시장', 'Market'))}</th>
            <th scope="col">{say(words('문서와 근거 조항', 'Document and provision'))}</th>
            <th scope="col">{say(words('상태', 'Status'))}</th>
            <th scope="col">{say(words('기록', 'Records'))}</th>
          </tr>
        </thead>
        <tbody>
          {filings.map(({ market, what, to, citation, status, because, evidence, dueAt }) => (
            <tr key={`${market} ${what.en}`}>
              <th scope="row">{market.toUpperCase()}</th>
              <td>
                <p>
                  {say(what)} → {say(to)}
                </p>
                <p className={classes.dim}>{say(citation)}</p>
              </td>
              <td className={classes.answer}>
                <ToneBadge tone={tones[status]} label={say(filingStatuses[status])} />
                {dueAt && (
                  <p className={classes.dim}>
                    <Moment at={dueAt} zone="Asia/Seoul" />
                  </p>
                )}
              </td>
              <td>
                <p>{say(because)}</p>
                <p className={classes.evidence}>
                  {evidence.map((record) => (
                    <Source key={record.id} record={record} />
                  ))}
                </p>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </Panel>
  )
}
