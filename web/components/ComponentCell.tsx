import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import classes from './components.module.css'

const noVersionWords = words('버전 모름', 'version unknown')

type ComponentCellProps = {
  readonly name: string
  readonly version: string | null
  readonly supplier: string | null
}

/** The cell that names a component: name, then version and supplier below. */
export function ComponentCell({ name, version, supplier }: ComponentCellProps) {
  const say = useSay()
  return (
    <td className={classes.component}>
      <strong>{name}</strong>
      <span className={classes.dim}>
        {version ?? say(noVersionWords)}
        {supplier !== null && ` · ${supplier}`}
      </span>
    </td>
  )
}
