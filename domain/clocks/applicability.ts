import { say, type Words } from '../words.ts'
import type { Actor, Conditions, Duty } from './duties.ts'

/** What a firm may be under the laws of the catalogue. */
export type Role =
  | Exclude<Actor, 'deviceHandler' | 'authority'>
  | 'maintainer'
  | 'seller'
  | 'lessor'
  | 'repairer'

/** What is known of a firm and its device. A fact left out is unknown, which is not the same as false. */
export type Facts = {
  readonly market?: readonly Single<'market'>[]
  readonly role?: readonly Role[]
  readonly deviceForm?: Single<'deviceForm'>
  readonly grade?: Single<'grade'>
  readonly customer?: readonly Single<'customer'>[]
  readonly personalData?: boolean
  readonly onlineService?: boolean
  readonly usesAi?: boolean
  readonly underMdrOrIvdr?: boolean
  readonly cyberDevice?: boolean
}
type Single<K extends 'market' | 'deviceForm' | 'grade' | 'customer'> = NonNullable<Conditions[K]>[number]
export type FactName = keyof Facts

/** Whether a duty binds the firm: `ask` where a fact that decides it is unknown. */
export type Applicability =
  | { readonly applies: 'yes' }
  | { readonly applies: 'no'; readonly by: FactName }
  | { readonly applies: 'ask'; readonly missing: readonly FactName[] }
  | { readonly applies: 'notOurs' }

/** What each fact is called when it has to be asked for. */
export const factTitles: Readonly<Record<FactName, Words>> = {
  market: say('판매 국가', 'Market'),
  role: say('역할(제조·수입·유지보수 등)', 'Role (maker, importer, maintainer, …)'),
  deviceForm: say('제품 형태(독립형·내장형·하드웨어)', 'Form of the device (standalone, embedded, hardware)'),
  grade: say('등급', 'Class'),
  customer: say('고객(의료기관 여부)', 'Customers (hospitals or not)'),
  personalData: say('개인정보 처리 여부', 'Whether personal data are processed'),
  onlineService: say('온라인 서비스 여부', 'Whether it is an online service'),
  usesAi: say('인공지능 사용 여부', 'Whether it uses AI'),
  underMdrOrIvdr: say('EU MDR·IVDR 적용 여부', 'Whether the EU MDR or IVDR applies'),
  cyberDevice: say('사이버 기기(제524B조) 여부', 'Whether it is a cyber device (section 524B)'),
}

/**
 * Which roles hold the duties of an actor. `anyone` marks actors that the duty's own conditions already describe
 * (who handles personal data is a controller), so that a role nobody ticked never hides a 24-hour clock.
 */
const heldBy: Readonly<Record<Actor, readonly Role[] | 'anyone'>> = {
  manufacturer: ['manufacturer'],
  importer: ['importer'],
  deviceHandler: ['manufacturer', 'importer', 'maintainer', 'seller', 'lessor', 'repairer', 'hospital'],
  controller: 'anyone',
  processor: ['processor'],
  serviceProvider: 'anyone',
  softwareOperator: ['softwareOperator', 'manufacturer'],
  aiOperator: 'anyone',
  aiProvider: 'anyone',
  sponsor: ['sponsor'],
  trialInstitution: ['trialInstitution'],
  qualityManager: ['qualityManager', 'manufacturer', 'importer'],
  hospital: ['hospital'],
  userFacility: ['userFacility'],
  authority: [],
}

/**
 * Whether a duty applies to what is known. A condition that is false decides at once; one that is unknown asks
 * for the fact; then the duty must be ours to do. Conditions on the role replace the actor's own roles.
 */
export function applicabilityOf(duty: Duty, facts: Facts): Applicability {
  const missing: FactName[] = []
  for (const name of conditionNames) {
    const wanted = duty.appliesWhen[name]
    if (wanted === undefined) continue
    const known = facts[name]
    if (known === undefined) missing.push(name)
    else if (!matches(wanted, known)) return { applies: 'no', by: name }
  }
  if (duty.appliesWhen.role === undefined) {
    const holders = holdersOf(duty)
    if (holders !== 'anyone' && holders.length === 0) return { applies: 'notOurs' }
    if (holders !== 'anyone' && facts.role === undefined) missing.push('role')
    if (holders !== 'anyone' && facts.role !== undefined && !matches(holders, facts.role)) {
      return { applies: 'notOurs' }
    }
  }
  return missing.length > 0 ? { applies: 'ask', missing } : { applies: 'yes' }
}

/** In Korea importers answer for what makers must do (Medical Devices Act Art. 31(2); Digital Act Art. 13, Rule 28). */
function holdersOf(duty: Duty): readonly Role[] | 'anyone' {
  const isMakers = duty.jurisdiction === 'KR' && duty.actor === 'manufacturer'
  return isMakers ? ['manufacturer', 'importer'] : heldBy[duty.actor]
}

const conditionNames = [
  'market',
  'deviceForm',
  'role',
  'grade',
  'customer',
  'personalData',
  'onlineService',
  'usesAi',
  'underMdrOrIvdr',
  'cyberDevice',
] as const satisfies readonly (keyof Conditions)[]

type Value = string | boolean | readonly string[]

function matches(wanted: Value, known: Value): boolean {
  const values = listOf(known)
  return listOf(wanted).some((value) => values.includes(value))
}

function listOf(value: Value): readonly (string | boolean)[] {
  return typeof value === 'string' || typeof value === 'boolean' ? [value] : value
}
