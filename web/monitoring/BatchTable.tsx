import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListTable } from '../records/ListTable.tsx'
import { Day, Moment } from '../ui/Moment.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import classes from './monitoring.module.css'
import { count } from './numbers.ts'
import type { Watch } from './watch-answer.ts'

const batchWords = words('자료', 'Batch')
const contentsWords = {
  predictions: words('예측', 'Predictions'),
  labels: words('정답', 'Labels'),
}
const kindWords = words('내용', 'Contents')
const periodWords = words('기간', 'Period')
const rowsWords = words('행', 'Rows')
const stateWords = words('상태', 'State')
const receivedWords = words('받은 때', 'Received')
const noneWords = words(
  '아직 받은 자료가 없습니다. 화면, API, 명령줄(maek observe)로 보낼 수 있습니다.',
  'Nothing has come yet. Send it from this page, by the API or with maek observe.',
)
const moreWords = (rest: number) => words(`그 전 자료 ${rest}건 더`, `Earlier batches: ${rest}`)

/** Batches, newest first. */
export function BatchTable({ batches, total }: { batches: Watch['batches']; total: number }) {
  const say = useSay()
  if (batches.length === 0) return <p className={classes.dim}>{say(noneWords)}</p>
  return (
    <>
      <ListTable
        heads={[batchWords, kindWords, periodWords, { numbers: rowsWords }, stateWords, receivedWords]}
      >
        {batches.map((batch) => (
          <tr key={batch.id}>
            <td>
              <TextLink {...paths.record('observation-batch', batch.id)}>{batch.title}</TextLink>{' '}
              <span className={classes.dim}>{batch.number}</span>
            </td>
            <td data-label={say(kindWords)} className={classes.short}>
              {say(contentsWords[batch.contents])}
            </td>
            <td data-label={say(periodWords)}>
              {batch.from === null || batch.to === null ? (
                '–'
              ) : (
                <>
                  <Day on={batch.from} /> – <Day on={batch.to} />
                </>
              )}
            </td>
            <td data-label={say(rowsWords)} className={classes.number}>
              {batch.rows === null ? '–' : count(batch.rows)}
            </td>
            <td data-label={say(stateWords)}>
              <StateBadge kind="observation-batch" state={batch.state} />
            </td>
            <td data-label={say(receivedWords)}>
              <Moment at={batch.receivedAt} />
            </td>
          </tr>
        ))}
      </ListTable>
      {total > batches.length && <p className={classes.dim}>{say(moreWords(total - batches.length))}</p>}
    </>
  )
}
