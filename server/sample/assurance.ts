import { audit } from '@maek/domain/assurance/audit.ts'
import { auditFinding } from '@maek/domain/assurance/audit-finding.ts'
import { managementReview } from '@maek/domain/assurance/management-review.ts'
import { lineOf, proseOf } from './marked.ts'
import type { Pen } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = {
  readonly device: string
  readonly people: SamplePeople
  readonly policy: string
  readonly action: string
  readonly incident: string
}

/** An internal audit with a finding still open, and last half-year's management review. */
export async function writeAssurance(pen: Pen, told: Told): Promise<void> {
  const held = await writeAudit(pen, told)
  await writeReview(pen, { ...told, audit: held })
}

async function writeAudit(pen: Pen, { device, people }: Told): Promise<string> {
  const report = await pen.keep(
    'audit-report-sample.txt',
    '내부심사 보고서 샘플 데이터 · audit report, sample data\n',
  )
  const planned = await pen.write(audit, {
    name: lineOf('통합 내부심사', 'Combined internal audit'),
    type: 'internal',
    criteria: ['iso-13485', 'iso-42001', 'kr-digital-gmp', 'kr-security-notice'],
    objective: proseOf(
      '체계가 기준에 맞고 운영되는지 확인한다.',
      'Whether the system conforms and is in use.',
    ),
    scope: proseOf('전 부서, 제품 1종', 'All departments, one device'),
    plannedOn: pen.day(-70),
    from: pen.day(-70),
    to: pen.day(-69),
    method: 'on-site',
    auditors: [people.quality],
    independence: proseOf('자기 부서를 심사하지 않았다.', 'Nobody audited their own department.'),
    agenda: [
      {
        topic: lineOf('설계, AI 수명주기', 'Design, AI life cycle'),
        on: pen.day(-70),
        auditee: lineOf('연구소', 'Research'),
      },
    ],
    devices: [device],
    sampled: proseOf('변경 4건, 데이터셋 2건', 'Four changes, two datasets'),
    followUp: proseOf('지난 지적 없음', 'No earlier findings'),
    conclusion: proseOf(
      '대체로 적합하며 부적합 1건이 있다.',
      'Conforms on the whole, with one nonconformity.',
    ),
    result: 'with-findings',
    report: [report],
  })
  const conducting = await pen.lead(planned, 'begin')
  const finding = await pen.write(auditFinding, {
    name: lineOf('영향평가 절차가 없음', 'No procedure for impact assessment'),
    audit: conducting.id,
    grade: 'minor',
    requirement: lineOf('ISO/IEC 42001 6.1.4', 'ISO/IEC 42001 6.1.4'),
    statement: proseOf(
      '영향평가의 절차가 승인되지 않았다.',
      'The procedure for impact assessment is not approved.',
    ),
    seen: proseOf('AP-01이 초안이다.', 'AP-01 is a draft.'),
    dueOn: pen.day(14),
    owner: people.research,
  })
  await pen.lead(finding, 'start')
  return (await pen.lead(conducting, 'submit', 'approve')).id
}

async function writeReview(pen: Pen, told: Told & { readonly audit: string }): Promise<void> {
  const said = {
    earlierActions: proseOf('결정 3건 모두 완료', 'All three decisions done'),
    context: proseOf('인공지능기본법 시행', 'The AI Basic Act is in force'),
    interestedParties: proseOf('병원이 SBOM을 요구한다.', 'Hospitals ask for the SBOM.'),
    feedback: proseOf('의견 8건', 'Eight comments'),
    complaints: proseOf('불만 2건, 처리 완료', 'Two complaints, closed'),
    reporting: proseOf('보고 대상 없음', 'Nothing reportable'),
    audits: proseOf('내부심사 1회, 경부적합 1건', 'One internal audit, one minor finding'),
    processes: proseOf('목표 6개 중 5개 달성', 'Five of six objectives met'),
    products: proseOf('출하 1회', 'One release'),
    aiPerformance: proseOf('병원 1곳에서 특이도 미달', 'Specificity low at one hospital'),
    security: proseOf('취약점 결정 진행 중', 'Decisions on vulnerabilities under way'),
    nonconformities: proseOf('1건 처리 중', 'One in progress'),
    corrective: proseOf('1건 진행', 'One in progress'),
    preventive: proseOf('없음', 'None'),
    changes: proseOf('1.5.0 보안 업데이트 예정', 'Security update 1.5.0 planned'),
    regulation: proseOf('보안지침 이행 점검', 'Security notice under check'),
    recommendations: proseOf('영향평가 절차를 마친다.', 'Finish the impact assessment procedure.'),
    suitability: proseOf('체계는 적절하다.', 'The system is suitable.'),
    systemOutput: proseOf('절차 AP-01을 승인한다.', 'Approve procedure AP-01.'),
    productOutput: proseOf('1.5.0을 준비한다.', 'Prepare 1.5.0.'),
    regulationOutput: proseOf('게시 사항을 공개한다.', 'Publish what the law asks.'),
    resourceOutput: proseOf('연구원 1명을 더한다.', 'One more researcher.'),
    aiOutput: proseOf('영향평가를 끝낸다.', 'Complete the impact assessment.'),
  }
  const written = await pen.write(managementReview, {
    ...said,
    name: lineOf('상반기 경영검토', 'Management review, first half'),
    heldOn: pen.day(-35),
    periodFrom: pen.day(-220),
    periodTo: pen.day(-40),
    chair: told.people.chief,
    attendees: [told.people.chief, told.people.quality],
    decisions: [
      {
        decision: lineOf('영향평가 완료', 'Complete the impact assessment'),
        role: lineOf('연구', 'Research'),
        dueOn: pen.day(10),
      },
    ],
    policies: [told.policy],
    auditsReviewed: [told.audit],
    correctiveActions: [told.action],
    incidents: [told.incident],
    minutes: await pen.keep('minutes-sample.txt', '경영검토 회의록 샘플 데이터 · minutes, sample data\n'),
  })
  await pen.lead(written, 'submit', 'approve')
}
