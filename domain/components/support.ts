import { dayFrom, dayText, lastDayOfMonth } from '../clocks/day.ts'
import { say, type Words } from '../words.ts'
import type { ComponentPattern } from './component-pattern.ts'
import { narrowest } from './component-pattern.ts'
import { type SupportCycle, supportOfCycle } from './support-cycle.ts'

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

/** What the SBOM itself says of a component's support (CycloneDX properties, SPDX validUntilDate). */
export type StatedSupport = { readonly level: SupportLevel | null; readonly endsOn: string | null }

/** A row of a plan in force: a contract of our own, or a maker's word to us. */
export type PlannedSupport = {
  readonly pattern: ComponentPattern
  readonly level: SupportLevel
  readonly endsOn: string | null
  readonly reference: string | null
}

/** What a plan in force says of a release's components. */
export type PlanInForce = {
  readonly id: string
  readonly number: string
  readonly support: readonly PlannedSupport[]
  readonly actions: readonly { readonly pattern: ComponentPattern; readonly action: SupportAction }[]
}

export type SupportQuestion = {
  readonly reference: string
  readonly name: string
  readonly version: string | null
  readonly purl: string | null
  readonly supplier: string | null
  readonly stated: StatedSupport | null
  /** The release cycle its version belongs to, where life-cycle data knows it. */
  readonly cycle: SupportCycle | null
}

/**
 * The support of one component: our own contract before the SBOM's word, that before published life cycles, else
 * unknown. A level that contradicts a day that has passed gives way to the day. `plans`: the narrowest first (of the
 * release before that of the device).
 */
export function judgeSupport(
  question: SupportQuestion,
  plans: readonly PlanInForce[],
  today: string,
): SupportRow {
  const { stated, cycle, ...component } = question
  const acting = firstOf(plans, (plan) => narrowest(plan.actions, component))
  const planned = firstOf(plans, (plan) => narrowest(plan.support, component))
  const spoken = planned ?? acting
  const rest = {
    ...component,
    plan: spoken ? { id: spoken.plan.id, number: spoken.plan.number } : null,
    action: acting?.row.action ?? null,
  }
  if (planned) {
    const { level, endsOn, reference } = planned.row
    const named = reference === null ? '' : ` (${reference})`
    const because = say(
      `지원 계획 ${planned.plan.number}${named}`,
      `Support plan ${planned.plan.number}${named}`,
    )
    return { ...rest, ...onDay(level, endsOn, today), source: 'plan', because }
  }
  if (stated && (stated.level !== null || stated.endsOn !== null)) {
    const because = say('SBOM에 적힌 내용', 'As the SBOM says')
    // A day alone says that it is supported until then, and nothing of how far.
    return { ...rest, ...onDay(stated.level ?? 'unknown', stated.endsOn, today), source: 'sbom', because }
  }
  if (cycle) {
    const answer = supportOfCycle(cycle, today)
    if (answer.level !== 'unknown') return { ...rest, ...answer, source: 'feed' }
  }
  return { ...rest, level: 'unknown', endsOn: null, ended: false, source: 'none', because: nobody }
}

const nobody = say('지원 기간을 알려 주는 출처가 없습니다.', 'No source says how long it is supported.')

function onDay(level: SupportLevel, endsOn: string | null, today: string) {
  const passed = endsOn !== null && today > endsOn
  const isOver = level === 'not-maintained' || level === 'abandoned'
  return { level: passed && !isOver ? ('not-maintained' as const) : level, endsOn, ended: passed || isOver }
}

function firstOf<P, R>(
  plans: readonly P[],
  find: (plan: P) => R | undefined,
): { plan: P; row: R } | undefined {
  for (const plan of plans) {
    const row = find(plan)
    if (row !== undefined) return { plan, row }
  }
  return undefined
}

export type SupportSummary = {
  readonly components: number
  readonly levels: Readonly<Record<SupportLevel, number>>
  readonly sources: Readonly<Record<SupportSource, number>>
  /** Support has ended. */
  readonly ended: number
  /** Of those, how many no plan says anything to do about. */
  readonly endedWithoutAction: number
  /** The next last day of support, and how many components run out on it. */
  readonly first: { readonly endsOn: string; readonly row: SupportRow; readonly components: number } | null
  /** Every last day named, past ones too, in order. */
  readonly timeline: readonly {
    readonly endsOn: string
    readonly components: number
    readonly names: readonly string[]
  }[]
}

const namesShownMax = 5

/** Rolls the components of a release or device up: what has ended, what ends first, when what runs out. */
export function rollUpSupport(rows: readonly SupportRow[], today: string): SupportSummary {
  const levels = { maintained: 0, 'security-only': 0, 'not-maintained': 0, abandoned: 0, unknown: 0 }
  const sources = { plan: 0, sbom: 0, feed: 0, none: 0 }
  const days = new Map<string, SupportRow[]>()
  for (const row of rows) {
    levels[row.level] += 1
    sources[row.source] += 1
    if (row.endsOn === null) continue
    const same = days.get(row.endsOn)
    if (same) same.push(row)
    else days.set(row.endsOn, [row])
  }
  const inOrder = [...days].sort(([left], [right]) => (left < right ? -1 : 1))
  const next = inOrder.find(([endsOn, on]) => endsOn >= today && on.some((row) => !row.ended))
  const [row] = next?.[1].filter((one) => !one.ended) ?? []
  const ended = rows.filter((one) => one.ended)
  return {
    components: rows.length,
    levels,
    sources,
    ended: ended.length,
    endedWithoutAction: ended.filter((one) => one.action === null).length,
    first: next && row ? { endsOn: next[0], row, components: next[1].length } : null,
    timeline: inOrder.map(([endsOn, on]) => ({
      endsOn,
      components: on.length,
      names: [...new Set(on.map(nameOf))].slice(0, namesShownMax),
    })),
  }
}

/** The day so many months earlier, or the last of that month where it is shorter (31 March less one is 28 February). */
export function monthsBefore(day: string, months: number): string {
  const year = Number(day.slice(0, 4))
  const month = Number(day.slice(5, 7)) - months
  const last = lastDayOfMonth(year, month)
  const asked = dayFrom(year, month, Number(day.slice(8)))
  return dayText(Math.min(asked, last))
}

function nameOf({ name, version }: SupportRow): string {
  return version === null ? name : `${name} ${version}`
}
