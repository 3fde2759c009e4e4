import { say, type Words } from '../words.ts'
import { cpeKey, parseCpe } from './cpe.ts'
import { formatPurl, type Purl, parsePurl } from './purl.ts'

/** One release cycle of a product and how long its maker supports it, as published; days as `2027-05-14`. */
export type SupportCycle = {
  readonly product: string
  readonly title: string
  readonly cycle: string
  /** End of active support. */
  readonly activeUntil: string | null
  /** End of security fixes. */
  readonly endsOn: string | null
  /** Whether support has ended, where only yes or no is published. */
  readonly ended: boolean | null
  /** End of paid or extended support: told, never counted, for only a contract gives it. */
  readonly extendedUntil: string | null
}

export type CycleAnswer = {
  readonly level: 'maintained' | 'security-only' | 'not-maintained' | 'unknown'
  readonly endsOn: string | null
  readonly ended: boolean
  readonly because: Words
}

/** What life-cycle data can be asked about a component: identifiers of products, and the version to look up there. */
export type CycleQuestion = {
  readonly identifiers: readonly { readonly scheme: 'purl' | 'cpe' | 'product'; readonly text: string }[]
  readonly version: string
}

/**
 * What to ask about a component, or null where nothing can be asked. A package of a Linux distribution is supported
 * by the distribution, which carries fixes back, so its own release is asked and not the project's.
 */
export function cycleQuestionOf(component: {
  readonly type: string
  readonly name: string
  readonly version: string | null
  readonly purl: string | null
  readonly cpe: string | null
}): CycleQuestion | null {
  const read = component.purl === null ? undefined : parsePurl(component.purl)
  const purl = read?.ok ? read.value : undefined
  if (purl && distributed.has(purl.type)) return distributionOf(purl)
  const version = component.version ?? purl?.version
  if (version === undefined) return null
  if (component.type === 'operating-system') {
    const product = distributions.get(component.name.toLowerCase()) ?? component.name.toLowerCase()
    return { identifiers: [{ scheme: 'product', text: product }], version }
  }
  const identifiers = [
    ...(purl ? [{ scheme: 'purl' as const, text: bare(purl) }] : []),
    ...cpeIdentifiers(component.cpe).map((text) => ({ scheme: 'cpe' as const, text })),
  ]
  return identifiers.length === 0 ? null : { identifiers, version }
}

/** The purl without version, qualifiers and subpath: what identifies the product. */
function bare({ type, namespace, name }: Purl): string {
  return formatPurl({ type, ...(namespace !== undefined && { namespace }), name, qualifiers: new Map() })
}

/** The question a CPE asks of life cycles; none where it is broken or leaves vendor or product open. */
function cpeIdentifiers(cpe: string | null): string[] {
  const read = cpe === null ? undefined : parseCpe(cpe)
  const key = read?.ok ? cpeKey(read.value) : undefined
  return read?.ok && key !== undefined ? [`${read.value.part}:${key}`] : []
}

const distributed = new Set(['deb', 'rpm', 'apk'])

/** Names distributions go by in purls and SBOMs, and the product under which their life cycles are published. */
const distributions: ReadonlyMap<string, string> = new Map([
  ['debian', 'debian'],
  ['ubuntu', 'ubuntu'],
  ['alpine', 'alpine-linux'],
  ['almalinux', 'almalinux'],
  ['rocky', 'rocky-linux'],
  ['fedora', 'fedora'],
  ['centos', 'centos'],
  ['redhat', 'rhel'],
  ['rhel', 'rhel'],
  ['oracle', 'oracle-linux'],
  ['ol', 'oracle-linux'],
  ['amazon', 'amazon-linux'],
  ['amzn', 'amazon-linux'],
  ['opensuse', 'opensuse'],
  ['opensuse.leap', 'opensuse'],
  ['sles', 'sles'],
])

/** Code names that stand in purls in place of a number. */
const codeNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    stretch: '9',
    buster: '10',
    bullseye: '11',
    bookworm: '12',
    trixie: '13',
    xenial: '16.04',
    bionic: '18.04',
    focal: '20.04',
    jammy: '22.04',
    noble: '24.04',
  }),
)

function distributionOf(purl: Purl): CycleQuestion | null {
  const distro = purl.qualifiers.get('distro')?.toLowerCase()
  const space = purl.namespace?.toLowerCase().split('/')[0]
  if (distro === undefined || space === undefined) return null
  const product = distributions.get(space)
  const dash = distro.indexOf('-')
  const rest = distributions.has(distro.slice(0, dash)) ? distro.slice(dash + 1) : distro
  const version = codeNames.get(rest) ?? rest
  if (product === undefined || !/^\d/.test(version)) return null
  return { identifiers: [{ scheme: 'product', text: product }], version }
}

const versionLengthMax = 200

/**
 * The cycle a version belongs to: the one whose name is the longest beginning of it, number by number (`3.0` of
 * `3.0.11-1`, never `3.1` of `3.10`). Null where none fits or the version says too little.
 */
export function cycleFor(version: string, cycles: readonly SupportCycle[]): SupportCycle | null {
  const asked = partsOf(version)
  let best: { cycle: SupportCycle; length: number } | null = null
  for (const cycle of cycles) {
    const parts = partsOf(cycle.cycle.replace(/\.x$/i, ''))
    const isBeginning = parts.length > 0 && parts.every((part, at) => part === asked[at])
    if (isBeginning && parts.length > (best?.length ?? 0)) best = { cycle, length: parts.length }
  }
  return best?.cycle ?? null
}

/** Numbers without leading noughts, and words, of a version: epoch and a leading `v` or `go` do not count. */
function partsOf(version: string): string[] {
  const plain = version
    .slice(0, versionLengthMax)
    .toLowerCase()
    .replace(/^\d+:/, '')
    .replace(/^(v|go)(?=\d)/, '')
  return (plain.match(/\d+|[a-z]+/g) ?? []).map((part) => part.replace(/^0+(?=\d)/, ''))
}

/** What a cycle says of its support on a day. The last day itself is still supported. */
export function supportOfCycle(cycle: SupportCycle, today: string): CycleAnswer {
  const { title, endsOn, activeUntil, extendedUntil } = cycle
  const ended = endsOn === null ? cycle.ended === true : today > endsOn
  const isTold = endsOn !== null || cycle.ended !== null
  const inActive = activeUntil === null || today <= activeUntil
  const level = !isTold ? 'unknown' : ended ? 'not-maintained' : inActive ? 'maintained' : 'security-only'
  const extended =
    extendedUntil === null
      ? say('', '')
      : say(
          `, 별도 계약 연장 지원 ${extendedUntil}까지`,
          `, extended support by contract until ${extendedUntil}`,
        )
  return {
    level,
    endsOn,
    ended,
    because: say(
      `${title} ${cycle.cycle}의 공개된 지원 기간${extended.ko}`,
      `Published life cycle of ${title} ${cycle.cycle}${extended.en}`,
    ),
  }
}
