import { filingStatuses } from '@maek/domain/engineering/update/filings.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import type { Update } from './answers.ts'
import classes from './card.module.css'
import { GroundsTable } from './GroundsTable.tsx'

const titleWords = words('제출·보관 목록', 'To file and to keep')
const heads = [
  words('시장', 'Market'),
  words('문서와 근거 조항', 'Document and provision'),
  words('상태', 'Status'),
  words('기록', 'Records'),
] as const
const tones = { done: 'good', open: 'waiting', missing: 'bad', 'to-confirm': 'waiting' } as const

/** Which document goes where, by which provision, and how far it is. */
export function FilingTable({ filings }: { filings: Update['filings'] }) {
  const say = useSay()
  if (filings.length === 0) return null
  return (
    <Panel title={say(titleWords)}>
      <GroundsTable
        heads={heads}
        rows={filings.map(({ market, what, to, citation, status, because, evidence, dueAt }) => ({
          key: `${market} ${what.en}`,
          name: market.toUpperCase(),
          what: `${say(what)} → ${say(to)}`,
          citation,
          standing: (
            <>
              <ToneBadge tone={tones[status]} label={say(filingStatuses[status])} />
              {dueAt && (
                <p className={classes.dim}>
                  <Moment at={dueAt} zone="Asia/Seoul" />
                </p>
              )}
            </>
          ),
          because,
          evidence,
        }))}
      />
    </Panel>
  )
}
