import { say, type Words } from '../words.ts'
import { scoreVector } from './severity.ts'
import type { AskedPoint } from './ssvc-points.ts'

/** What is known of a vulnerability before anybody answers. `null` or absent: nobody says. */
export type SsvcSignals = {
  /** Listed in CISA's KEV; null where no catalogue has been imported. */
  readonly exploited?: boolean | null
  /** As the case says it. */
  readonly exploitation?: string | null
  /** A published CVSS vector of any version. */
  readonly vector?: string | null
  /** Severity of patient harm as the case says it. */
  readonly harm?: string | null
}

/** An answer offered with its reason. Never an answer by itself: a person takes it or not. */
export type SsvcSuggestion = { readonly point: AskedPoint; readonly value: string; readonly because: Words }

/**
 * Suggested answers, at most one a point. KEV is evidence of active exploitation; what is read out of a CVSS vector
 * or a harm class is a heuristic of this house, and says so.
 */
export function suggestSsvc(signals: SsvcSignals): readonly SsvcSuggestion[] {
  const found = [
    ...fromCatalogue(signals.exploited ?? null),
    ...fromCase(signals),
    ...fromVector(signals.vector ?? null),
  ]
  const seen = new Set<AskedPoint>()
  return found.filter(({ point }) => !seen.has(point) && seen.add(point))
}

function fromCatalogue(exploited: boolean | null): SsvcSuggestion[] {
  if (exploited === null) return []
  const because = exploited
    ? say('CISA KEV 목록에 있습니다.', 'Listed in CISA’s KEV.')
    : say('가져온 CISA KEV 목록에 없습니다.', 'Not listed in the CISA KEV that was imported.')
  const listed: SsvcSuggestion = { point: 'in-kev', value: exploited ? 'yes' : 'no', because }
  return exploited ? [listed, { point: 'exploitation', value: 'active', because }] : [listed]
}

const exploitations: Readonly<Record<string, string>> = {
  none: 'none',
  'proof-of-concept': 'public-poc',
  active: 'active',
}

/** ISO 14971 scales end at one patient's death; the mapping to the IEC 61508 scale of SSVC is ours. */
const harms: Readonly<Record<string, string>> = {
  negligible: 'negligible',
  minor: 'negligible',
  serious: 'marginal',
  critical: 'critical',
  catastrophic: 'critical',
}

function fromCase({ exploitation, harm }: SsvcSignals): SsvcSuggestion[] {
  const state = exploitations[exploitation ?? '']
  const impact = harms[harm ?? '']
  return [
    ...(state === undefined
      ? []
      : [
          {
            point: 'exploitation' as const,
            value: state,
            because: say('이 기록의 “악용 여부”에서', 'From “Exploitation” of this case'),
          },
        ]),
    ...(impact === undefined
      ? []
      : [
          {
            point: 'safety-impact' as const,
            value: impact,
            because: say(
              '이 기록의 “환자 위해의 크기”에서(자체 대응표)',
              'From the patient harm of this case (our own mapping)',
            ),
          },
        ]),
  ]
}

function fromVector(vector: string | null): SsvcSuggestion[] {
  if (vector === null || !scoreVector(vector).ok) return []
  const metrics = new Map(
    vector.split('/').map((pair) => [pair.split(':')[0] ?? '', pair.split(':')[1] ?? '']),
  )
  const is = (wanted: string) =>
    wanted.split(' ').every((pair) => metrics.get(pair.split(':')[0] ?? '') === pair.split(':')[1])
  const version = vector.startsWith('CVSS:4.0/') ? 4 : vector.startsWith('CVSS:3.') ? 3 : 2
  return [
    ...automatable(is, version),
    {
      point: 'technical-impact',
      value: is(whole[version]) ? 'total' : 'partial',
      because: say(`공개 벡터의 영향 지표에서(${vector})`, `From the impact metrics of ${vector}`),
    },
    ...maturity(is, version),
  ]
}

const whole = { 2: 'C:C I:C A:C', 3: 'C:H I:H A:H', 4: 'VC:H VI:H VA:H' } as const
const openly = { 2: 'AV:N AC:L Au:N', 3: 'AV:N AC:L PR:N UI:N', 4: 'AV:N AC:L AT:N PR:N UI:N' } as const
const byHand = ['AV:L', 'AV:P', 'UI:R', 'UI:A'] as const

type Has = (wanted: string) => boolean

function automatable(is: Has, version: 2 | 3 | 4): SsvcSuggestion[] {
  const told = is('AU:Y') ? 'yes' : is('AU:N') ? 'no' : null
  const guessed = is(openly[version]) ? 'yes' : byHand.some(is) ? 'no' : null
  const value = told ?? guessed
  if (value === null) return []
  const because =
    value === 'yes'
      ? say(
          '공개 벡터: 망에서 권한·사용자 없이 됩니다.',
          'Published vector: over the network, no privileges, no user.',
        )
      : say(
          '공개 벡터: 접근이나 사용자 조작이 필요합니다.',
          'Published vector: needs local access or a user.',
        )
  return [{ point: 'automatable', value, because }]
}

/** Exploit maturity; only CVSS 4.0 has a value for “attacked”. */
function maturity(is: Has, version: 2 | 3 | 4): SsvcSuggestion[] {
  const value =
    version === 4 && is('E:A')
      ? 'active'
      : ['E:P', 'E:POC', 'E:F', 'E:H'].some(is)
        ? 'public-poc'
        : is('E:U')
          ? 'none'
          : null
  if (value === null) return []
  return [
    {
      point: 'exploitation',
      value,
      because: say('공개 벡터의 악용 성숙도에서', 'From the exploit maturity of the vector'),
    },
  ]
}
