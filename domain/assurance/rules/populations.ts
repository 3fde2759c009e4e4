import { sbom } from '../../components/sbom.ts'
import { change } from '../../engineering/change.ts'
import { supplier } from '../../governance/supplier.ts'
import { aiSystem } from '../../models/ai-system.ts'
import { evaluation } from '../../models/evaluation.ts'
import { modelVersion } from '../../models/model-version.ts'
import { device } from '../../products/device.ts'
import { release } from '../../products/release.ts'
import { site } from '../../products/site.ts'
import { measure } from '../../protection/measure.ts'
import { hazard } from '../../risks/hazard.ts'
import { riskControl } from '../../risks/risk-control.ts'
import { say } from '../../words.ts'
import { every, whenever } from '../claim.ts'
import type { Need, RecordFact } from '../fact.ts'
import { gapsDecided } from '../gaps-decided.ts'
import { pointingAt, type Scene } from '../look.ts'
import { forEach, has, leadsOnlyTo, leadsTo, newerThan } from '../relation.ts'
import {
  approved,
  approvedWithin,
  closed,
  filled,
  hasRow,
  holds,
  isHeld,
  not,
  notPast,
  reviewed,
  standing,
  type Trait,
} from '../trait.ts'

/* What a clause is about: devices, AI systems, releases, hazards, measures. */

/** Devices for the Korean market: those the Korean notices speak of. */
const korean = holds('markets', 'kr')
export const koreanDevices = () => every(device).which(korean).called('국내 제품', 'Devices for Korea')
export const ofKorea = leadsTo(device, 'device', korean)

export const aiDevices = () => every(device).which(holds('usesAi', true)).called('AI 제품', 'AI devices')

/** AI systems in use or to be; one that is withdrawn asks for nothing new. */
export const aiSystems = () => every(aiSystem).which(not(holds('status', 'withdrawn')))
export const deviceAi = () =>
  aiSystems().which(holds('use', 'device')).called('의료기기 AI 시스템', 'AI systems of devices')
export const koreanAi = () =>
  aiSystems()
    .which(leadsTo(device, 'devices', korean))
    .called('국내 제품의 AI 시스템', 'AI systems of Korean devices')

/** Releases approved to leave the house. */
export const releases = () => every(release).which(approved).called('출하 승인된 릴리스', 'Approved releases')
export const koreanReleases = () =>
  releases().which(ofKorea).called('국내 제품의 출하 승인된 릴리스', 'Approved releases of Korean devices')

/** What runs at each site was approved to leave the house and still stands (ISO 13485 8.2.6). */
export const runsApprovedOnly = leadsOnlyTo(release, 'releases', approved)
export const sites = () => every(site)

const significantAspects = ['intended-use', 'core-performance', 'analysis', 'model', 'data'] as const

/** When the newest change that touches what the AI does was opened, on the AI system or on its models. */
function lastSignificantChange(subject: RecordFact, { facts }: Scene): string | null {
  const models = pointingAt(facts, subject.id, { kind: 'model-version', relation: 'aiSystem' })
  const changes = [
    ...pointingAt(facts, subject.id, { kind: 'change', relation: 'aiSystems' }),
    ...models.flatMap(({ id }) => pointingAt(facts, id, { kind: 'change', relation: 'modelVersions' })),
  ]
  return changes
    .filter(({ body }) => significantAspects.some((aspect) => isHeld(body.aspects, aspect)))
    .reduce<string | null>(
      (last, { createdAt }) => (last === null || (createdAt ?? '') > last ? createdAt : last),
      null,
    )
}

const values = (...fields: readonly string[]) =>
  new Map(fields.map((field): [string, Need] => [field, 'value']))

/** ISO/IEC 42001 8.4: also when a significant change is proposed; it is proposed when its record is opened. */
export const newerThanLastChange = newerThan(
  say('중대한 변경', 'significant change'),
  [
    { kind: change, needs: values('aspects', 'aiSystems', 'modelVersions'), opening: true },
    { kind: modelVersion, needs: values('aiSystem') },
  ],
  lastSignificantChange,
)

/** Approved as in place, or as not applicable with its reason; its review not overdue. */
export const inPlace: readonly Trait[] = [approved, holds('status', 'in-place', 'not-applicable'), reviewed]

/** A measure of the article protects the device; one that names no device protects all of them. */
export function protectedBy(article: string, topic?: string): Trait {
  const about = topic === undefined ? [] : [holds('topics', topic)]
  return forEach(measure, 'devices', holds('article', article), ...about, ...inPlace)
}

/** A measure against attacks on AI protects the AI system (MFDS security notice art. 12). */
export function aiProtected(topic?: string): Trait {
  const about = topic === undefined ? [] : [holds('topics', topic)]
  return has(measure, 'aiSystems', holds('article', 'article-12'), ...about, ...inPlace)
}

const aspectNames = {
  safety: say('안전 위험', 'Safety hazards'),
  security: say('보안 위험', 'Security hazards'),
  ai: say('AI 리스크', 'AI risks'),
  privacy: say('개인정보 위험', 'Privacy risks'),
} as const

/** Hazards seen under one aspect. */
export function hazards(aspect: keyof typeof aspectNames) {
  const { ko, en } = aspectNames[aspect]
  return every(hazard).which(holds('aspects', aspect)).called(ko, en)
}

/** Residual risk judged acceptable and confirmed by another, looked at within its year. */
export const riskSettled: readonly Trait[] = [
  approved,
  holds('residual', 'acceptable', 'outweighed'),
  reviewed,
]

/** A device has at least one hazard of the aspect that is settled. */
export const assessedFor = (aspect: keyof typeof aspectNames) =>
  has(hazard, 'device', holds('aspects', aspect), ...riskSettled)

/** In place and shown to work: two verifications (ISO 14971 7.2). */
export const works = standing(
  'effective',
  ['effective'],
  say('효과가 확인되지 않았습니다', 'is not shown to work'),
)
export const controls = (aspect: keyof typeof aspectNames) =>
  every(riskControl).which(holds('aspects', aspect)).called('위험통제', 'Risk controls')

/** Hazards that may not stay as they are have a control that works. */
export const unacceptable = (aspect: keyof typeof aspectNames) =>
  whenever(hazard)
    .which(holds('aspects', aspect), holds('acceptabilityBefore', 'not-acceptable'))
    .is(has(riskControl, 'hazards', works))
    .called(`통제가 필요한 ${aspectNames[aspect].ko}`, `${aspectNames[aspect].en} that need control`)

export const inUse = () =>
  aiSystems().which(holds('status', 'in-use')).called('사용 중인 AI 시스템', 'AI systems in use')

/** An approved model of it was evaluated on data of real use within the year (ISO/IEC 42001 9.1, A.6.2.6). */
export const evaluatedInUse = has(
  modelVersion,
  'aiSystem',
  approved,
  has(evaluation, 'modelVersion', holds('purpose', 'real-world'), closed, approvedWithin(12)),
)

export const models = () => every(modelVersion).which(approved).called('승인된 모델', 'Approved models')

/** As `models`, where a house without AI has none to show. */
export const modelsSoFar = () =>
  whenever(modelVersion).which(approved).called('승인된 모델', 'Approved models')

/** As `modelsSoFar`, of those whose AI system is in a device for Korea. */
export const koreanModels = () =>
  whenever(modelVersion)
    .which(approved, leadsTo(aiSystem, 'aiSystem', leadsTo(device, 'devices', korean)))
    .called('국내 제품의 승인된 모델', 'Approved models of Korean devices')

/** A met evaluation on data the model was not made from, its criteria signed before (ISO/IEC 42001 A.6.2.4). */
export const validated = has(
  evaluation,
  'modelVersion',
  holds('purpose', 'standalone', 'external'),
  closed,
  filled('independence'),
  holds('verdict', 'met'),
)

/** Shown to hold its performance where inputs are worse than usual (EU AI Act Art. 15). */
export const robust = has(
  evaluation,
  'modelVersion',
  holds('purpose', 'robustness'),
  closed,
  holds('verdict', 'met'),
)

/** Its performance by group is known, and every gap found is decided (ISO/IEC 42001 A.5.4, EU AI Act Arts. 10 and 15). */
export const fair = has(evaluation, 'modelVersion', closed, gapsDecided)

export const evaluatedAgainInTime = notPast(
  'reevaluateOn',
  say('재평가 기한이 지났습니다', 'is overdue for evaluation'),
)

export const suppliers = () => every(supplier)
export const aiSuppliers = () =>
  whenever(supplier)
    .which(holds('supplies', 'ai-model', 'data', 'annotation'))
    .called('AI 공급자', 'Suppliers of AI')
/** Who runs a process of ours: the responsibility stays ours (ISO 13485 4.1.5). */
export const outsourced = () =>
  whenever(supplier)
    .which(holds('outsourcedProcess', true))
    .called('외주 프로세스 공급자', 'Suppliers of outsourced processes')

/** The software inside every approved release is known (MFDS security notice art. 16, IEC 62304 8.1.2). */
export const listed = has(sbom, 'release', approved)

/** What is delivered carries a signature beside its hash, so that a change on the way shows (ISO 13485 7.5.11). */
export const signedArtefacts = hasRow(
  'artefacts',
  (row) => row.sha256 !== undefined && row.signedWith !== undefined,
  say('서명된 배포 파일이 없습니다', 'has no signed artefact'),
)
