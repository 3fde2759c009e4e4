import { document } from '../../documents/document.ts'
import { aiSystem } from '../../models/ai-system.ts'
import { impactAssessment } from '../../models/impact-assessment.ts'
import { say } from '../../words.ts'
import { every } from '../claim.ts'
import { all } from '../combine.ts'
import { has } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, filled, holds, holdsAll, inForce, reviewed } from '../trait.ts'
import { allowedFirst, changes, review } from './happenings.ts'
import { manual, plan, policyOn, procedure, prove, written, yearly } from './papers.ts'
import { competent, holder, people, trainedIn } from './persons.ts'
import { aiSystems, hazards } from './populations.ts'

/* ISO/IEC 42001:2023, clauses 4 to 7: context, leadership, planning, support. What each row says is our reading of what an auditor asks to see. */

const aiResponsibilities = [
  'ai-governance',
  'model-development',
  'data-management',
  'verification',
  'ai-oversight',
] as const

export const iso42001Planning = chapter('iso-42001', [
  prove(
    '4.1',
    say(
      '조직 상황 분석이 한 해 안에 승인되었고, 모든 AI 시스템의 역할이 확인되었다',
      'Context is analysed and approved within the year, and the role in every AI system is confirmed',
    ),
    all(yearly('context'), every(aiSystem).is(approved, filled('roles'))),
  ),
  prove(
    '4.2',
    say(
      '이해관계자 분석이 한 해 안에 승인되었고, 의무가 되는 요구는 법규 등록부에 있다',
      'Interested parties are analysed and approved within the year, and binding requirements are in the register of regulation',
    ),
    all(yearly('context'), written('regulation')),
  ),
  prove(
    '4.3',
    say(
      '적용범위 문서가 시행 중이고, 모든 AI 시스템이 포함·제외 사유와 함께 확인되었다',
      'A scope statement is in force, and every AI system is confirmed in or out with its reason',
    ),
    all(written('scope'), every(aiSystem).is(approved, filled('inScope', 'scopeReason'))),
  ),
  prove(
    '4.4',
    say('프로세스 맵과 매뉴얼이 시행 중이다', 'A process map and a manual are in force'),
    all(written('process-map'), manual('manual')),
  ),
  prove(
    '5.1',
    say(
      '최고경영자가 주재한 경영검토가 한 해 안에 있고 자원을 결정했으며, AI 방침이 시행 중이다',
      'Top management chaired a review within the year and decided on resources, and an AI policy is in force',
    ),
    all(review('resourceOutput', 'aiOutput'), policyOn('ai')),
  ),
  prove(
    '5.2',
    say(
      '네 가지 약속을 담은 AI 방침이 시행 중이고, 일하는 모든 사람이 교육받았다',
      'An AI policy with its four commitments is in force, and everyone at work has been trained in it',
    ),
    all(
      policyOn(
        'ai',
        holdsAll('commitments', 'fits-purpose', 'meets-requirements', 'improves', 'frames-objectives'),
      ),
      people().is(trainedIn(24, 'ai-policy')),
    ),
  ),
  prove(
    '5.3',
    say(
      'AI 경영시스템 책임자가 확인되었고, 책임과 권한 문서가 시행 중이다',
      'The owner of the AI management system is confirmed, and responsibilities are documented',
    ),
    all(holder('ai-governance'), written('organisation')),
  ),
  prove(
    '6.1.1',
    say(
      '위험 허용 방침과 AI 리스크 절차가 시행 중이고, 리스크·기회 조치 계획이 있다',
      'A policy on acceptable risk and a procedure for AI risk are in force, with a plan of actions',
    ),
    all(policyOn('risk-acceptability', filled('riskCriteria')), procedure('ai-risk'), plan('ai-risk')),
  ),
  prove(
    '6.1.2',
    say(
      'AI 리스크 평가 절차가 시행 중이고, 모든 AI 리스크가 같은 기준으로 추정되었다',
      'A procedure for AI risk assessment is in force, and every AI risk is estimated by the same criteria',
    ),
    all(
      procedure('ai-risk'),
      policyOn('risk-acceptability'),
      hazards('ai').is(filled('affected', 'likelihoodBasis', 'estimateReason', 'policy')),
    ),
  ),
  prove(
    '6.1.3',
    say(
      '적용성 보고서가 한 해 안에 승인되었고, 모든 AI 리스크의 처리 방법과 잔여위험이 승인되었다',
      'A statement of applicability is approved within the year, and treatment and residual risk of every AI risk are confirmed',
    ),
    all(
      yearly('statement-of-applicability'),
      procedure('ai-risk'),
      hazards('ai').is(filled('treatment'), approved),
    ),
  ),
  prove(
    '6.1.4',
    say(
      '영향평가 절차가 시행 중이고, 모든 AI 시스템에 위험과 연결된 승인된 영향평가가 있다',
      'A procedure for impact assessment is in force, and every AI system has an approved one linked to its hazards',
    ),
    all(
      procedure('impact-assessment'),
      aiSystems().is(has(impactAssessment, 'aiSystem', approved, filled('hazards'))),
    ),
  ),
  prove(
    '6.2',
    say('AI 목표가 한 해 안에 승인되었다', 'AI objectives are approved within the year'),
    yearly('objectives'),
  ),
  prove(
    '6.3',
    say(
      '변경관리 절차가 시행 중이고, 경영시스템의 변경은 승인 뒤에 실행되었다',
      'A procedure for changes is in force, and changes of the system were approved before they were made',
    ),
    all(procedure('change-control'), changes().which(holds('aspects', 'process')).is(allowedFirst)),
  ),
  prove(
    '7.1',
    say(
      '자원 계획이 한 해 안에 승인되었고, 경영검토가 자원을 결정했다',
      'A resource plan is approved within the year, and the review decided on resources',
    ),
    all(yearly('resources'), review('resourceOutput')),
  ),
  prove(
    '7.2',
    say(
      'AI 업무 담당자마다 부족함 없는 역량이 확인되었다',
      'Every holder of an AI responsibility has a confirmed competence without a gap',
    ),
    all(procedure('competence'), people(...aiResponsibilities).is(competent())),
  ),
  prove(
    '7.3',
    say(
      '일하는 모든 사람이 2년 안에 AI 방침이나 AI 이해 교육을 받고 효과가 확인되었다',
      'Everyone at work was trained in the AI policy or AI literacy within two years, with confirmed effect',
    ),
    people().is(trainedIn(24, 'ai-policy', 'ai-literacy')),
  ),
  prove(
    '7.4',
    say(
      '의사소통 절차가 시행 중이다',
      'What is communicated, when, to whom and how is documented and in force',
    ),
    written('communication'),
  ),
  prove(
    '7.5.1',
    say('매뉴얼과 문서관리 절차가 시행 중이다', 'A manual and a procedure for document control are in force'),
    all(manual('manual'), procedure('document-control')),
  ),
  prove(
    '7.5.2',
    say('시행일이 지난 문서는 모두 승인되어 있다', 'Every document past its effective date is approved'),
    all(procedure('document-control'), every(document).which(inForce).is(approved)),
  ),
  prove(
    '7.5.3',
    say(
      '문서·기록 관리 절차가 시행 중이고, 시행 중인 문서의 검토 기한이 지나지 않았다',
      'Control of documents and records is in force, and no document in force is overdue for review',
    ),
    all(
      procedure('document-control'),
      procedure('record-control'),
      every(document).which(approved, inForce).is(filled('distribution', 'confidentiality'), reviewed),
    ),
  ),
])
