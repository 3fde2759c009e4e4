import { z } from 'zod'
import type { Body } from '../kind.ts'
import type { Reach } from '../vulnerabilities/reach-api.ts'
import { say, type Words } from '../words.ts'
import type { NoticeSource } from './notice-source.ts'

const listedMax = 20
const nameMax = 200
const pairShape = z.object({ ko: z.string(), en: z.string() })

/**
 * The text of a notice in both languages: known facts, and in square brackets what a person must conclude and write.
 * An authority is told detail, severity, impact and response (MFDS security notice Art. 20); places of use what to do
 * meanwhile, how to install the fix safely (Art. 10), and what holds for devices past their support (Art. 15).
 */
export function noticeText(
  source: NoticeSource,
  told: { readonly addressee: string; readonly sites: readonly string[] },
): Words {
  const lines = [
    ...aboutDevice(source.reach),
    ...aboutVulnerability(source),
    ...(told.addressee === 'authority' ? aboutSpread(source) : aboutPlaces(source, told.sites)),
    ...aboutResponse(source.case.body, told.addressee),
    say('문의: [작성: 담당 부서, 전화, 이메일]', 'Contact: [write: department, telephone, email]'),
  ]
  return say(lines.map(({ ko }) => ko).join('\n\n'), lines.map(({ en }) => en).join('\n\n'))
}

function aboutDevice({ devices, releases }: Reach): Words[] {
  const shown = releases.slice(0, listedMax).map(({ title, number }) => `${title} (${number})`)
  const more = releases.length - shown.length
  const titles = devices
    .slice(0, listedMax)
    .map(({ title }) => title)
    .join(', ')
  return [
    say(`제품: ${titles || '[작성]'}`, `Device: ${titles || '[write]'}`),
    say(
      `해당 릴리스: ${shown.join(', ') || '[작성]'}${more > 0 ? ` 외 ${more}개` : ''}`,
      `Releases concerned: ${shown.join(', ') || '[write]'}${more > 0 ? ` and ${more} more` : ''}`,
    ),
  ]
}

function aboutVulnerability({ case: about, reach }: NoticeSource): Words[] {
  const { body } = about
  const id = text(body.vulnerability)
  const others = reach.names.filter((name) => name !== id)
  const also = others.length > 0 ? ` (${others.join(', ')})` : ''
  const components = reach.components
    .slice(0, listedMax)
    .map(({ name, version }) => plain(`${name} ${version ?? ''}`))
  const component = components.join(', ') || text(body.component)
  return [
    say(`취약점: ${id}${also}`, `Vulnerability: ${id}${also}`),
    say(`구성요소: ${component}`, `Component: ${component}`),
    severity(body),
    exploitation[text(body.exploited)] ?? say('악용 여부: [작성]', 'Exploitation: [write]'),
  ]
}

function severity(body: Body): Words {
  const published =
    body.publishedScore === undefined ? null : `${text(body.publishedScore)} ${text(body.publishedIssuer)}`
  const device = body.deviceScore === undefined ? null : text(body.deviceScore)
  return say(
    `심각도: 공개 점수 ${published?.trim() ?? '[작성]'}, 기기 점수 ${device ?? '[작성]'}`,
    `Severity: published score ${published?.trim() ?? '[write]'}, device score ${device ?? '[write]'}`,
  )
}

const exploitation: Readonly<Record<string, Words>> = {
  none: say('악용 여부: 알려진 악용 없음', 'Exploitation: none known'),
  'proof-of-concept': say('악용 여부: 개념증명 공개', 'Exploitation: proof of concept published'),
  active: say('악용 여부: 실제 악용 확인', 'Exploitation: actively exploited'),
}

function aboutSpread({ case: about, reach: { counts } }: NoticeSource): Words[] {
  const aware = text(about.body.awareAt).replace(/^(.{10})T(.{5}).*$/, '$1 $2 UTC')
  const unregistered =
    counts.sitesWithoutRegister > 0
      ? say(
          ` (대수 기록 없는 사용처 ${counts.sitesWithoutRegister}곳은 대수에서 빠짐)`,
          ` (without the units of ${counts.sitesWithoutRegister} sites that have no register)`,
        )
      : say('', '')
  return [
    say(`인지 시각: ${aware}`, `Aware at: ${aware}`),
    say(
      `분포: 사용처 ${counts.sites}곳, ${counts.units}대, 그중 연결 ${counts.connected}대${unregistered.ko}`,
      `Distribution: ${counts.sites} sites, ${counts.units} units, ${counts.connected} of them connected${unregistered.en}`,
    ),
  ]
}

/** With one site, what runs there; with several, that each is to look up its own. */
function aboutPlaces({ reach }: NoticeSource, sites: readonly string[]): Words[] {
  const [only] = sites
  if (only === undefined || sites.length > 1)
    return [
      say(
        '귀 기관에서 쓰는 릴리스를 위 목록과 비교하십시오. 제품 화면의 버전 정보에서 볼 수 있습니다.',
        'Compare the release you run with the list above. The device shows its version.',
      ),
    ]
  const here = reach.releases.flatMap(({ title, places }) =>
    places.flatMap(({ site, installed }) =>
      site === only ? [{ title, units: installed?.units ?? null }] : [],
    ),
  )
  const list = (unit: (n: number) => string) =>
    here.map(({ title, units }) => (units === null ? title : `${title} ${unit(units)}`)).join(', ')
  return [
    say(
      `귀 기관에서 사용 중: ${list((n) => `${n}대`)}`,
      `In use at your site: ${list((n) => `(${n} units)`)}`,
    ),
  ]
}

function aboutResponse(body: Body, addressee: string): Words[] {
  const action = pairShape.safeParse(body.actionStatement).data
  const isFixed =
    body.fixedIn !== undefined || body.patchMadeAt !== undefined || body.remediedOn !== undefined
  const impact = say(
    '환자 안전과 개인정보에 미치는 영향: [작성: 평가 결과와 그 근거]',
    'Impact on patient safety and personal data: [write: result of the assessment and its grounds]',
  )
  const meanwhile = say(
    `고칠 때까지 할 일: ${action?.ko || '[작성]'}`,
    `What to do until it is fixed: ${action?.en || '[write]'}`,
  )
  const fix = isFixed
    ? say(
        '수정: [작성: 수정 릴리스와 적용 방법, 파일의 무결성을 확인하는 방법, 실패했을 때 되돌리는 방법(보안지침 제10조)]',
        'Fix: [write: release and how to install it, how to check the file’s integrity, how to go back if it fails (MFDS security notice Art. 10)]',
      )
    : say('수정: [작성: 예정일 또는 계획]', 'Fix: [write: planned day or plan]')
  const legacy = say(
    '[지원이 끝난 제품이면: 지원 종료일과 대체 조치를 적고, 아니면 이 문단을 지우십시오(보안지침 제15조).]',
    '[If the device is past its support: give the end of support and what to do instead; else delete this paragraph (MFDS security notice Art. 15).]',
  )
  return addressee === 'authority' ? [impact, meanwhile, fix] : [impact, meanwhile, fix, legacy]
}

/** A name from an SBOM as a line of a letter: no control or direction signs, not endless. */
function plain(name: string): string {
  return name
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, '')
    .trim()
    .slice(0, nameMax)
    .toWellFormed()
}

function text(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number' ? String(value) : '–'
}
