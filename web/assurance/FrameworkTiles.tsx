import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { TextLink } from '../ui/TextLink.tsx'
import { standardNumber } from './framework-words.ts'
import classes from './home.module.css'
import type { HomeAnswer } from './home-answer.ts'

const titleWords = words('프레임워크별 충족', 'Met, by framework')
const metWords = words('충족', 'met')

/** One tile a framework: requirements met of those answered. */
export function FrameworkTiles({ frameworks }: Pick<HomeAnswer, 'frameworks'>) {
  const say = useSay()
  if (frameworks.length === 0) return null
  return (
    <section aria-label={say(titleWords)}>
      <ul className={classes.tiles}>
        {frameworks.map(({ id, title, met, assessed }) => (
          <li key={id}>
            <TextLink {...paths.framework(id)} className={classes.tile}>
              <span className={classes.tileTitle}>
                {standardNumber(id) && <strong>{standardNumber(id)} </strong>}
                {say(title)}
              </span>
              <span className={classes.tileScore}>
                <strong>{met}</strong> / {assessed} {say(metWords)}
              </span>
              <span className={classes.gauge} aria-hidden>
                <span style={{ width: `${assessed === 0 ? 0 : (met / assessed) * 100}%` }} />
              </span>
            </TextLink>
          </li>
        ))}
      </ul>
    </section>
  )
}
