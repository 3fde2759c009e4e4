import { dataset } from '@maek/domain/models/dataset.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import classes from './datasets.module.css'

type Row = NonNullable<ReturnType<typeof dataset.shape.population.parse>>[number]

const positivesWords = words('양성', 'positive')

/** Whom the data show: each group with its n, the positive part of it darker. */
export function PopulationBars({ rows }: { rows: readonly Row[] }) {
  const say = useSay()
  const choices = dataset.fields.population?.columns?.attribute?.choices ?? {}
  return (
    <div className={classes.populations}>
      {[...Map.groupBy(rows, ({ attribute }) => attribute)].map(([attribute, groups]) => (
        <section key={attribute}>
          <h3 className={classes.groupTitle}>{say(choices[attribute] ?? words(attribute, attribute))}</h3>
          <ul className={classes.bars}>
            {groups.map((group) => (
              <Bar
                key={group.group}
                row={group}
                most={Math.max(...groups.map(({ subjects }) => subjects), 1)}
              />
            ))}
          </ul>
        </section>
      ))}
    </div>
  )
}

function Bar({ row, most }: { row: Row; most: number }) {
  const say = useSay()
  const { group, subjects, positives } = row
  const share = (count: number) => `${(100 * Math.min(count, most)) / most}%`
  return (
    <li>
      <span>{group}</span>
      <span className={classes.track} aria-hidden>
        <span className={classes.fill} style={{ width: share(subjects) }} />
        {positives !== undefined && <span className={classes.part} style={{ width: share(positives) }} />}
      </span>
      <span className={classes.number}>
        n = {subjects.toLocaleString('en-US')}
        {positives !== undefined && (
          <span className={classes.dim}>
            {' '}
            · {say(positivesWords)} {positives.toLocaleString('en-US')}
          </span>
        )}
      </span>
    </li>
  )
}
