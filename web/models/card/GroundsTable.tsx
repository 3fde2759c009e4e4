import type { Cited } from '@maek/domain/cited.ts'
import type { Words } from '@maek/domain/words.ts'
import type { ReactNode } from 'react'
import { Source } from '../../facts/Source.tsx'
import { useSay } from '../../language.tsx'
import classes from './card.module.css'

type GroundsTableProps = {
  /** Of its four columns. */
  readonly heads: readonly [Words, Words, Words, Words]
  readonly rows: readonly {
    readonly key: string
    readonly name: string
    readonly what: string
    readonly citation: Words
    /** Where it stands. */
    readonly standing: ReactNode
    readonly because: Words
    readonly evidence: readonly Cited[]
  }[]
}

/** What a provision asks, where it stands, and the reason with the records that show it. */
export function GroundsTable({ heads, rows }: GroundsTableProps) {
  const say = useSay()
  return (
    <table className={classes.tests}>
      <thead>
        <tr>
          {heads.map((head) => (
            <th key={head.en} scope="col">
              {say(head)}
            </th>
          ))}
        </tr>
      </thead>
      <tbody>
        {rows.map(({ key, name, what, citation, standing, because, evidence }) => (
          <tr key={key}>
            <th scope="row">{name}</th>
            <td>
              <p>{what}</p>
              <p className={classes.dim}>{say(citation)}</p>
            </td>
            <td className={classes.answer}>{standing}</td>
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
  )
}
