import type { Body } from '@maek/domain/kind.ts'
import { examples as incidents } from '../examples/incidents.ts'
import { examples as models } from '../examples/models.ts'
import { examples as protection } from '../examples/protection.ts'
import type { File } from './device-bodies.ts'

/* More bodies of the journey: the model, what it is judged by, what it may do to people, and the day it was broken into. */

type Ids = Readonly<Record<string, string>>

/** What was trained, told by its hash; `operatingPoint` was fixed before the held-out cases were seen. */
export function modelVersionBody(
  ids: Ids,
  weights: File,
  told: { readonly operatingPoint: string; readonly commit: string },
): Body {
  const { aiSystem = '', trainedOn = '', testedOn = '', release = '' } = ids
  return {
    ...models['model-version'],
    name: '세침흡인 악성도 로지스틱 모델',
    version: '1.0.0',
    aiSystem,
    basedOn: undefined,
    architecture: '표준화한 특징 30개의 로지스틱 회귀(L2 벌점).',
    designReasons: '설명할 수 있는 계수와 재현되는 학습을 위해 택했다(SRS-003, SRS-004).',
    trainingMethod: {
      ko: '공개 자료의 60 %를 사례 번호의 해시로 골라 뉴턴법으로 학습했다.',
      en: 'Fitted by Newton’s method on the 60 % of the public cases chosen by the hash of their number.',
    },
    trainedOn: [trainedOn],
    testedOn: [testedOn],
    environment: '난수를 쓰지 않는다. Node.js 24, tools/train-breast-cancer.ts.',
    preprocessing: '학습 자료의 평균과 표준편차로 표준화.',
    weights,
    weightsSha256: weights.sha256,
    codeCommit: told.commit,
    operatingPoint: told.operatingPoint,
    operatingPointReason: '학습 자료의 악성 99 %를 찾는 가장 높은 정수 퍼센트.',
    performance: [{ metric: 'AUROC', estimate: '0.99', lower: '0.97', upper: '1', n: 342 }],
    limits: {
      ko: '판정 경계의 표본과 남성 환자는 확인되지 않았다.',
      en: 'Not shown for borderline specimens nor for men.',
    },
    releases: [release],
  }
}

/** A plan whose intervals are Wilson's and DeLong's, with limits set before any result. */
export function evaluationBody(
  ids: Ids,
  told: { readonly name: string; readonly operatingPoint: string; readonly size: number },
): Body {
  const { modelVersion = '', dataset = '' } = ids
  return {
    name: told.name,
    modelVersion,
    dataset,
    purpose: 'standalone',
    question: '고정한 임계값에서 허용기준을 충족하는가.',
    method: 'AUROC는 드롱(DeLong), 민감도와 특이도는 윌슨(Wilson) 95 % 구간.',
    plannedSize: told.size,
    operatingPoint: told.operatingPoint,
    independence: '사례 번호의 해시로 나누어 학습 자료와 겹치지 않는다.',
    acceptanceCriteria: [
      { metric: 'AUROC', judgedBy: 'lower', comparison: 'at-least', limit: '0.90' },
      { metric: '민감도', judgedBy: 'lower', comparison: 'at-least', limit: '0.75' },
      { metric: '특이도', judgedBy: 'lower', comparison: 'at-least', limit: '0.75' },
    ],
  }
}

export function impactBody(ids: Ids, today: string): Body {
  const {
    aiSystem = '',
    modelVersion = '',
    hazard = '',
    riskControl = '',
    engineer = '',
    reviewer = '',
  } = ids
  return {
    ...models['impact-assessment'],
    name: '세침흡인 악성도 계산 AI 영향평가',
    aiSystem,
    modelVersions: [modelVersion],
    triggers: ['first'],
    scope: '국내 병리과에서의 판독 보조. 선별검사는 제외.',
    assessors: [engineer, reviewer],
    assessedOn: today,
    hazards: [hazard],
    riskControls: [riskControl],
  }
}

/** Electronic infringement with a leak of sensitive data from an online service: many clocks from one moment. */
export function incidentBody(
  { engineer = '', device = '', release = '', aiSystem = '' }: Ids,
  awareAt: string,
): Body {
  return {
    ...incidents.incident,
    awareAt,
    occurredAt: undefined,
    owner: engineer,
    devices: [device],
    releases: [release],
    aiSystems: [aiSystem],
    sites: undefined,
    modelVersions: undefined,
    vulnerabilityCases: undefined,
    hazards: undefined,
    timeline: [{ at: awareAt, what: '이상 접속 경보 확인', role: '보안관제' }],
    containedAt: undefined,
    containment: undefined,
    evidence: undefined,
    preventionDecidedAt: undefined,
  }
}

export function noticeBody({ incident = '', sender = '' }: Ids, duty: string, sentAt: string): Body {
  return {
    ...incidents.notice,
    incident,
    duty,
    sentAt,
    sender,
    attachments: undefined,
    receiptFiles: undefined,
    acknowledgedAt: undefined,
    receipt: undefined,
  }
}

/** What protects the device under one article of the security notice, shown by a file. */
export function measureBody({ device = '', engineer = '', reviewer = '' }: Ids, evidence: File): Body {
  return {
    ...protection.measure,
    name: { ko: '계정의 최소 권한과 분기별 회수', en: 'Least privilege and quarterly removal of accounts' },
    article: 'article-5',
    topics: ['account-life'],
    owner: engineer,
    verifier: reviewer,
    devices: [device],
    aiSystems: undefined,
    what: '역할마다 필요한 권한만 주고, 분기마다 쓰지 않는 계정을 회수한다.',
    verification: '계정 목록과 인사 기록의 대조, 시험 T-88.',
    result: '회수되지 않은 계정 0건.',
    documents: undefined,
    hazards: undefined,
    riskControls: undefined,
    evidence: [evidence],
  }
}
