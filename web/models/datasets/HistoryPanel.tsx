import { readManifestFile } from '@maek/domain/models/datasets/api.ts'
import { changeNames, changeTitle, isChanged } from '@maek/domain/models/datasets/manifest-diff.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { hrefOf } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import table from '../../records/list.module.css'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import type { Passport } from './answers.ts'
import classes from './datasets.module.css'

type Row = Passport['history'][number]

const titleWords = words('매니페스트 이력', 'Manifests')
const emptyWords = words('아직 제출된 매니페스트가 없습니다.', 'No manifest has been submitted yet.')
const atWords = words('제출', 'Submitted')
const itemsWords = words('항목', 'Items')
const subjectsWords = words('대상자', 'Subjects')
const changeColumn = words('바로 앞과 비교', 'Against the one before')
const firstWords = words('처음', 'First')
const sameWords = words('같음', 'The same')
const otherKeyWords = words('키가 달라 비교할 수 없음', 'Another key: cannot be compared')
const intoWords = words('용도', 'As')
const draftWords = words('데이터셋의 매니페스트', 'Manifest of the dataset')
const downloadWords = words('매니페스트 내려받기', 'Download the manifest')

/** Every fingerprint that was submitted, the newest first, with what had changed. */
export function HistoryPanel({ id, history }: { id: string; history: readonly Row[] }) {
  const say = useSay()
  return (
    <Panel
      title={say(titleWords)}
      actions={
        history.length > 0 && (
          <Button
            component="a"
            size="compact-sm"
            variant="default"
            href={hrefOf(readManifestFile, { id })}
            download
            leftSection={<IconDownload size={14} aria-hidden />}
          >
            {say(downloadWords)}
          </Button>
        )
      }
    >
      {history.length === 0 ? (
        <p className={classes.dim}>{say(emptyWords)}</p>
      ) : (
        <HistoryTable history={history} />
      )}
    </Panel>
  )
}

function HistoryTable({ history }: { history: readonly Row[] }) {
  const say = useSay()
  const heads = [atWords, intoWords, itemsWords, subjectsWords, changeColumn]
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            {heads.map((head) => (
              <th
                key={head.en}
                scope="col"
                data-number={head === itemsWords || head === subjectsWords || undefined}
              >
                {say(head)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {history.map((row, at) => (
            // biome-ignore lint/suspicious/noArrayIndexKey: the same manifest may be submitted at one instant twice
            <tr key={at}>
              <td>
                <Moment at={row.at} />
                <div className={`${classes.hash} ${classes.dim}`}>{row.manifest.sha256.slice(0, 16)}…</div>
              </td>
              <td data-label={say(intoWords)}>
                {row.check ? (
                  <TextLink {...paths.record('dataset-check', row.check.id)}>{row.check.number}</TextLink>
                ) : (
                  say(draftWords)
                )}
              </td>
              <td data-number data-label={say(itemsWords)} className={classes.number}>
                {row.manifest.items.toLocaleString('en-US')}
              </td>
              <td data-number data-label={say(subjectsWords)} className={classes.number}>
                {row.manifest.subjects?.toLocaleString('en-US') ?? '–'}
              </td>
              <td data-label={say(changeColumn)}>
                <Changes row={row} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Changes({ row }: { row: Row }) {
  const say = useSay()
  const { changes, isFirst, check } = row
  if (isFirst) return <span className={classes.dim}>{say(firstWords)}</span>
  if (!changes) return <ToneBadge tone="waiting" label={say(otherKeyWords)} />
  if (!isChanged(changes)) return <ToneBadge tone="good" label={say(sameWords)} />
  const told = changeNames
    .filter((name) => changes.counts[name] > 0)
    .map((name) => `${say(changeTitle(name, changes))} ${changes.counts[name].toLocaleString('en-US')}`)
  return <ToneBadge tone={check ? 'bad' : 'neutral'} label={told.join(' · ')} />
}
