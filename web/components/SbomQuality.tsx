import { exportSbomQuality, readSbomQuality } from '@maek/domain/components/sbom-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import type { z } from 'zod'
import { hrefOf, useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListTable } from '../records/ListTable.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Moment } from '../ui/Moment.tsx'
import { Note } from '../ui/Note.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import classes from './components.module.css'
import { Figures } from './Figures.tsx'

type Quality = z.infer<typeof readSbomQuality.output>
type Row = Quality['frameworks'][number]['groups'][number]['rows'][number]

const unreadWords = words(
  '품질을 세기 전에 등록된 SBOM이라 원본을 다시 읽고 있습니다. 잠시 뒤 다시 여십시오.',
  'It was registered before quality was counted and is being read again. Open this again in a moment.',
)
const csvWords = words('빠진 것 모두 CSV로', 'All gaps as CSV')
const schemaWords = words('공식 스키마', 'Official schema')
const schemaStates = {
  waiting: { tone: 'waiting', label: words('아직 검사하지 않음', 'Not yet checked') },
  valid: { tone: 'good', label: words('위반 없음', 'Keeps it') },
  faulty: { tone: 'bad', label: words('위반 있음', 'Breaks it') },
  'not-checked': { tone: 'neutral', label: words('검사할 수 없음', 'Cannot be checked') },
} as const
const faultsWords = words('읽으면서 고치거나 넘긴 것', 'What the reader passed over or mended')
const moreWords = words('나머지', 'more')
const circularWords = words(
  '의존 관계가 순환하는 구성요소가 있습니다. 형식 위반은 아닙니다:',
  'Some components depend on one another in a circle, which the format allows:',
)
const elementWords = words('항목', 'Element')
const coveredWords = words('채워짐', 'Covered')
const stateWords = words('판정', 'Result')
const allWords = words('모두 있음', 'All there')
const someWords = words('빠진 것 있음', 'Some lacking')
const askedOfNoneWords = words('해당 없음', 'Does not apply')
const metWords = words('항목 충족', 'elements complete')

/** How complete the SBOM is by four frameworks, with the components at fault one step away. */
export function SbomQuality({ id }: { id: string }) {
  const say = useSay()
  const found = useAsk(readSbomQuality, { id })
  return (
    <Answered query={found}>
      {(quality) =>
        quality.read ? <Read id={id} quality={quality} /> : <Note tone="waiting">{say(unreadWords)}</Note>
      }
    </Answered>
  )
}

function Read({ id, quality }: { id: string; quality: Quality }) {
  const say = useSay()
  return (
    <div className={classes.stack}>
      <Figures
        figures={[
          { label: say(words('구성요소', 'Components')), value: quality.components },
          { label: say(words('AI 모델', 'AI models')), value: quality.models },
          { label: say(words('데이터셋', 'Data sets')), value: quality.datasets },
          { label: say(words('혼동되는 이름', 'Mistakable names')), value: quality.mistakable, tone: 'bad' },
        ]}
      />
      <div className="no-print">
        <Button
          component="a"
          variant="default"
          href={hrefOf(exportSbomQuality, { id })}
          download
          leftSection={<IconDownload size={16} aria-hidden />}
        >
          {say(csvWords)}
        </Button>
      </div>
      <SchemaPanel schema={quality.schema} />
      {quality.frameworks.map((framework) => (
        <Panel
          key={framework.name}
          title={`${say(framework.title)} · ${framework.met}/${framework.rows} ${say(metWords)}`}
        >
          {framework.note && <p className={classes.dim}>{say(framework.note)}</p>}
          {framework.groups.map((group) => (
            <div key={group.rows.map((row) => row.element).join()} className={classes.stack}>
              {group.title && <h3 className={classes.groupTitle}>{say(group.title)}</h3>}
              <RowTable id={id} rows={group.rows} />
            </div>
          ))}
        </Panel>
      ))}
      {quality.circular > 0 && (
        <Note tone="neutral">
          {say(circularWords)} {quality.circular}
        </Note>
      )}
      {quality.faultCount > 0 && (
        <Panel title={`${say(faultsWords)} · ${quality.faultCount}`}>
          <FaultList faults={quality.faults} count={quality.faultCount} />
        </Panel>
      )}
    </div>
  )
}

function SchemaPanel({ schema }: { schema: Quality['schema'] }) {
  const say = useSay()
  const { tone, label } = schemaStates[schema.state]
  return (
    <Panel title={say(schemaWords)}>
      <p className={classes.line}>
        <ToneBadge tone={tone} label={say(label)} />
        {schema.name !== null && <span>{schema.name}</span>}
        {schema.faultCount > 0 && <strong>{schema.faultCount}</strong>}
        {schema.checkedAt !== null && (
          <span className={classes.dim}>
            <Moment at={schema.checkedAt} />
          </span>
        )}
      </p>
      {schema.faultCount > 0 && <FaultList faults={schema.faults} count={schema.faultCount} />}
    </Panel>
  )
}

const faultsShown = 50

function FaultList({ faults, count }: { faults: Quality['faults']; count: number }) {
  const say = useSay()
  const shown = faults.slice(0, faultsShown)
  return (
    <ul className={classes.list}>
      {shown.map((fault, at) => (
        // biome-ignore lint/suspicious/noArrayIndexKey: a list that never changes, with lines that may repeat
        <li key={at}>
          <span>{say(fault.because)}</span>
          <code className={classes.dim}>{fault.place}</code>
        </li>
      ))}
      {count > shown.length && (
        <li className={classes.dim}>
          {say(moreWords)} {count - shown.length}
        </li>
      )}
    </ul>
  )
}

function RowTable({ id, rows }: { id: string; rows: readonly Row[] }) {
  const say = useSay()
  return (
    <ListTable heads={[elementWords, { numbers: coveredWords }, stateWords]}>
      {rows.map((row) => (
        <tr key={row.element}>
          <td>{say(row.label)}</td>
          <td data-number data-label={say(coveredWords)} className={classes.day}>
            {row.covered} / {row.of}
          </td>
          <td data-label={say(stateWords)}>
            <RowState id={id} row={row} />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

function RowState({ id, row }: { id: string; row: Row }) {
  const say = useSay()
  if (row.of === 0) return <ToneBadge tone="neutral" label={say(askedOfNoneWords)} />
  if (row.covered === row.of) return <ToneBadge tone="good" label={say(allWords)} />
  const label = `${say(someWords)}: ${row.of - row.covered}`
  const badge = <ToneBadge tone={row.covered === 0 ? 'bad' : 'waiting'} label={label} />
  return row.listed ? <TextLink {...paths.sbom(id, { lacking: row.element })}>{badge}</TextLink> : badge
}
