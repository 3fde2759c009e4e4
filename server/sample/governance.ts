import { document } from '@maek/domain/documents/document.ts'
import type { subjects } from '@maek/domain/documents/subjects.ts'
import { policy } from '@maek/domain/governance/policy.ts'
import { supplier } from '@maek/domain/governance/supplier.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'
import type { SamplePeople } from './people.ts'

export type SampleGovernance = {
  readonly qualityPolicy: string
  readonly riskPolicy: string
  readonly cloud: string
  readonly documents: readonly string[]
}

/** Policies, suppliers and procedures. There is no approved procedure for AI impact assessment: a gap on purpose. */
export async function writeGovernance(pen: Pen, people: SamplePeople): Promise<SampleGovernance> {
  const [policies, cloud, documents] = await Promise.all([
    writePolicies(pen, people),
    writeSuppliers(pen, people),
    writeDocuments(pen, people),
  ])
  return { ...policies, cloud, documents }
}

async function writePolicies(pen: Pen, people: SamplePeople) {
  const shared = {
    scope: pairOf('모든 제품과 업무', 'All products and work'),
    communication: proseOf('전 직원 교육과 게시', 'Training for all and posting'),
    owner: people.chief,
    effectiveOn: pen.day(-300),
  }
  const approved = async (body: Readonly<Record<string, unknown>>) =>
    (await pen.lead(await pen.write(policy, { ...shared, ...body }), 'submit', 'approve')).id
  const [qualityPolicy, , riskPolicy] = await Promise.all([
    approved({
      title: pairOf('품질방침', 'Quality policy'),
      covers: ['quality'],
      text: pairOf(
        '환자에게 안전한 기기를 만들고 요구사항을 지키며 시스템의 효과성을 유지한다.',
        'We make devices safe for patients, meet requirements and keep the system effective.',
      ),
      commitments: ['fits-purpose', 'meets-requirements', 'stays-effective', 'frames-objectives'],
    }),
    approved({
      title: pairOf('인공지능 방침', 'AI policy'),
      covers: ['ai', 'ai-ethics'],
      text: pairOf(
        '사람이 감독하고 설명할 수 있는 AI를 만들며 계속 개선한다.',
        'We build AI that people oversee and can explain, and keep improving it.',
      ),
      commitments: ['fits-purpose', 'meets-requirements', 'improves', 'frames-objectives'],
      principles: ['safety', 'human-oversight', 'fairness', 'transparency'],
      alignment: proseOf('품질방침과 목표의 틀을 함께 쓴다.', 'Shares the frame of objectives with quality.'),
    }),
    approved({
      title: pairOf('위험 허용 방침', 'Risk acceptability policy'),
      covers: ['risk-acceptability'],
      text: pairOf('합리적으로 낮출 수 있는 위험은 낮춘다.', 'We lower risk as far as possible.'),
      commitments: ['meets-requirements'],
      riskCriteria: proseOf('심각도와 가능성의 조합으로 정한다.', 'By severity and likelihood together.'),
    }),
  ])
  return { qualityPolicy, riskPolicy }
}

async function writeSuppliers(pen: Pen, people: SamplePeople): Promise<string> {
  const agreement = await pen.keep('agreement-sample.txt', '위탁계약 샘플 데이터 · agreement, sample data\n')
  const cloud = await pen.write(supplier, {
    name: lineOf('가온클라우드', 'Gaon Cloud'),
    supplies: ['cloud'],
    offering: lineOf('추론 서버', 'Inference servers'),
    criticality: 'high',
    outsourcedProcess: false,
    handlesPersonalData: true,
    country: '대한민국 · Korea',
    contactName: '샘플 담당 · sample contact',
    contactEmail: 'partner@example.com',
    securityContact: 'security@example.com',
    purchaseRequirements: proseOf(
      '가용성 99.9%, 침해 즉시 통지',
      'Availability 99.9%, breaches notified at once',
    ),
    criteria: proseOf('보안 인증과 복구 실적', 'Security certificate and recovery record'),
    evaluationMethods: ['certificate', 'questionnaire'],
    evaluatedOn: pen.day(-180),
    evaluator: people.quality,
    evaluationResult: 'accepted',
    certificates: [{ standard: 'ISO/IEC 27001', number: 'SAMPLE-0001', validUntil: pen.day(400) }],
    incomingCheck: proseOf('이미지 해시 확인', 'Hash of the image is checked'),
    agreed: ['security', 'vulnerability-notice', 'change-notice', 'personal-data'],
    agreementFiles: [agreement],
    monitoring: proseOf('월별 가용성 확인', 'Availability checked monthly'),
    reevaluateOn: pen.day(180),
  })
  await pen.write(supplier, {
    name: lineOf('나래라벨링', 'Narae Labelling'),
    supplies: ['annotation'],
    criticality: 'medium',
    outsourcedProcess: true,
    handlesPersonalData: false,
  })
  return (await pen.lead(cloud, 'submit', 'approve')).id
}

type Subject = keyof typeof subjects

const procedures: readonly (readonly [code: string, subjects: readonly Subject[], ko: string, en: string])[] =
  [
    ['QM-01', ['manual', 'scope', 'process-map'], '품질·AI 경영 매뉴얼', 'Quality and AI manual'],
    ['QP-01', ['document-control', 'record-control'], '문서와 기록 관리', 'Document and record control'],
    ['QP-02', ['competence'], '교육훈련', 'Competence and training'],
    ['QP-03', ['risk-management', 'ai-risk'], '위험관리', 'Risk management'],
    ['QP-04', ['design', 'requirements', 'change-control'], '설계와 변경관리', 'Design and change control'],
    ['QP-05', ['complaints', 'vigilance'], '불만처리와 이상사례 보고', 'Complaints and vigilance'],
    [
      'QP-06',
      ['nonconformity', 'corrective-action'],
      '부적합과 시정조치',
      'Nonconformity and corrective action',
    ],
    ['QP-07', ['internal-audit'], '내부심사', 'Internal audit'],
    ['SP-01', ['vulnerability-handling', 'security-monitoring'], '취약점 처리', 'Vulnerability handling'],
    ['SP-02', ['incident-response', 'awareness-criteria'], '침해대응', 'Incident response'],
  ]

async function writeDocuments(pen: Pen, people: SamplePeople): Promise<string[]> {
  const write = (code: string, about: readonly Subject[], [ko, en]: readonly [string, string]) =>
    pen.write(document, {
      title: pairOf(ko, en),
      documentType: code.startsWith('QM') ? 'manual' : 'procedure',
      documentCode: code,
      subjects: about,
      purpose: pairOf(`${ko}의 방법을 정한다.`, `How we do it: ${en}.`),
      languages: 'pair',
      body: pairOf(
        `# ${ko}\n1. 적용범위\n2. 책임\n3. 절차`,
        `# ${en}\n1. Scope\n2. Responsibility\n3. Procedure`,
      ),
      languageInStep: 'both',
      owner: people.quality,
      confidentiality: 'internal',
      distribution: proseOf('전 부서', 'All departments'),
      readingRequired: false,
      effectiveOn: pen.day(-200),
    })
  const approved = await Promise.all(
    procedures.map(async ([code, about, ko, en]) =>
      pen.lead(await write(code, about, [ko, en]), 'submit', 'approve'),
    ),
  )
  // Left as a draft on purpose: an auditor asks for this procedure first (ISO/IEC 42001 6.1.4).
  await write('AP-01', ['impact-assessment'], ['AI 시스템 영향평가', 'AI impact assessment'])
  return approved.map(({ id }) => id)
}
