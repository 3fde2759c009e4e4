import type { Words } from '@maek/domain/words.ts'
import type { ReactNode } from 'react'
import { useSay } from '../language.tsx'
import classes from './list.module.css'

/** A column of numbers says so: they stand at its end. */
type Head = Words | { readonly numbers: Words }

type ListTableProps = {
  readonly heads: readonly Head[]
  /** Its rows; on a telephone each is a card, so a cell carries its head as `data-label`. */
  readonly children: ReactNode
}

/** A table of things as every list shows them. */
export function ListTable({ heads, children }: ListTableProps) {
  const say = useSay()
  return (
    <div className={classes.frame}>
      <table className={classes.table}>
        <thead>
          <tr>
            {heads.map((head) => {
              const title = 'numbers' in head ? head.numbers : head
              return (
                <th key={title.en} scope="col" data-number={'numbers' in head || undefined}>
                  {say(title)}
                </th>
              )
            })}
          </tr>
        </thead>
        <tbody>{children}</tbody>
      </table>
    </div>
  )
}
