import { say, type Words } from '../words.ts'

/**
 * How far whoever makes a component stands behind it: the words FDA's premarket guidance on cybersecurity gives as
 * examples for “software level of support”, and security fixes only, which most published life cycles know.
 */
export const supportLevels = {
  maintained: say('적극적으로 유지관리됨', 'Actively maintained'),
  'security-only': say('보안 수정만 제공', 'Security fixes only'),
  'not-maintained': say('유지관리 종료', 'No longer maintained'),
  abandoned: say('방치됨', 'Abandoned'),
  unknown: say('알 수 없음', 'Unknown'),
} as const satisfies Record<string, Words>
export type SupportLevel = keyof typeof supportLevels

/** Where an answer comes from, strongest first: our own contract, the SBOM itself, published life cycles, nobody. */
export const supportSources = {
  plan: say('지원 계획', 'Support plan'),
  sbom: say('SBOM', 'SBOM'),
  feed: say('지원 종료 정보', 'End-of-life data'),
  none: say('출처 없음', 'No source'),
} as const satisfies Record<string, Words>
export type SupportSource = keyof typeof supportSources

/** What is done about a component whose support has ended (MFDS notice Art. 15: devices outlive the support of their parts). */
export const supportActions = {
  replace: say('교체', 'Replace'),
  isolate: say('격리', 'Isolate'),
  'maintain-ourselves': say('자체 유지관리', 'Maintain ourselves'),
  'accept-until': say('기한부 수용', 'Accept until a date'),
} as const satisfies Record<string, Words>
export type SupportAction = keyof typeof supportActions

/** The support of one line of an SBOM as it stands on a day. */
export type SupportRow = {
  /** Reference of the component in its SBOM. */
  readonly reference: string
  readonly name: string
  readonly version: string | null
  readonly purl: string | null
  readonly supplier: string | null
  readonly level: SupportLevel
  /** Last day of support, `2027-05-14`; null where nobody names one. Supported on that very day, not after. */
  readonly endsOn: string | null
  /** Support has ended: the last day has passed, or the source says so without naming a day. */
  readonly ended: boolean
  readonly source: SupportSource
  /** Who says it, in words: the plan's number, the product and its release cycle. */
  readonly because: Words
  /** The plan in force that speaks of it, where there is one. */
  readonly plan: { readonly id: string; readonly number: string } | null
  /** What the plan says will be done once support has ended. */
  readonly action: SupportAction | null
}
