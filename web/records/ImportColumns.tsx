import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Panel } from '../ui/Panel.tsx'
import table from './list.module.css'
import type { PlainKind } from './plain-kind.ts'

const titleWords = words('열 이름과 쓸 수 있는 값', 'Column names and allowed values')
const columnWords = words('열 이름', 'Column')
const meaningWords = words('뜻', 'Meaning')
const valuesWords = words('값', 'Values')
const requiredWords = words('필수', 'required')

/** What a file for this kind must look like; an export has the same columns. */
export function ImportColumns({ kind }: { kind: PlainKind }) {
  const say = useSay()
  return (
    <Panel title={say(titleWords)}>
      <div className={table.frame}>
        <table className={table.table}>
          <thead>
            <tr>
              <th scope="col">{say(columnWords)}</th>
              <th scope="col">{say(meaningWords)}</th>
              <th scope="col">{say(valuesWords)}</th>
            </tr>
          </thead>
          <tbody>
            {Object.entries(kind.fields).map(([name, field]) => (
              <tr key={name}>
                <td>
                  <code>{name}</code>
                </td>
                <td>
                  {say(field.label)}
                  {field.presence === 'entry' && ` (${say(requiredWords)})`}
                </td>
                <td>{field.choices ? Object.keys(field.choices).join(', ') : field.widget}</td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
