import type { Widget } from '@maek/domain/field.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Panel } from '../ui/Panel.tsx'
import { ListTable } from './ListTable.tsx'
import type { PlainKind } from './plain-kind.ts'

const titleWords = words('열 이름과 쓸 수 있는 값', 'Column names and allowed values')
const columnWords = words('열 이름', 'Column')
const meaningWords = words('뜻', 'Meaning')
const valuesWords = words('값', 'Values')
const requiredWords = words('필수', 'required')

const widgetWords: Readonly<Record<Widget, Words>> = {
  line: words('한 줄 글', 'one line of text'),
  prose: words('글(마크다운)', 'text (Markdown)'),
  pair: words('JSON: {"ko":"…","en":"…"}', 'JSON: {"ko":"…","en":"…"}'),
  choice: words('다음 중 하나', 'one of'),
  choices: words('JSON 배열', 'JSON array of'),
  'yes-no': words('true 또는 false', 'true or false'),
  whole: words('정수', 'whole number'),
  decimal: words('소수(예: 0.85)', 'decimal, such as 0.85'),
  day: words('날짜(예: 2026-11-21)', 'day, such as 2026-11-21'),
  moment: words('시각(예: 2026-11-21T09:00:00+09:00)', 'time, such as 2026-11-21T09:00:00+09:00'),
  reference: words('기록의 id', 'id of a record'),
  references: words('기록 id의 JSON 배열', 'JSON array of record ids'),
  file: words('파일(화면에서 첨부)', 'file (attach on the page)'),
  files: words('파일(화면에서 첨부)', 'files (attach on the page)'),
  rows: words('표: 객체의 JSON 배열', 'table: JSON array of objects'),
}

/** What a file for this kind must look like; an export has the same columns. */
export function ImportColumns({ kind }: { kind: PlainKind }) {
  const say = useSay()
  return (
    <Panel title={say(titleWords)}>
      <ListTable heads={[columnWords, meaningWords, valuesWords]}>
        {Object.entries(kind.fields).map(([name, field]) => (
          <tr key={name}>
            <td>
              <code>{name}</code>
            </td>
            <td>
              {say(field.label)}
              {field.presence === 'entry' && ` (${say(requiredWords)})`}
            </td>
            <td>
              {say(widgetWords[field.widget])}
              {field.choices && `: ${Object.keys(field.choices).join(', ')}`}
            </td>
          </tr>
        ))}
      </ListTable>
    </Panel>
  )
}
