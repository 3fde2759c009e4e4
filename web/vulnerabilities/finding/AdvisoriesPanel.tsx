import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Day } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { safeHref } from '../../ui/safe-href.ts'
import type { FindingDetail } from './detail.ts'
import classes from './finding.module.css'

const titleWords = words('권고', 'Advisories')
const changedWords = words('변경', 'changed')
const referencesWords = words('참고 자료', 'References')
const quotedWords = words('발행처의 글을 그대로 옮긴 것입니다.', 'Quoted as its publisher wrote it.')

/** What publishers wrote, one after the other; ids merged into this vulnerability stand above. */
export function AdvisoriesPanel({ advisories }: Pick<FindingDetail, 'advisories'>) {
  const say = useSay()
  return (
    <Panel title={`${say(titleWords)} (${advisories.length})`}>
      <p className={classes.dim}>{say(quotedWords)}</p>
      {advisories.map((advisory, place) => (
        <details key={advisory.id} open={place === 0} className={classes.advisory}>
          <summary>
            <strong>{advisory.id}</strong>{' '}
            <span className={classes.dim}>
              {advisory.source} · {say(changedWords)} <Day on={advisory.modified} />
              {advisory.cwes.length > 0 && ` · ${advisory.cwes.join(', ')}`}
            </span>
          </summary>
          <div lang="en">
            {advisory.summary !== '' && <p>{advisory.summary}</p>}
            <Prose text={advisory.details} />
          </div>
          <References links={advisory.references} />
        </details>
      ))}
    </Panel>
  )
}

const shownMax = 20

function References({ links }: { links: readonly string[] }) {
  const say = useSay()
  const safe = links.flatMap((link) => safeHref(link) ?? [])
  if (safe.length === 0) return null
  return (
    <>
      <h3 className={classes.small}>{say(referencesWords)}</h3>
      <ul className={classes.links}>
        {safe.slice(0, shownMax).map((href) => (
          <li key={href}>
            <a href={href} rel="noreferrer">
              {href}
            </a>
          </li>
        ))}
        {safe.length > shownMax && <li>+{safe.length - shownMax}</li>}
      </ul>
    </>
  )
}
