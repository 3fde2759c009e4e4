import { z } from 'zod'
import type { Body } from '../kind.ts'
import { say, type Words } from '../words.ts'
import type { NoticeSource } from './notice-source.ts'
import { noticeText } from './notice-text.ts'

export type NoticeDraft = { readonly body: Body; readonly addressee: Addressee; readonly duty: string | null }
type Addressee = 'authority' | 'hospitals' | 'users' | 'suppliers'

/** Sites in one record: more are told by further notices. */
const sitesEachMax = 500

const authorities: Readonly<Record<string, Words>> = {
  'kr-vulnerability-notice': say('식품의약품안전처', 'Ministry of Food and Drug Safety (MFDS)'),
  'kr-security-patch-kisa': say('한국인터넷진흥원(KISA)', 'Korea Internet & Security Agency (KISA)'),
  'eu-cra-14-vulnerability': say(
    '조정 CSIRT와 ENISA(단일 신고 플랫폼)',
    'Coordinating CSIRT and ENISA (single reporting platform)',
  ),
}

/** Duties towards those who use the device, the first that runs is the one a notice to them meets. */
const towardsUsers = [
  'us-postmarket-cyber-30',
  'us-524b-critical',
  'eu-cra-14-users',
  'kr-security-patch-users',
]

/**
 * First drafts of what to send about a vulnerability: one to each authority whose period runs on the case, and one to
 * each sort of place that runs an affected release. The texts state facts and leave every conclusion to a person in
 * square brackets; nothing is sent. Once the flaw is remedied, the notice to the places supplied is that of the
 * Enforcement Rule Art. 29(1). The voluntary word of the MFDS notice Art. 20 counts as met by telling the Ministry.
 */
export function draftNotices(source: NoticeSource): NoticeDraft[] {
  const running = [...new Set(source.running)]
  const toAuthorities = running.flatMap((duty) => {
    const name = authorities[duty.split('#', 1)[0] ?? '']
    return name ? [draftOf(source, { addressee: 'authority', duty, recipient: name, sites: [] })] : []
  })
  return [...toAuthorities, ...placesTold(source, running)]
}

function placesTold(source: NoticeSource, running: readonly string[]): NoticeDraft[] {
  const { case: about, reach } = source
  const isRemedied = about.body.remediedOn !== undefined || about.body.patchMadeAt !== undefined
  const isKorean = marketsOf(about.body).includes('KR')
  const duty =
    towardsUsers.find((one) => running.includes(one)) ?? (isRemedied && isKorean ? 'kr-fix-notice' : null)
  const bySort = Map.groupBy(reach.sites, ({ siteType }) => addresseeOf(siteType))
  return [...bySort].flatMap(([addressee, sites]) =>
    parts(sites, sitesEachMax).map((some) =>
      draftOf(source, {
        addressee,
        duty,
        recipient: recipientOf(addressee, some),
        sites: some.map(({ id }) => id),
      }),
    ),
  )
}

type Told = {
  readonly addressee: Addressee
  readonly duty: string | null
  readonly recipient: Words
  readonly sites: readonly string[]
}

function draftOf(source: NoticeSource, { addressee, duty, recipient, sites }: Told): NoticeDraft {
  const about = source.case
  const id = String(about.body.vulnerability)
  return {
    addressee,
    duty,
    body: {
      name: `${id} ${titles[addressee].ko} · ${titles[addressee].en} (${about.number})`,
      case: about.id,
      ...(duty !== null && { duty }),
      addressee,
      recipient: `${recipient.ko} · ${recipient.en}`,
      ...(sites.length > 0 && { sites }),
      content: noticeText(source, { addressee, sites }),
    },
  }
}

const titles: { readonly [To in Addressee]: Words } = {
  authority: say('취약점 통보', 'vulnerability notice'),
  hospitals: say('의료기관 안내', 'notice to hospitals'),
  users: say('사용자 안내', 'notice to users'),
  suppliers: say('판매업자 안내', 'notice to distributors'),
}

function addresseeOf(siteType: string | null): Addressee {
  if (siteType === 'home') return 'users'
  return siteType === 'distributor' ? 'suppliers' : 'hospitals'
}

function recipientOf(addressee: Addressee, sites: readonly { readonly title: string }[]): Words {
  const [only] = sites
  if (only && sites.length === 1) return say(only.title.slice(0, 140), only.title.slice(0, 140))
  const n = sites.length
  const words: { readonly [To in Addressee]: Words } = {
    authority: say('당국', 'Authority'),
    hospitals: say(`설치 의료기관 ${n}곳`, `${n} hospitals that run it`),
    users: say(`사용처 ${n}곳`, `${n} places of use`),
    suppliers: say(`판매업자 ${n}곳`, `${n} distributors`),
  }
  return words[addressee]
}

function marketsOf(body: Body): readonly string[] {
  return z.array(z.string()).catch([]).parse(body.market)
}

function parts<T>(list: readonly T[], size: number): T[][] {
  const count = Math.ceil(list.length / size)
  return Array.from({ length: count }, (_, at) => list.slice(at * size, (at + 1) * size))
}
