import { dataset } from '@maek/domain/models/dataset.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import table from '../../records/list.module.css'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import type { ManifestSummary } from './answers.ts'
import classes from './datasets.module.css'

const titleWords = words('분할과 누출 확인', 'Splits and leaks')
const splitWords = words('분할', 'Split')
const itemsWords = words('항목', 'Items')
const subjectsWords = words('대상자', 'Subjects')
const typedWords = words(
  '기록에 적은 수입니다. 매니페스트로 세지 않았습니다.',
  'As typed into the record, not counted by a manifest.',
)
const unknownWords = words('모름', 'unknown')
const noneWords = words('분할이 없습니다.', 'Nothing is split.')
const byWords = words('분할 단위', 'Split by')
const checks = {
  'subjects-and-items': {
    tone: 'good',
    label: words('누출 없음: 대상자와 내용 모두', 'No leak, by subject and by content'),
  },
  'items-only': {
    tone: 'waiting',
    label: words('내용은 겹치지 않음, 대상자는 알 수 없음', 'No content in two splits; subjects unknown'),
  },
  'not-split': { tone: 'neutral', label: words('분할 없음', 'Not split') },
  unknown: { tone: 'waiting', label: words('누출을 확인하지 않음', 'No leak was looked for') },
} as const

type Split = { readonly name: string; readonly items: number; readonly subjects: number | null }

/** Items and subjects of each split, and whether anybody stands in two: as counted on the site, or else as typed. */
export function SplitsPanel({
  record,
  manifest,
}: {
  record: StoredRecord
  manifest: ManifestSummary | null
}) {
  const say = useSay()
  const typed = dataset.shape.splits.safeParse(record.body.splits).data ?? []
  const splits: readonly Split[] =
    manifest?.splits ?? typed.map(({ part, items, subjects }) => ({ name: part, items, subjects }))
  const found = dataset.shape.leakCheck.safeParse(record.body.leakCheck).data
  const { tone, label } =
    checks[manifest ? (found ?? 'unknown') : splits.length > 1 ? 'unknown' : 'not-split']
  const unit = dataset.shape.splitUnit.safeParse(record.body.splitUnit).data
  const unitLabel = unit && dataset.fields.splitUnit?.choices?.[unit]
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.rows}>
        <p className={classes.line}>
          <ToneBadge tone={tone} label={say(label)} />
          {unitLabel && (
            <span className={classes.dim}>
              {say(byWords)}: {say(unitLabel)}
            </span>
          )}
        </p>
        {splits.length > 0 ? <SplitTable splits={splits} /> : <p className={classes.dim}>{say(noneWords)}</p>}
        {!manifest && splits.length > 0 && <p className={classes.dim}>{say(typedWords)}</p>}
      </div>
    </Panel>
  )
}

function SplitTable({ splits }: { splits: readonly Split[] }) {
  const say = useSay()
  const most = Math.max(...splits.map(({ items }) => items), 1)
  const names = dataset.fields.splits?.columns?.part?.choices ?? {}
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{say(splitWords)}</th>
            <th scope="col" data-number>
              {say(itemsWords)}
            </th>
            <th scope="col" data-number>
              {say(subjectsWords)}
            </th>
            <th aria-hidden className={classes.barCell} />
          </tr>
        </thead>
        <tbody>
          {splits.map(({ name, items, subjects }) => (
            <tr key={name}>
              <td>{say(names[name] ?? words(name, name))}</td>
              <td data-number data-label={say(itemsWords)} className={classes.number}>
                {items.toLocaleString('en-US')}
              </td>
              <td data-number data-label={say(subjectsWords)} className={classes.number}>
                {subjects === null ? say(unknownWords) : subjects.toLocaleString('en-US')}
              </td>
              <td aria-hidden className={classes.barCell}>
                <span className={classes.track}>
                  <span className={classes.fill} style={{ width: `${(100 * items) / most}%` }} />
                </span>
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}
