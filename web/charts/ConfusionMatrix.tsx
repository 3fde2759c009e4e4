import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import classes from './forest.module.css'
import { count } from './numbers.ts'

type ConfusionMatrixProps = {
  readonly title: string
  /** What stands down and what across, where it is not truth and call. */
  readonly corner?: string
  /** Names of the classes, by truth down and by call across. */
  readonly classes: readonly string[]
  /** `cells[truth][call]`, counts. */
  readonly cells: readonly (readonly number[])[]
}

const wordsOf = {
  truth: words('정답 ↓ / 판정 →', 'Truth ↓ / call →'),
  sum: words('합계', 'Sum'),
}

/** Counts of truth against call, each with its share of the truth; what is right stands on the diagonal, in bold. */
export function ConfusionMatrix({ title, corner, classes: names, cells }: ConfusionMatrixProps) {
  const say = useSay()
  const sums = cells.map((row) => row.reduce((sum, one) => sum + one, 0))
  const columnSums = names.map((_, column) => cells.reduce((sum, row) => sum + (row[column] ?? 0), 0))
  return (
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard
    <section className={classes.forest} aria-label={title} tabIndex={0}>
      <table className={classes.confusion}>
        <caption>{title}</caption>
        <thead>
          <tr>
            <th scope="col">{corner ?? say(wordsOf.truth)}</th>
            {names.map((name) => (
              <th key={name} scope="col">
                {name}
              </th>
            ))}
            <th scope="col">{say(wordsOf.sum)}</th>
          </tr>
        </thead>
        <tbody>
          {names.map((name, truth) => (
            <tr key={name}>
              <th scope="row">{name}</th>
              {names.map((call, column) => (
                <td key={call} data-right={truth === column || undefined}>
                  {count(cells[truth]?.[column] ?? 0)}
                  <small>{shareOf(cells[truth]?.[column] ?? 0, sums[truth] ?? 0)}</small>
                </td>
              ))}
              <td>{count(sums[truth] ?? 0)}</td>
            </tr>
          ))}
          <tr>
            <th scope="row">{say(wordsOf.sum)}</th>
            {columnSums.map((sum, at) => (
              <td key={names[at]}>{count(sum)}</td>
            ))}
            <td>{count(sums.reduce((whole, one) => whole + one, 0))}</td>
          </tr>
        </tbody>
      </table>
    </section>
  )
}

function shareOf(part: number, whole: number): string {
  return whole === 0 ? '–' : `${((part / whole) * 100).toFixed(1)} %`
}
