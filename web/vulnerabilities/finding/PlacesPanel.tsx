import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import list from '../../records/list.module.css'
import { Day } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { StateMark } from '../board/StateMark.tsx'
import type { FindingDetail } from './detail.ts'

const titleWords = words('어디에 있습니까', 'Where it is')
const deviceWords = words('기기', 'Device')
const releaseWords = words('릴리스', 'Release')
const stateWords = words('상태', 'State')
const decisionWords = words('판정', 'Decision')
const untilWords = words('유효', 'Until')
const ownedWords = (owner: string) =>
  words(
    `배포판 패키지 ${owner}에 포함됨: 배포판이 버전을 올리지 않고 고쳤을 수 있습니다`,
    `Part of the distribution’s package ${owner}: it may have been mended without a new version`,
  )

/** Each SBOM that stands, with its own state: one decision may hold in one release and not in another. */
export function PlacesPanel({ places }: Pick<FindingDetail, 'places'>) {
  const say = useSay()
  return (
    <Panel title={`${say(titleWords)} (${places.length})`}>
      <div className={list.frame}>
        <table className={list.table}>
          <thead>
            <tr>
              {[deviceWords, releaseWords, stateWords, decisionWords, untilWords].map((label) => (
                <th key={label.en} scope="col">
                  {say(label)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {places.map((place) => (
              <tr key={place.sbom.id}>
                <td>
                  {place.device && (
                    <TextLink {...paths.record('device', place.device.id)}>{place.device.title}</TextLink>
                  )}
                </td>
                <td>
                  <TextLink {...paths.record('release', place.release.id)}>
                    {place.release.number} {place.release.title}
                  </TextLink>
                  <div>
                    <TextLink {...paths.record('sbom', place.sbom.id)}>{place.sbom.number}</TextLink>
                  </div>
                </td>
                <td>
                  <StateMark state={place.state} />
                  {place.ownedBy && <div>{say(ownedWords(place.ownedBy.component))}</div>}
                </td>
                <td data-label={say(decisionWords)}>
                  {place.decision ? (
                    <TextLink {...paths.record(place.decision.kind, place.decision.id)}>
                      {place.decision.number}
                    </TextLink>
                  ) : (
                    '–'
                  )}
                </td>
                <td data-label={say(untilWords)}>
                  {place.decidedUntil ? <Day on={place.decidedUntil} /> : '–'}
                </td>
              </tr>
            ))}
          </tbody>
        </table>
      </div>
    </Panel>
  )
}
