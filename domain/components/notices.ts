import { csvText } from '../csv-text.ts'
import { type Language, say } from '../words.ts'
import { obligations } from './licence-obligations.ts'
import type { JudgedComponent } from './licence-report.ts'

export const noticeFormats = ['markdown', 'text', 'csv'] as const
export type NoticeFormat = (typeof noticeFormats)[number]

export type NoticeHead = {
  /** The release or SBOM it is about, `REL-2026-0001 CXR Assist 2.1.0`. */
  readonly about: string
  /** The day it was made, `2026-11-22`. */
  readonly on: string
  readonly language: Language
}

const words = {
  title: say('제3자 소프트웨어 고지', 'Third-party software notices'),
  intro: say(
    '이 제품에는 아래의 제3자 구성요소가 들어 있습니다. 저작권은 각 저작자에게 있습니다. 라이선스 전문과 각 구성요소의 저작권 표시를 이 문서와 함께 제공하십시오.',
    'This product contains the third-party components below. Copyright is held by their authors. Provide the licence texts and each component’s copyright notices together with this document.',
  ),
  obliged: say('지킬 일', 'What has to be done'),
  unclear: say('라이선스가 확인되지 않은 구성요소', 'Components whose licence is not established'),
  unclearIntro: say(
    'SBOM에 선언이 없거나 알아볼 수 없습니다. 배포하기 전에 확인하십시오.',
    'The SBOM declares none, or one nobody can read. Establish it before distribution.',
  ),
  component: say('구성요소', 'Component'),
  version: say('버전', 'Version'),
  licence: say('라이선스', 'Licence'),
  supplier: say('공급자', 'Supplier'),
  copyright: say('저작권 표시', 'Copyright'),
  none: say('선언 없음', 'none declared'),
} as const

type Group = { readonly licence: string; readonly components: readonly JudgedComponent[] }

/**
 * The list of third-party components by the licences that apply (the branch taken of every choice), with what they
 * ask. Components whose licence is not established stand apart and are never left out.
 */
export function writeNotices(
  judged: readonly JudgedComponent[],
  head: NoticeHead,
  format: NoticeFormat,
): string {
  if (format === 'csv') return table(judged, head.language)
  const clear = judged.filter(isClear)
  const unclear = judged.filter((one) => !isClear(one))
  const groups = groupsOf(clear)
  const write = format === 'markdown' ? markdown : plainText
  return write({ groups, unclear, head })
}

function isClear({ verdict }: JudgedComponent): boolean {
  return verdict.applies.length > 0 && verdict.notRecognised.length === 0
}

function groupsOf(judged: readonly JudgedComponent[]): Group[] {
  const groups = new Map<string, Map<string, JudgedComponent>>()
  for (const one of judged) {
    const licence = one.verdict.applies.join(' AND ')
    const group = groups.get(licence) ?? new Map<string, JudgedComponent>()
    // The same version listed twice in an SBOM is told once.
    group.set(`${one.name}\u0000${one.version ?? ''}`, one)
    groups.set(licence, group)
  }
  return [...groups]
    .sort(([left], [right]) => (left < right ? -1 : 1))
    .map(([licence, group]) => ({ licence, components: [...group.values()] }))
}

type Parts = {
  readonly groups: readonly Group[]
  readonly unclear: readonly JudgedComponent[]
  readonly head: NoticeHead
}

function markdown({ groups, unclear, head }: Parts): string {
  const { language } = head
  const lines = [
    `# ${words.title[language]}`,
    '',
    `${escaped(head.about)} · ${head.on}`,
    '',
    words.intro[language],
    '',
  ]
  for (const group of groups) {
    lines.push(`## ${escaped(group.licence)}`, '')
    lines.push(...duties(group, language).map((duty) => `> ${duty}`))
    if (duties(group, language).length > 0) lines.push('')
    lines.push(...group.components.map((one) => `- ${escaped(shown(one))}`), '')
  }
  if (unclear.length > 0) {
    lines.push(`## ${words.unclear[language]}`, '', words.unclearIntro[language], '')
    lines.push(...unclear.map((one) => `- ${escaped(`${shown(one)}: ${declared(one, language)}`)}`), '')
  }
  return lines.join('\n')
}

function plainText({ groups, unclear, head }: Parts): string {
  const { language } = head
  const rule = '-'.repeat(72)
  const lines = [words.title[language], `${head.about} · ${head.on}`, '', words.intro[language], '']
  for (const group of groups) {
    lines.push(rule, group.licence, rule)
    lines.push(...duties(group, language).map((duty) => `  * ${duty}`), '')
    lines.push(...group.components.map((one) => `  ${shown(one)}`), '')
  }
  if (unclear.length > 0) {
    lines.push(rule, words.unclear[language], rule, words.unclearIntro[language], '')
    lines.push(...unclear.map((one) => `  ${shown(one)}: ${declared(one, language)}`), '')
  }
  return lines.join('\n')
}

function table(judged: readonly JudgedComponent[], language: Language): string {
  const heading = [
    words.component,
    words.version,
    say('purl', 'purl'),
    words.supplier,
    words.copyright,
    words.licence,
    words.obliged,
  ]
  return csvText([
    heading.map((one) => one[language]),
    ...judged.map((one) => [
      one.name,
      one.version ?? '',
      one.purl ?? '',
      one.supplier ?? '',
      one.copyright ?? '',
      isClear(one) ? one.verdict.applies.join(' AND ') : declared(one, language),
      one.verdict.obligations.map((duty) => obligations[duty][language]).join(' / '),
    ]),
  ])
}

function duties({ components }: Group, language: Language): string[] {
  const all = new Set(components.flatMap(({ verdict }) => verdict.obligations))
  return [...all].map((duty) => obligations[duty][language])
}

function shown({ name, version, supplier, copyright }: JudgedComponent): string {
  const by = copyright !== null ? `: ${copyright}` : supplier === null ? '' : ` (${supplier})`
  return `${version === null ? name : `${name} ${version}`}${by}`
}

function declared({ declared: texts }: JudgedComponent, language: Language): string {
  return texts.length === 0 ? words.none[language] : texts.join(', ')
}

/** Names come from SBOMs: in Markdown they must stay text, neither links nor markup. */
function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]()#+!|<>~]/g, '\\$&')
}
