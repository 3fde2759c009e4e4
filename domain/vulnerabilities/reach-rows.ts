import { unitPatchers } from '../products/installation.ts'
import { type Language, say } from '../words.ts'
import type { Reach } from './reach-api.ts'

const columns = [
  say('제품', 'Device'),
  say('릴리스', 'Release'),
  say('버전', 'Version'),
  say('구성요소', 'Components'),
  say('사용처', 'Site'),
  say('국가', 'Country'),
  say('대수', 'Units'),
  say('연결된 대수', 'Connected'),
  say('연결 미확인', 'Connection unsaid'),
  say('업데이트 주체', 'Updated by'),
  say('마지막 확인일', 'Last confirmed'),
  say('안내 수신 이메일', 'Email for notices'),
  say('담당자', 'Contact'),
]

/** The reach as a flat table, its head first: a row for each release at each site, and one for a release nobody runs. */
export function reachRows(reach: Reach, language: Language): string[][] {
  const sites = new Map(reach.sites.map((site) => [site.id, site]))
  const devices = new Map(reach.devices.map((device) => [device.id, device]))
  const components = new Map(reach.components.map((one) => [one.key, one]))
  const rows = reach.releases.flatMap((release) => {
    const parts = release.components.flatMap((key) => {
      const component = components.get(key)
      return component ? (component.purl ?? [component.name, component.version ?? ''].join(' ').trim()) : []
    })
    const device = devices.get(release.device)
    const first = [device?.title ?? '', release.number, release.version, parts.join(' ')]
    if (release.places.length === 0) return [[...first, ...columns.slice(first.length).map(() => '')]]
    return release.places.map(({ site, installed }) => {
      const place = sites.get(site)
      return [
        ...first,
        place?.title ?? '',
        place?.country ?? '',
        ...(installed
          ? [installed.units, installed.connected, installed.unsaid].map(String)
          : [noRegister[language], '', '']),
        (installed?.patchers ?? []).map((name) => patcherText(name, language)).join(', '),
        installed?.confirmedOn ?? '',
        place?.noticeEmail ?? '',
        place?.contactName ?? '',
      ]
    })
  })
  return [columns.map((column) => column[language]), ...rows]
}

/** Said where a site names a release as its own and nobody has recorded its units. */
export const noRegister = say('대수 기록 없음', 'No unit register')

/** Who can update, in words; a name that is none is shown as it is. */
export function patcherText(name: string, language: Language): string {
  const found = Object.entries(unitPatchers).find(([key]) => key === name)
  return found ? found[1][language] : name
}
