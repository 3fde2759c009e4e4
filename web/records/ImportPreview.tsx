import type { importRecords } from '@maek/domain/api.ts'
import type { Words } from '@maek/domain/words.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useSay } from '../language.tsx'
import { Note } from '../ui/Note.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ListedValue } from './ListedValue.tsx'
import { ListTable } from './ListTable.tsx'
import table from './list.module.css'
import type { PlainKind } from './plain-kind.ts'
import { isObject } from './values/shapes.ts'

export type ImportAnswer = z.infer<typeof importRecords.output>

const refusedWords = words('거절된 행', 'Refused rows')
const sampleWords = words('읽은 내용(앞부분)', 'What was read (first rows)')
const rowWords = words('행', 'Row')
const reasonWords = words('이유와 고칠 곳', 'Reason and place')

/** What writing would do: every refused row with its reason, and the first rows as they were understood. */
export function ImportPreview({ kind, answer }: { kind: PlainKind; answer: ImportAnswer }) {
  const say = useSay()
  const refused = new Set(answer.refusals.map(({ row }) => row)).size
  const sum = words(
    `${answer.rows}행 가운데 ${refused}행이 거절되었습니다.`,
    `${refused} of ${answer.rows} rows are refused.`,
  )
  return (
    <>
      <Note tone={refused === 0 ? 'good' : 'bad'}>{say(sum)}</Note>
      {refused > 0 && <RefusedRows refusals={answer.refusals} />}
      {answer.sample.length > 0 && <SampleRows kind={kind} sample={answer.sample} />}
    </>
  )
}

function RefusedRows({ refusals }: { refusals: ImportAnswer['refusals'] }) {
  const say = useSay()
  return (
    <Panel title={say(refusedWords)}>
      <ListTable heads={[rowWords, reasonWords]}>
        {refusals.map(({ row, refusal }) => (
          <tr key={`${row} ${placeOf(refusal)}`}>
            <td className={table.number}>{row}</td>
            <td data-label={say(reasonWords)}>
              {reasonsOf(refusal).map((because) => (
                <div key={because.en}>{say(because)}</div>
              ))}
            </td>
          </tr>
        ))}
      </ListTable>
    </Panel>
  )
}

function SampleRows({ kind, sample }: { kind: PlainKind; sample: ImportAnswer['sample'] }) {
  const say = useSay()
  const used = Object.entries(kind.fields).filter(([name]) => sample.some((row) => row[name] !== undefined))
  const rows = sample.map((row, index) => ({ row, number: index + 1 }))
  return (
    <Panel title={say(sampleWords)}>
      <ListTable heads={used.map(([, field]) => field.label)}>
        {rows.map(({ row, number }) => (
          <tr key={number}>
            {used.map(([name, field]) => (
              <td key={name} data-label={say(field.label)}>
                <ListedValue field={field} value={row[name]} />
              </td>
            ))}
          </tr>
        ))}
      </ListTable>
    </Panel>
  )
}

/** The reasons of one row's refusal, all of them. */
function reasonsOf(refusal: unknown): Words[] {
  if (!isObject(refusal)) return []
  const more = Array.isArray(refusal.more) ? refusal.more.flatMap(reasonsOf) : []
  const { because } = refusal
  const known = isObject(because) && typeof because.ko === 'string' && typeof because.en === 'string'
  return known ? [{ ko: String(because.ko), en: String(because.en) }, ...more] : more
}

function placeOf(refusal: unknown): string {
  return isObject(refusal) && typeof refusal.field === 'string' ? refusal.field : ''
}
