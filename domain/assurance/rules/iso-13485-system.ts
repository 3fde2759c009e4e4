import { document } from '../../documents/document.ts'
import { device } from '../../products/device.ts'
import { say } from '../../words.ts'
import { every } from '../claim.ts'
import { all, either } from '../combine.ts'
import { chapter } from '../rule.ts'
import { approved, filled, holds, holdsAll, inForce, reviewed } from '../trait.ts'
import { allowedFirst, changes, review } from './happenings.ts'
import { inDeviceFile, manual, policyOn, procedure, prove, report, written, yearly } from './papers.ts'
import { competent, holder, people, trainedIn } from './persons.ts'
import { outsourced } from './populations.ts'

/* ISO 13485:2016, clauses 4 to 6: quality management system, management responsibility, resources. */

export const iso13485System = chapter('iso-13485', [
  prove(
    '4.1.1',
    say(
      '품질매뉴얼이 시행 중이고, 모든 제품에서 우리의 역할이 확인되었다',
      'A quality manual is in force, and our role for every device is confirmed',
    ),
    all(manual('manual'), every(device).is(filled('ourRole'), approved)),
  ),
  prove(
    '4.1.2',
    say(
      '프로세스와 상호작용을 정한 프로세스 맵이 시행 중이다',
      'A process map with interactions is in force',
    ),
    written('process-map'),
  ),
  prove(
    '4.1.3',
    say(
      '프로세스 맵이 시행 중이고 지표가 한 해 안에 승인되었으며, 경영검토가 프로세스를 검토했다',
      'A process map is in force, indicators are approved within the year, and the review looked at processes',
    ),
    all(written('process-map'), yearly('objectives'), review('processes')),
  ),
  prove(
    '4.1.4',
    say(
      '변경관리 절차가 시행 중이고, 프로세스 변경은 승인 뒤에 실행되었다',
      'A change procedure is in force, and process changes were approved before they were made',
    ),
    all(procedure('change-control'), changes().which(holds('aspects', 'process')).is(allowedFirst)),
  ),
  prove(
    '4.1.5',
    say(
      '구매 절차가 시행 중이고, 외주 공급자는 모두 품질협약이 있는 승인 공급자다',
      'A purchasing procedure is in force, and every outsourced process has an approved supplier under a quality agreement',
    ),
    all(
      procedure('purchasing'),
      outsourced().is(approved, filled('agreementFiles'), holds('agreed', 'quality')),
    ),
  ),
  prove(
    '4.1.6',
    say(
      '소프트웨어 유효성 확인 절차와 그 보고서가 시행 중이다',
      'A procedure for software validation and its report are in force',
    ),
    all(procedure('software-validation'), report('software-validation')),
  ),
  prove(
    '4.2.1',
    say(
      '품질방침, 목표, 매뉴얼, 문서·기록 절차가 모두 시행 중이다',
      'Policy, objectives, manual and procedures for documents and records are all in force',
    ),
    all(
      policyOn('quality'),
      yearly('objectives'),
      manual('manual'),
      procedure('document-control'),
      procedure('record-control'),
    ),
  ),
  prove(
    '4.2.2',
    say(
      '품질매뉴얼과 적용범위·제외 근거가 시행 중이다',
      'A quality manual, with scope and justified exclusions, is in force',
    ),
    all(manual('manual'), written('scope')),
  ),
  prove(
    '4.2.3',
    say(
      '모든 제품이 확인되었고 제품표준서가 시행 중이다',
      'Every device is confirmed and has a device file in force',
    ),
    every(device).is(inDeviceFile('device-file'), filled('intendedUse'), approved),
  ),
  prove(
    '4.2.4',
    say(
      '문서관리 절차가 시행 중이고, 시행일이 지난 문서는 모두 승인되어 검토 기한 안에 있다',
      'Document control is in force, and every document past its effective date is approved and not overdue for review',
    ),
    all(
      procedure('document-control'),
      every(document).which(inForce).is(approved, filled('distribution'), reviewed),
    ),
  ),
  prove(
    '4.2.5',
    say(
      '기록관리·보존 절차와 백업·복구 절차가 시행 중이다',
      'Control of records and backup are documented and in force',
    ),
    all(procedure('record-control'), procedure('backup')),
  ),
])

const qualityCommitments = [
  'fits-purpose',
  'meets-requirements',
  'stays-effective',
  'frames-objectives',
] as const

export const iso13485Management = chapter('iso-13485', [
  prove(
    '5.1',
    say(
      '품질방침이 시행 중이고, 최고경영자가 주재한 경영검토가 한 해 안에 있다',
      'A quality policy is in force, and top management chaired a review within the year',
    ),
    all(policyOn('quality'), yearly('objectives'), review('resourceOutput')),
  ),
  prove(
    '5.2',
    say(
      '법규 등록부와 고객 요구사항 문서가 시행 중이다',
      'The register of regulation and customer requirements are in force',
    ),
    all(written('regulation'), written('customer-requirements')),
  ),
  prove(
    '5.3',
    say(
      '네 가지 약속을 담은 품질방침이 시행 중이고, 일하는 모든 사람이 교육받았다',
      'A quality policy with its four commitments is in force, and everyone at work has been trained in it',
    ),
    all(
      policyOn('quality', holdsAll('commitments', ...qualityCommitments)),
      people().is(trainedIn(24, 'quality')),
    ),
  ),
  prove(
    '5.4.1',
    say('품질목표가 한 해 안에 승인되었다', 'Quality objectives are approved within the year'),
    yearly('objectives'),
  ),
  prove(
    '5.4.2',
    say(
      '품질경영시스템 기획 문서가 시행 중이고, 시스템 변경은 승인 뒤에 실행되었다',
      'Planning of the system is documented, and its changes were approved before they were made',
    ),
    all(written('quality-planning'), changes().which(holds('aspects', 'process')).is(allowedFirst)),
  ),
  prove(
    '5.5.1',
    say(
      '책임과 권한 문서가 시행 중이고, 일하는 모든 사람의 책임과 권한이 확인되었다',
      'Responsibilities are documented, and those of everyone at work are confirmed',
    ),
    all(written('organisation'), people().is(filled('responsibilities', 'authority'), approved)),
  ),
  prove(
    '5.5.2',
    say(
      '임명장이 있는 경영대리인 또는 품질책임자가 확인되었다',
      'A management representative or quality manager with an appointment letter is confirmed',
    ),
    either(
      holder('management-representative', filled('appointmentFiles')),
      holder('quality-manager', filled('appointmentFiles')),
    ),
  ),
  prove(
    '5.5.3',
    say('의사소통 절차가 시행 중이다', 'Communication within the organisation is documented and in force'),
    written('communication'),
  ),
  prove(
    '5.6.1',
    say(
      '경영검토 절차가 시행 중이고, 한 해 안의 경영검토가 승인되었다',
      'A procedure for management review is in force, and one was approved within the year',
    ),
    all(procedure('management-review'), review('suitability')),
  ),
  prove(
    '5.6.2',
    say('경영검토에 12가지 입력이 모두 있다', 'The review has all twelve inputs'),
    review(
      'feedback',
      'complaints',
      'reporting',
      'audits',
      'processes',
      'products',
      'corrective',
      'preventive',
      'earlierActions',
      'changes',
      'recommendations',
      'regulation',
    ),
  ),
  prove(
    '5.6.3',
    say(
      '경영검토가 개선, 제품, 법규, 자원에 대한 결정을 담당자와 함께 남겼다',
      'The review decided on system, product, regulation and resources, with owners',
    ),
    review('systemOutput', 'productOutput', 'regulationOutput', 'resourceOutput', 'decisions'),
  ),
])

export const iso13485Resources = chapter('iso-13485', [
  prove(
    '6.1',
    say(
      '자원 계획이 한 해 안에 승인되었고, 경영검토가 자원을 결정했다',
      'A resource plan is approved within the year, and the review decided on resources',
    ),
    all(yearly('resources'), review('resourceOutput')),
  ),
  prove(
    '6.2',
    say(
      '역량·교육 절차가 시행 중이고, 일하는 모든 사람의 역량이 부족함 없이 확인되었으며 품질 교육의 효과가 확인되었다',
      'A procedure for competence is in force; everyone at work has a confirmed competence and had quality training with confirmed effect',
    ),
    all(procedure('competence'), people().is(competent(), trainedIn(24, 'quality', 'procedure'))),
  ),
  prove(
    '6.3',
    say(
      '기반시설과 그 유지관리 문서가 시행 중이다',
      'Infrastructure and its maintenance are documented and in force',
    ),
    written('infrastructure'),
  ),
  prove(
    '6.4.1',
    say('작업환경 절차가 시행 중이다', 'A procedure for the work environment is in force'),
    procedure('infrastructure'),
  ),
  prove(
    '6.4.2',
    say('청결·오염관리 문서가 시행 중이다', 'Control of contamination is documented and in force'),
    written('contamination'),
  ),
])
