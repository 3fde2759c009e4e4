import classes from './components.module.css'

export type Figure = {
  readonly label: string
  readonly value: number
  readonly tone?: 'good' | 'bad' | 'waiting'
}

/** Counts side by side, each under its name. */
export function Figures({ figures }: { figures: readonly Figure[] }) {
  return (
    <dl className={classes.figures}>
      {figures.map(({ label, value, tone }) => (
        <div key={label} data-tone={value > 0 ? tone : undefined}>
          <dt>{label}</dt>
          <dd>{value.toLocaleString('en-US')}</dd>
        </div>
      ))}
    </dl>
  )
}
