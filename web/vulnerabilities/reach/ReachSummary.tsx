import type { Reach } from '@maek/domain/vulnerabilities/reach-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useLocale, useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import classes from './reach.module.css'

const tiles = [
  { count: 'components', label: words('구성요소 버전', 'Component versions') },
  { count: 'devices', label: words('제품', 'Devices') },
  { count: 'releases', label: words('릴리스', 'Releases') },
  { count: 'sites', label: words('사용처', 'Sites') },
  { count: 'units', label: words('설치 대수', 'Units') },
  { count: 'connected', label: words('연결된 대수', 'Connected units') },
  { count: 'unsaid', label: words('연결 미확인', 'Connection unknown') },
] as const
const namesWords = words('같은 취약점의 번호', 'Ids of this vulnerability')
const casesWords = words('취약점 기록', 'Vulnerability cases')

/** How much is reached, under which names, and who works on it. */
export function ReachSummary({ reach }: { reach: Reach }) {
  const say = useSay()
  const format = new Intl.NumberFormat(useLocale()).format
  const without = reach.counts.sitesWithoutRegister
  const withoutWords = words(
    `사용처 ${format(without)}곳은 릴리스만 연결되어 있고 설치 대수 기록이 없습니다. 위 대수에 들어 있지 않습니다.`,
    without === 1
      ? 'One site names the release as its own without a record of units. It is not in the number of units.'
      : `${format(without)} sites name the release as their own without a record of units. They are not in the number of units.`,
  )
  return (
    <Panel>
      <div className={classes.stack}>
        <dl className={classes.counts}>
          {tiles.map(({ count, label }) => (
            <div key={count} data-quiet={reach.counts[count] === 0 || undefined}>
              <dt>{say(label)}</dt>
              <dd>{format(reach.counts[count])}</dd>
            </div>
          ))}
        </dl>
        {reach.names.length > 1 && (
          <ul className={classes.names} aria-label={say(namesWords)}>
            {reach.names.map((name) => (
              <li key={name}>{name}</li>
            ))}
          </ul>
        )}
        {reach.cases.length > 0 && (
          <ul className={classes.names} aria-label={say(casesWords)}>
            {reach.cases.map((one) => (
              <li key={one.id}>
                <TextLink {...paths.record('vulnerability-case', one.id)}>
                  {one.number} {one.title}
                </TextLink>{' '}
                <StateBadge kind="vulnerability-case" state={one.state} />
              </li>
            ))}
          </ul>
        )}
        {without > 0 && <Note tone="waiting">{say(withoutWords)}</Note>}
      </div>
    </Panel>
  )
}
