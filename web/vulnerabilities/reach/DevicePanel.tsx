import type { Reach } from '@maek/domain/vulnerabilities/reach-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { StateMark } from '../board/StateMark.tsx'
import { PlacesTable } from './PlacesTable.tsx'
import classes from './reach.module.css'

const caseOnlyWords = words('취약점 기록에서 지정', 'Named by a vulnerability case')
const nobodyWords = words('이 릴리스를 쓰는 사용처가 없습니다.', 'No site runs this release.')

type DevicePanelProps = { readonly device: Reach['devices'][number]; readonly reach: Reach }

/** A device with its releases that are reached, and where each runs. */
export function DevicePanel({ device, reach }: DevicePanelProps) {
  const say = useSay()
  const releases = reach.releases.filter((release) => release.device === device.id)
  return (
    <Panel
      title={device.title}
      actions={<TextLink {...paths.record('device', device.id)}>{device.number}</TextLink>}
    >
      {releases.map((release) => (
        <section key={release.id} className={classes.release} aria-label={release.title}>
          <h3 className={classes.releaseHead}>
            <TextLink {...paths.record('release', release.id)}>{release.title}</TextLink>
            <span className={classes.dim}>{release.number}</span>
            <StateBadge kind="release" state={release.state} />
            {release.finding !== null && <StateMark state={release.finding} />}
          </h3>
          <Components release={release} reach={reach} />
          {release.places.length === 0 ? (
            <p className={classes.dim}>{say(nobodyWords)}</p>
          ) : (
            <PlacesTable places={release.places} sites={reach.sites} />
          )}
        </section>
      ))}
    </Panel>
  )
}

const componentsShown = 8

function Components({ release, reach }: { release: Reach['releases'][number]; reach: Reach }) {
  const say = useSay()
  if (release.components.length === 0) return <p className={classes.dim}>{say(caseOnlyWords)}</p>
  const byKey = new Map(reach.components.map((component) => [component.key, component]))
  const own = release.components.flatMap((key) => byKey.get(key) ?? [])
  const more = own.length - componentsShown
  return (
    <ul className={classes.components}>
      {own.slice(0, componentsShown).map((component) => (
        <li key={component.key}>{component.purl ?? `${component.name} ${component.version ?? ''}`}</li>
      ))}
      {more > 0 && <li>+{more}</li>}
    </ul>
  )
}
