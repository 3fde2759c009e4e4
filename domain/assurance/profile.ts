import { aiSystem } from '../models/ai-system.ts'
import { device } from '../products/device.ts'
import { site } from '../products/site.ts'
import { say, type Words } from '../words.ts'
import type { AppliesWhen } from './catalogue.ts'
import type { Need, RecordFact } from './fact.ts'
import type { Facts } from './facts.ts'
import { living } from './look.ts'
import { isHeld, type Watch } from './trait.ts'

/*
 * Whom a requirement addresses, read off the devices. A fact nobody has stated is not a false one: a condition that
 * hangs on it applies, since a duty hidden by an empty field would be worse than one shown too many.
 */

const asked = (...fields: readonly string[]) =>
  new Map(fields.map((field): [string, Need] => [field, 'value']))

export const profileReads: readonly Watch[] = [
  {
    kind: device,
    needs: asked(
      'markets',
      'family',
      'form',
      'ourRole',
      'grade',
      'euClass',
      'safetyClass',
      'usesAi',
      'cyberDevice',
      'handlesPersonalData',
      'connections',
    ),
  },
  { kind: aiSystem, needs: asked('roles') },
  { kind: site, needs: asked('siteType') },
]

/** Values of one key on one device; undefined where nobody has said. */
type Values = readonly (string | boolean)[] | undefined
type Key = keyof AppliesWhen
type Profile = Readonly<Record<Key, Values>>

export type Applicability =
  | { readonly applies: true }
  | { readonly applies: 'unknown' }
  | { readonly applies: false; readonly because: () => Words }

/** The devices and their profiles, each told once, and what was found to apply to them so far. */
export type Profiles = {
  readonly devices: readonly RecordFact[]
  readonly profiles: readonly Profile[]
  readonly known: Map<string, Applicability>
}

type Sources = { readonly systems: readonly RecordFact[]; readonly sites: readonly RecordFact[] }

// By the very list of devices: thirty catalogues asked of the same facts read them once.
const read = new WeakMap<readonly RecordFact[], { readonly sources: Sources; readonly profiles: Profiles }>()

export function profilesOf(facts: Facts): Profiles {
  const devices = living(facts, 'device')
  const sources = { systems: living(facts, 'ai-system'), sites: living(facts, 'site') }
  const found = read.get(devices)
  if (found?.sources.systems === sources.systems && found.sources.sites === sources.sites)
    return found.profiles
  const profiles = profilesFrom(devices, sources)
  read.set(devices, { sources, profiles })
  return profiles
}

function profilesFrom(devices: readonly RecordFact[], { systems, sites }: Sources): Profiles {
  const isDeployer = systems.some((fact) => isHeld(fact.body.roles, 'user'))
  const customer: Values =
    sites.length === 0 || sites.some(({ body }) => body.siteType === 'hospital' || body.siteType === 'clinic')
      ? undefined
      : []
  const distinct = new Map<string, Profile>()
  for (const fact of devices) {
    const profile = profileOf(fact, { isDeployer, customer })
    distinct.set(JSON.stringify(keys.map((key) => profile[key] ?? null)), profile)
  }
  return { devices, profiles: [...distinct.values()], known: new Map() }
}

/** Whether a requirement applies: every key must match one and the same device. Before: `when` is its condition. */
export function applicabilityOf(when: AppliesWhen | undefined, profiles: Profiles): Applicability {
  if (when === undefined) return { applies: true }
  const condition = JSON.stringify(when)
  const found = profiles.known.get(condition) ?? judged(when, profiles)
  profiles.known.set(condition, found)
  return found
}

function judged(when: AppliesWhen, { devices, profiles }: Profiles): Applicability {
  if (profiles.length === 0) return { applies: 'unknown' }
  const wanted = conditionsOf(when)
  const matches = (profile: Profile) =>
    wanted.every(([key, values]) => profile[key]?.some((value) => values.includes(value)) ?? true)
  return profiles.some(matches)
    ? { applies: true }
    : { applies: false, because: () => noneMeets(wanted, devices) }
}

function noneMeets(wanted: readonly Condition[], devices: readonly RecordFact[]): Words {
  const isUnconfirmed = devices.some((one) => !one.approved)
  const named = wanted.map(([key, values]) => wordsOf(key, values))
  const note = isUnconfirmed
    ? say(' 아직 확인되지 않은 제품 정보에 따른 것입니다.', ' Some of the devices are not confirmed yet.')
    : say('', '')
  return say(
    `등록된 제품 ${devices.length}개 가운데 조건에 맞는 제품이 없습니다(${named.map(({ ko }) => ko).join(', ')}).${note.ko}`,
    `${devices.length === 1 ? 'The one device on record does not meet' : `None of the ${devices.length} devices meets`} the condition (${named.map(({ en }) => en).join(', ')}).${note.en}`,
  )
}

type Condition = readonly [Key, readonly (string | boolean)[]]

function conditionsOf(when: AppliesWhen): readonly Condition[] {
  return keys.flatMap((key): Condition[] => {
    const value = when[key]
    if (value === undefined) return []
    return [[key, value === true ? [true] : value]]
  })
}

const marketNames: Readonly<Record<string, string>> = { kr: 'KR', eu: 'EU', us: 'US' }
const mdrClasses: Readonly<Record<string, string>> = {
  'class-i': 'I',
  'class-iia': 'IIa',
  'class-iib': 'IIb',
  'class-iii': 'III',
}

function profileOf({ body }: RecordFact, house: { isDeployer: boolean; customer: Values }): Profile {
  const isSoftware = body.form === 'standalone'
  const isOnline = body.connections === undefined ? undefined : isHeld(body.connections, 'internet')
  return {
    market: listOf(body.markets).flatMap((name) => marketNames[name] ?? []),
    deviceForm: [...formsOf(body.family), ...listOf(body.form)],
    role: [...rolesOf(body.ourRole), ...(house.isDeployer ? ['deployer'] : [])],
    grade: body.grade === undefined ? undefined : [gradeOf(String(body.grade))],
    mdrClass: body.euClass === undefined ? undefined : listOf(mdrClasses[String(body.euClass)]),
    // IEC 62304 4.3: class C until another is assigned.
    softwareClass: classesOf(body.safetyClass),
    customer: house.customer,
    usesAi: flag(body.usesAi),
    // A device uses AI here when a learned model is inside: that is machine learning.
    usesMl: flag(body.usesAi),
    cyberDevice: flag(body.cyberDevice),
    hasHardware: [!isSoftware],
    // The device record does not ask these two; only software alone can be neither.
    sterile: isSoftware ? [false] : undefined,
    implantable: isSoftware ? [false] : undefined,
    legacySoftware: undefined,
    personalData: flag(body.handlesPersonalData),
    onlineService: flag(isOnline),
  }
}

function flag(value: unknown): Values {
  return typeof value === 'boolean' ? [value] : undefined
}

function listOf(value: unknown): readonly string[] {
  const list = Array.isArray(value) ? value : [value]
  return list.filter((one) => typeof one === 'string')
}

function formsOf(family: unknown): readonly string[] {
  if (family === 'combination-drug') return ['combination']
  return family === 'health-support' ? ['wellness'] : []
}

/** A contract developer meets the maker's duties through the contract, and maintenance ones in its own name. */
function rolesOf(role: unknown): readonly string[] {
  return role === 'contract-developer' ? ['manufacturer', 'maintainer'] : listOf(role)
}

function gradeOf(grade: string): string {
  return grade === 'ungraded' ? 'none' : grade.replace('grade-', '')
}

function classesOf(safetyClass: unknown): Values {
  if (safetyClass === undefined) return ['C']
  return safetyClass === 'no-software' ? [] : [String(safetyClass).replace('class-', '').toUpperCase()]
}

const keyNames: Readonly<Record<Key, Words>> = {
  market: say('시장', 'market'),
  deviceForm: say('제품 형태', 'form'),
  role: say('역할', 'role'),
  grade: say('등급', 'grade'),
  mdrClass: say('MDR 등급', 'MDR class'),
  softwareClass: say('소프트웨어 안전등급', 'software safety class'),
  customer: say('고객', 'customer'),
  usesAi: say('인공지능 사용', 'uses AI'),
  usesMl: say('기계학습 사용', 'uses machine learning'),
  cyberDevice: say('사이버 기기', 'cyber device'),
  hasHardware: say('하드웨어 포함', 'has hardware'),
  sterile: say('멸균', 'sterile'),
  implantable: say('이식형', 'implantable'),
  legacySoftware: say('레거시 소프트웨어', 'legacy software'),
  personalData: say('개인정보 처리', 'personal data'),
  onlineService: say('온라인 서비스', 'online service'),
}

const valueNames: Readonly<Record<string, Words>> = {
  standalone: say('독립형', 'standalone'),
  embedded: say('내장형', 'embedded'),
  hardware: say('하드웨어', 'hardware'),
  combination: say('융합의약품', 'combination drug'),
  wellness: say('건강지원기기', 'wellness'),
  manufacturer: say('제조', 'manufacturer'),
  importer: say('수입', 'importer'),
  maintainer: say('유지·관리', 'maintainer'),
  deployer: say('이용', 'deployer'),
  userFacility: say('사용시설', 'user facility'),
  foreignOperator: say('국외 사업자', 'foreign operator'),
  hospital: say('의료기관', 'hospital'),
  none: say('미분류', 'ungraded'),
}

const keys: readonly Key[] = Object.keys(keyNames).filter((name): name is Key => name in keyNames)

function wordsOf(key: Key, values: readonly (string | boolean)[]): Words {
  const name = keyNames[key]
  if (values[0] === true) return name
  const named = values.map((value) => valueNames[String(value)] ?? say(String(value), String(value)))
  return say(
    `${name.ko} ${named.map(({ ko }) => ko).join('·')}`,
    `${name.en} ${named.map(({ en }) => en).join('/')}`,
  )
}
