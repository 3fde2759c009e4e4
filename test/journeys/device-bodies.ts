import type { Body } from '@maek/domain/kind.ts'
import { examples as governance } from '../examples/governance.ts'
import { examples as models } from '../examples/models.ts'
import { examples as people } from '../examples/people.ts'
import { examples as products } from '../examples/products.ts'
import { examples as risks } from '../examples/risks.ts'

/*
 * The bodies of the journey's records: a small Korean maker whose software grades fine-needle aspirates of the breast.
 * What the journey turns on stands here in its own words; the rest is taken from the examples of each kind.
 * References and files are the journey's own or left out, because the house keeps no link to nothing.
 */

type Ids = Readonly<Record<string, string>>

export function personBody(ko: string, en: string, responsibilities: readonly string[]): Body {
  return {
    ...people.person,
    name: { ko, en },
    responsibilities,
    appointmentFiles: undefined,
    deputy: undefined,
    email: undefined,
    phone: undefined,
  }
}

export function policyBody(owner: string): Body {
  return { ...governance.policy, owner }
}

export function deviceBody(owner: string): Body {
  return {
    ...products.device,
    name: { ko: '유방 세침흡인 판독보조 소프트웨어', en: 'FNA Assist' },
    modelName: 'FNA-1',
    markets: ['kr'],
    intendedUse: {
      ko: '유방 종괴의 세침흡인 세포 영상에서 계측한 핵의 특징으로 악성 가능성을 계산하여 병리의사의 판독을 보조한다.',
      en: 'Estimates from nuclear features of breast fine-needle aspirates how likely a mass is malignant, to assist pathologists.',
    },
    patients: '유방 종괴로 세침흡인을 받는 성인.',
    users: '병리과 전문의, 판독실의 업무용 PC',
    misuse: '계산 결과만으로 조직검사를 생략함',
    operatingPrinciple: undefined,
    euClass: undefined,
    usClass: undefined,
    udi: undefined,
    productCode: '병리검사보조소프트웨어',
    classificationReason: '국내 2등급: 판독을 보조하며 단독으로 진단하지 않음.',
    personalData: '영상 번호. 처리 뒤 저장하지 않는다.',
    owner,
    documents: undefined,
  }
}

export function releaseBody(device: string): Body {
  return {
    ...products.release,
    name: 'FNA Assist 1.0.0',
    version: '1.0.0',
    device,
    sourceRevision: 'v1.0.0',
    changes: { ko: '첫 출하판입니다.', en: 'The first release.' },
    artefacts: [{ name: 'fna-assist-1.0.0.tar', sha256: 'd'.repeat(64) }],
    testFiles: undefined,
    plannedOn: undefined,
  }
}

export function hazardBody({ device = '', engineer = '', reviewer = '' }: Ids): Body {
  return {
    ...risks.hazard,
    title: '악성을 양성으로 계산함',
    device,
    aspects: ['safety', 'ai'],
    source: '판정 경계에 가까운 세포 영상에서 모델의 민감도 부족',
    causes: ['data-bias', 'overreliance'],
    sequence: '경계 사례의 확률이 임계값보다 낮게 나온다 → 표시가 없다 → 판독자가 표시에 기대어 지나친다.',
    situation: '유방암 환자의 조직검사가 늦어진다.',
    harm: '치료 지연으로 병기가 진행한다.',
    affected: ['patients'],
    affectedGroups: undefined,
    assessors: [engineer, reviewer],
    policy: undefined,
  }
}

export function riskControlBody({ hazard = '', engineer = '' }: Ids): Body {
  return {
    ...risks['risk-control'],
    title: '민감도 99 %를 우선한 임계값',
    hazards: [hazard],
    description:
      '학습 데이터의 악성 99 %를 찾는 가장 높은 임계값을 고정하고 출하 조건으로 민감도 하한을 둔다.',
    implementation: '임계값 0.25, 요구사항 SRS-007',
    effectCheck: '떼어 둔 자료에서 민감도 하한이 허용기준을 넘는다.',
    owner: engineer,
    evidence: undefined,
  }
}

export function aiSystemBody({ device = '', engineer = '', supervisor = '' }: Ids): Body {
  return {
    ...models['ai-system'],
    name: { ko: '세침흡인 악성도 계산 AI', en: 'FNA malignancy AI' },
    purpose: {
      ko: '핵의 30가지 계측값으로 악성 확률을 계산해 병리의사의 판독을 보조한다.',
      en: 'Estimates the probability of malignancy from 30 nuclear measurements to assist pathologists.',
    },
    owner: engineer,
    supervisor,
    devices: [device],
    suppliers: undefined,
    task: 'diagnosis',
    learning: 'locked',
    inputsAndOutputs: '입력: 핵 계측값 30개. 출력: 악성 확률 0~1과 임계값에 따른 판정.',
    usersAndPatients: '사용자: 병리과 전문의. 대상: 유방 종괴로 세침흡인을 받는 성인.',
  }
}

export type File = {
  readonly sha256: string
  readonly name: string
  readonly size: number
  readonly mediaType: string
}

type Part = {
  readonly name: string
  readonly part: 'training' | 'testing'
  readonly cases: number
  readonly positives: number
}

export function datasetBody({ name, part, cases, positives }: Part, manifest: File): Body {
  return {
    ...models.dataset,
    name,
    version: '1995.11',
    purposes: [part],
    description: '위스콘신 대학교 병원의 유방 종괴 세침흡인 569건에서 계측한 핵의 특징 30가지(공개 자료).',
    modality: '핵 계측값 표(CSV)',
    suppliers: undefined,
    sites: undefined,
    sources: [
      {
        name: 'University of Wisconsin Hospitals',
        country: '미국',
        from: '1989-01-01',
        to: '1991-11-30',
        acquisition: '세침흡인 도말, 디지털 현미경',
        subjects: cases,
      },
    ],
    legalBasis: 'public',
    legalBasisDetail: '개인을 알아볼 수 없는 공개 자료이며 이용 조건(BSD-3-Clause)을 지킨다.',
    ethics: 'not-needed',
    irbNumber: undefined,
    rightsFiles: undefined,
    identifiability: 'anonymised',
    deidentification: '공개 전에 환자 식별 정보가 모두 제거되었고 계측값만 있다.',
    inclusion: '유방 종괴로 세침흡인을 받은 성인.',
    exclusion: '없음.',
    subjects: cases,
    items: cases,
    population: [{ attribute: 'sex', group: '여', subjects: cases, positives }],
    referenceStandard: '조직검사 또는 추적 관찰로 확정한 진단.',
    agreement: undefined,
    splits: [{ part, subjects: cases, items: cases }],
    licence: 'BSD-3-Clause',
    contentSha256: manifest.sha256,
    manifest,
  }
}
