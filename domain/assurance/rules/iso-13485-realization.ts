import { device } from '../../products/device.ts'
import { say } from '../../words.ts'
import { every, whenever } from '../claim.ts'
import { all, beyond } from '../combine.ts'
import { chapter } from '../rule.ts'
import { approved, filled, holds } from '../trait.ts'
import { allowedFirst, changes } from './happenings.ts'
import { inDeviceFile, procedure, prove, report, written } from './papers.ts'
import {
  assessedFor,
  evaluatedAgainInTime,
  listed,
  modelsSoFar,
  releases,
  runsApprovedOnly,
  signedArtefacts,
  sites,
  suppliers,
  validated,
} from './populations.ts'

/* ISO 13485:2016, clause 7: product realization. */

const devices = () => every(device)

export const iso13485Planning = chapter('iso-13485', [
  prove(
    '7.1',
    say(
      '위험관리 절차가 시행 중이고, 모든 제품에 개발 계획과 확인된 안전 위험이 있다',
      'A risk management procedure is in force; every device has a plan and confirmed safety hazards',
    ),
    all(procedure('risk-management'), devices().is(inDeviceFile('design', 'plan'), assessedFor('safety'))),
  ),
  prove(
    '7.2.1',
    say(
      '모든 제품의 파일에 고객·규제 요구사항이 시행 중이다',
      'The file of every device holds customer and regulatory requirements',
    ),
    devices().is(inDeviceFile('customer-requirements')),
  ),
  prove(
    '7.2.2',
    say(
      '요구사항 검토 절차가 시행 중이고, 모든 사용처의 계약·인수 기록이 확인되었다',
      'Review of requirements is in force, and the agreement with every site is confirmed',
    ),
    all(procedure('customer-requirements'), sites().is(filled('acceptanceFiles'), approved)),
  ),
  prove(
    '7.2.3',
    say(
      '고객·당국과의 의사소통 절차와 불만처리 절차가 시행 중이다',
      'Communication with customers and authorities and complaint handling are in force',
    ),
    all(procedure('communication'), procedure('complaints')),
  ),
])

export const iso13485Design = chapter('iso-13485', [
  prove(
    '7.3.1',
    say('설계·개발 절차가 시행 중이다', 'A design and development procedure is in force'),
    procedure('design'),
  ),
  prove(
    '7.3.2',
    say(
      '모든 제품의 파일에 개발 계획이 시행 중이다',
      'The file of every device has a development plan in force',
    ),
    devices().is(inDeviceFile('design', 'plan')),
  ),
  prove(
    '7.3.3',
    say(
      '모든 제품의 파일에 요구사항 명세가 시행 중이다',
      'The file of every device has a specification of requirements in force',
    ),
    devices().is(inDeviceFile('requirements', 'specification')),
  ),
  prove(
    '7.3.4',
    say(
      '모든 제품의 파일에 구조·상세설계가 시행 중이고, 출하된 릴리스의 구성요소가 승인되었다',
      'The file of every device has its architecture in force, and components of every release are approved',
    ),
    all(devices().is(inDeviceFile('architecture')), releases().is(listed)),
  ),
  prove(
    '7.3.5',
    say(
      '모든 제품의 파일에 설계 검토 기록이 시행 중이다',
      'The file of every device has design reviews in force',
    ),
    devices().is(inDeviceFile('design-review', 'report')),
  ),
  prove(
    '7.3.6',
    say(
      '모든 제품의 파일에 검증 계획과 보고서가 시행 중이다',
      'The file of every device has a verification plan and report in force',
    ),
    devices().is(inDeviceFile('verification', 'plan'), inDeviceFile('verification', 'report')),
  ),
  prove(
    '7.3.7',
    say(
      '모든 제품의 파일에 유효성 확인 보고서와 임상평가가 있고, 승인된 모델은 독립된 데이터로 기준을 충족했다',
      'The file of every device has validation and clinical evaluation, and approved models met their criteria on independent data',
    ),
    all(
      devices().is(inDeviceFile('validation', 'report'), inDeviceFile('clinical-evaluation')),
      modelsSoFar().is(validated),
    ),
  ),
  prove(
    '7.3.8',
    say(
      '모든 제품의 파일에 설계 이관 기록이 시행 중이다',
      'The file of every device has its design transfer in force',
    ),
    devices().is(inDeviceFile('design-transfer')),
  ),
  prove(
    '7.3.9',
    say(
      '변경관리 절차가 시행 중이고, 모든 변경이 안전·보안 영향을 판단해 승인된 뒤 실행되었다',
      'A change procedure is in force, and every change was judged and approved before it was made',
    ),
    all(
      procedure('change-control'),
      changes().is(allowedFirst),
      changes()
        .which(approved)
        .is(filled('safetyImpact', 'securityImpact', 'krDecision', 'krReason')),
    ),
  ),
  prove(
    '7.3.10',
    say('모든 제품에 설계개발파일이 시행 중이다', 'Every device has a design and development file in force'),
    devices().is(inDeviceFile('design-file', 'file')),
  ),
])

export const iso13485Purchasing = chapter('iso-13485', [
  prove(
    '7.4.1',
    say(
      '구매 절차가 시행 중이고, 모든 공급자가 기준에 따라 승인되어 재평가 기한 안에 있다',
      'A purchasing procedure is in force, and every supplier is approved by criteria and not overdue for evaluation',
    ),
    all(procedure('purchasing'), suppliers().is(approved, filled('criteria'), evaluatedAgainInTime)),
  ),
  prove(
    '7.4.2',
    say(
      '모든 공급자에게 구매 요구사항과 변경 통지가 약정되어 있다',
      'Every supplier has stated requirements and has agreed to notify changes',
    ),
    suppliers().is(approved, filled('purchaseRequirements'), holds('agreed', 'change-notice')),
  ),
  prove(
    '7.4.3',
    say(
      '모든 공급자의 인수 확인 방법이 승인되었고, 출하된 릴리스의 구성요소가 승인되었다',
      'Verification on receipt is approved for every supplier, and components of every release are approved',
    ),
    all(suppliers().is(approved, filled('incomingCheck')), releases().is(listed)),
  ),
])

export const iso13485Production = chapter('iso-13485', [
  prove(
    '7.5.1',
    say(
      '출하 절차가 시행 중이고, 출하된 릴리스마다 빌드·배포 기록이 있으며 사용처는 출하 승인된 것만 쓴다',
      'A release procedure is in force; every release has its build record, and sites run only approved ones',
    ),
    all(
      procedure('release'),
      releases().is(filled('sourceRevision', 'buildProcedure', 'artefacts')),
      sites().is(runsApprovedOnly),
    ),
  ),
  prove(
    '7.5.2',
    say('청결 요구사항 문서가 시행 중이다', 'Cleanliness requirements are documented and in force'),
    written('contamination'),
  ),
  prove(
    '7.5.3',
    say(
      '설치 절차가 시행 중이고, 모든 사용처에 확인된 설치·인수 기록이 있다',
      'An installation procedure is in force, and every site has a confirmed installation report',
    ),
    all(procedure('installation'), sites().is(filled('installedOn', 'acceptanceFiles'), approved)),
  ),
  prove(
    '7.5.4',
    say(
      '서비스·유지보수 절차가 시행 중이다(서비스 기록은 아직 확인할 수 없다)',
      'Procedures for servicing and maintenance are in force (service records cannot be shown yet)',
    ),
    all(
      procedure('installation'),
      procedure('maintenance'),
      beyond('서비스 기록과 그 분석', 'service records and their analysis'),
    ),
  ),
  prove(
    '7.5.5',
    say(
      '멸균 공정변수 기록 문서가 시행 중이다(로트별 기록은 아직 확인할 수 없다)',
      'Records of sterilisation are documented (records of each batch cannot be shown yet)',
    ),
    all(procedure('sterilisation'), beyond('로트별 멸균 기록', 'sterilisation records of each batch')),
  ),
  prove(
    '7.5.6',
    say(
      '생산·배포 프로세스의 유효성 확인 절차와 보고서가 시행 중이다',
      'Validation of production processes is documented, and its report is in force',
    ),
    all(procedure('process-validation'), report('process-validation')),
  ),
  prove(
    '7.5.7',
    say(
      '멸균 유효성 확인 절차와 보고서가 시행 중이다',
      'Validation of sterilisation is documented, and its report is in force',
    ),
    all(procedure('sterilisation'), report('sterilisation')),
  ),
  prove(
    '7.5.8',
    say(
      '식별 절차가 시행 중이고, 미국·EU 제품은 확인된 UDI를 갖는다',
      'Identification is documented, and devices for the US or EU have a confirmed UDI',
    ),
    all(
      procedure('traceability'),
      whenever(device)
        .which(holds('markets', 'us', 'eu'))
        .is(filled('udi'), approved)
        .called('미국·EU 제품', 'Devices for the US or EU'),
    ),
  ),
  prove(
    '7.5.9.1',
    say(
      '추적성 절차가 시행 중이고, 모든 사용처가 어떤 릴리스를 쓰는지 확인되었다',
      'Traceability is documented, and which releases run at every site is confirmed',
    ),
    all(procedure('traceability'), sites().is(filled('releases', 'noticeEmail'), approved)),
  ),
  prove(
    '7.5.10',
    say(
      '고객 자산 절차가 시행 중이고, 개인정보를 처리하는 제품마다 정보가 확인되었다',
      'A procedure for customer property is in force, and personal data of every device are confirmed',
    ),
    all(
      procedure('customer-property'),
      whenever(device)
        .which(holds('handlesPersonalData', true))
        .is(filled('personalData'), approved)
        .called('개인정보 처리 제품', 'Devices that handle personal data'),
    ),
  ),
  prove(
    '7.5.11',
    say(
      '출하된 릴리스마다 해시와 서명이 있는 배포 파일이 있다',
      'Every approved release has artefacts with hash and signature',
    ),
    releases().is(signedArtefacts),
  ),
  prove(
    '7.6',
    say(
      '측정장비·시험도구 관리 문서가 시행 중이고 시험 도구의 유효성이 확인되었다',
      'Control of measuring equipment and test tools is in force, and the tools are validated',
    ),
    all(procedure('measuring-equipment'), report('software-validation')),
  ),
])
