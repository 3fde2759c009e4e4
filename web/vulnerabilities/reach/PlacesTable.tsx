import type { Reach } from '@maek/domain/vulnerabilities/reach-api.ts'
import { noRegister, patcherText } from '@maek/domain/vulnerabilities/reach-rows.ts'
import { say as words } from '@maek/domain/words.ts'
import { useLanguage, useLocale, useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { ListTable } from '../../records/ListTable.tsx'
import { Day } from '../../ui/Moment.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import classes from './reach.module.css'

const siteWords = words('사용처', 'Site')
const unitsWords = words('대수', 'Units')
const connectedWords = words('연결', 'Connected')
const patcherWords = words('업데이트 주체', 'Updated by')
const confirmedWords = words('마지막 확인', 'Last confirmed')
const tellWords = words('알릴 곳', 'Whom to tell')
const unknownWords = words('미확인', 'unknown')
const noAddressWords = words('주소 없음', 'No address')

type PlacesTableProps = {
  readonly places: Reach['releases'][number]['places']
  readonly sites: Reach['sites']
}

/** The sites that run a release: how many units, who can update them, whom to tell. */
export function PlacesTable({ places, sites }: PlacesTableProps) {
  const byId = new Map(sites.map((site) => [site.id, site]))
  return (
    <ListTable
      heads={[
        siteWords,
        { numbers: unitsWords },
        { numbers: connectedWords },
        patcherWords,
        confirmedWords,
        tellWords,
      ]}
    >
      {places.map(({ site, installed }) => (
        <PlaceRow key={site} site={byId.get(site)} installed={installed} />
      ))}
    </ListTable>
  )
}

type PlaceRowProps = {
  readonly site: Reach['sites'][number] | undefined
  readonly installed: PlacesTableProps['places'][number]['installed']
}

function PlaceRow({ site, installed }: PlaceRowProps) {
  const say = useSay()
  const { language } = useLanguage()
  const format = new Intl.NumberFormat(useLocale()).format
  if (!site) return null
  const unsaid =
    installed && installed.unsaid > 0 ? ` (${say(unknownWords)} ${format(installed.unsaid)})` : ''
  return (
    <tr>
      <td className={classes.site}>
        <TextLink {...paths.record('site', site.id)}>{site.title}</TextLink>
        <span className={classes.dim}>{[site.number, site.country].filter(Boolean).join(' · ')}</span>
      </td>
      {installed ? (
        <>
          <td data-label={say(unitsWords)} data-number>
            {format(installed.units)}
          </td>
          <td data-label={say(connectedWords)} data-number>
            {format(installed.connected)}
            <span className={classes.dim}>{unsaid}</span>
          </td>
          <td data-label={say(patcherWords)}>
            {installed.patchers.map((name) => patcherText(name, language)).join(', ') || '–'}
          </td>
          <td data-label={say(confirmedWords)}>
            {installed.confirmedOn === null ? '–' : <Day on={installed.confirmedOn} />}
          </td>
        </>
      ) : (
        <td colSpan={4} className={classes.none}>
          {say(noRegister)}
        </td>
      )}
      <td data-label={say(tellWords)} className={classes.contact}>
        {site.noticeEmail ?? say(noAddressWords)}
        {site.contactName !== null && <span className={classes.dim}>{site.contactName}</span>}
      </td>
    </tr>
  )
}
