import { nonconformity } from '../../improvement/nonconformity.ts'
import { incident } from '../../incidents/incident.ts'
import { device } from '../../products/device.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all, beyond } from '../combine.ts'
import { clocksKept } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, approvedWithin, filled, holds } from '../trait.ts'
import { actions, findingsSettled, internalAudit, review } from './happenings.ts'
import { inDeviceFile, manual, plan, policyOn, procedure, prove, report, written, yearly } from './papers.ts'
import { competent, holder, people } from './persons.ts'
import {
  aiSuppliers,
  assessedFor,
  evaluatedAgainInTime,
  koreanDevices,
  koreanReleases,
  listed,
  modelsSoFar,
  runsApprovedOnly,
  sites,
  suppliers,
  validated,
} from './populations.ts'
import { changeControl } from './updates.ts'

/* KGMP for digital medical devices: the quality system against ISO 13485, with what the AI and security parts add. */

export const krDigitalGmpSystem = chapter('kr-digital-gmp', [
  prove(
    'QMS-4.1',
    say(
      '프로세스 맵과 품질 소프트웨어 유효성 확인 보고서가 시행 중이다',
      'A process map and the validation of quality software are in force',
    ),
    all(written('process-map'), report('software-validation')),
  ),
  prove(
    'QMS-4.2',
    say(
      '매뉴얼, 문서·기록 절차, 모든 국내 제품의 제품표준서가 시행 중이다',
      'Manual, control of documents and records, and the file of every device for Korea are in force',
    ),
    all(
      manual('manual'),
      procedure('document-control'),
      procedure('record-control'),
      koreanDevices().is(inDeviceFile('device-file')),
    ),
  ),
  prove(
    'QMS-5.1-5.5',
    say(
      '품질방침과 AI 방침, 목표, 조직도가 시행 중이고 품질책임자가 확인되었다',
      'Quality and AI policy, objectives and organisation are in force, and the quality manager is confirmed',
    ),
    all(
      policyOn('quality'),
      policyOn('ai'),
      yearly('objectives'),
      written('organisation'),
      holder('quality-manager'),
    ),
  ),
  prove(
    'QMS-5.6',
    say(
      '한 해 안의 경영검토가 AI 성능, 보안, 법규 변화를 다루었다',
      'A review within the year looked at AI performance, security and regulation',
    ),
    all(procedure('management-review'), review('aiPerformance', 'security', 'regulation')),
  ),
  prove(
    'QMS-6.1-6.3',
    say(
      '자원 계획, 도구 목록, 기반시설 문서가 시행 중이고 담당자의 역량이 확인되었다',
      'Resources, tools and infrastructure are documented, and competence is confirmed',
    ),
    all(yearly('resources'), written('tools'), written('infrastructure'), people().is(competent())),
  ),
  prove(
    'QMS-6.4',
    say(
      '개발·시험 환경과 형상관리 절차가 시행 중이다',
      'Development and test environments are documented and under configuration control',
    ),
    all(written('infrastructure'), procedure('configuration')),
  ),
  prove(
    'QMS-7.1',
    say(
      '모든 국내 제품에 안전·보안 위험이 확인되었고, 모든 AI에 승인된 영향평가가 있다',
      'Safety and security risks of every device for Korea are settled, and every AI has an impact assessment',
    ),
    all(
      procedure('risk-management'),
      koreanDevices().is(assessedFor('safety'), assessedFor('security')),
      whenever(device)
        .which(holds('markets', 'kr'), holds('usesAi', true))
        .is(assessedFor('ai'))
        .called('국내 AI 제품', 'AI devices for Korea'),
    ),
  ),
  prove(
    'QMS-7.2',
    say(
      '요구사항 검토와 의사소통 절차가 시행 중이고, 모든 사용처의 책임 분담이 확인되었다',
      'Review of requirements and communication are in force, and responsibilities with every site are confirmed',
    ),
    all(
      written('customer-requirements'),
      written('communication'),
      sites().is(filled('responsibilities'), approved),
    ),
  ),
  prove(
    'QMS-7.3.2',
    say(
      '모든 국내 제품의 파일에 개발 계획이 시행 중이다',
      'The file of every device for Korea has a development plan in force',
    ),
    all(procedure('design'), koreanDevices().is(inDeviceFile('design', 'plan'))),
  ),
  prove(
    'QMS-7.3.3',
    say(
      '모든 국내 제품의 파일에 요구사항 명세가 시행 중이다',
      'The file of every device for Korea has requirements in force',
    ),
    koreanDevices().is(inDeviceFile('requirements', 'specification')),
  ),
  prove(
    'QMS-7.3.4',
    say(
      '모든 국내 제품의 파일에 구조·상세설계가 시행 중이고, 출하된 릴리스마다 승인된 SBOM이 있다',
      'Architecture of every device for Korea is in force, and every release has an approved SBOM',
    ),
    all(koreanDevices().is(inDeviceFile('architecture')), koreanReleases().is(listed)),
  ),
  prove(
    'QMS-7.3.5-7.3.6',
    say(
      '모든 국내 제품의 파일에 설계 검토, 검증, 보안 시험이 시행 중이다',
      'Design review, verification and security tests of every device for Korea are in force',
    ),
    koreanDevices().is(
      inDeviceFile('design-review'),
      inDeviceFile('verification', 'report'),
      inDeviceFile('security-testing'),
    ),
  ),
  prove(
    'QMS-7.3.7',
    say(
      '모든 국내 제품의 파일에 유효성 확인과 사용적합성이 시행 중이고, 승인된 모델은 독립된 데이터로 기준을 충족했다',
      'Validation and usability of every device for Korea are in force, and models met their criteria',
    ),
    all(
      koreanDevices().is(inDeviceFile('validation', 'report'), inDeviceFile('usability')),
      modelsSoFar().is(validated),
    ),
  ),
  prove(
    'QMS-7.3.8',
    say(
      '출하 절차가 시행 중이고, 출하된 릴리스마다 빌드 기록과 배포 계획이 있다',
      'A release procedure is in force, and every release has build record and deployment plan',
    ),
    all(procedure('release'), koreanReleases().is(filled('buildProcedure', 'artefacts', 'deploymentPlan'))),
  ),
  changeControl,
  prove(
    'QMS-7.4',
    say(
      '구매 절차가 시행 중이고, 모든 공급자가 승인되어 재평가 기한 안에 있으며 AI 공급자와 책임을 나누었다',
      'Purchasing is in force, every supplier is approved and not overdue, and AI suppliers share responsibility',
    ),
    all(
      procedure('purchasing'),
      suppliers().is(approved, evaluatedAgainInTime),
      aiSuppliers().is(filled('aiResponsibilities')),
      koreanReleases().is(listed),
    ),
  ),
  prove(
    'QMS-7.5',
    say(
      '출하·설치·추적성 절차가 시행 중이고, 모든 사용처가 확인되어 출하 승인된 릴리스만 쓴다',
      'Release, installation and traceability are in force; every site is confirmed and runs only approved releases',
    ),
    all(
      procedure('release'),
      procedure('installation'),
      procedure('traceability'),
      sites().is(approved, runsApprovedOnly),
    ),
  ),
  prove(
    'QMS-7.6',
    say(
      '측정장비·시험도구 관리 문서와 도구 유효성 확인이 시행 중이다',
      'Control of measuring equipment and validation of tools are in force',
    ),
    all(written('measuring-equipment'), report('software-validation')),
  ),
  prove(
    'QMS-8.2.1',
    say(
      '시판 후 감시와 AI 모니터링 계획이 시행 중이고, 경영검토가 다루었다(피드백 기록은 아직 확인할 수 없다)',
      'Plans for post-market and AI monitoring are in force and reviewed (feedback itself cannot be shown yet)',
    ),
    all(
      plan('post-market'),
      plan('ai-monitoring'),
      review('feedback', 'aiPerformance'),
      beyond('피드백 기록', 'feedback received'),
    ),
  ),
  prove(
    'QMS-8.2.2-8.2.3',
    say(
      '불만·보고 절차가 시행 중이고, 사고마다 보고 판단이 있으며 기한이 지켜졌다(불만 기록은 아직 확인할 수 없다)',
      'Complaints and reporting are in force, and deadlines were kept (complaints cannot be shown yet)',
    ),
    all(
      procedure('complaints'),
      procedure('vigilance'),
      whenever(incident)
        .which(holds('market', 'KR'))
        .is(filled('reportability'), clocksKept())
        .called('국내 사고', 'Incidents in Korea'),
      beyond('불만 기록', 'complaint records'),
    ),
  ),
  prove(
    'QMS-8.2.4',
    say(
      '내부심사 절차가 시행 중이고, GMP와 보안지침 심사가 한 해 안에 보고되었으며 지적사항은 기한 안에 있다',
      'KGMP and the security notice were audited within the year, and findings are settled in time',
    ),
    all(
      procedure('internal-audit'),
      internalAudit('kr-digital-gmp', filled('independence')),
      internalAudit('kr-security-notice'),
      findingsSettled(),
    ),
  ),
  prove(
    'QMS-8.2.5-8.2.6',
    say(
      '지표가 한 해 안에 승인되었고, 출하 승인자가 확인되었으며 출하된 릴리스마다 시험 결과가 있다',
      'Indicators are approved within the year, a releaser is confirmed, and every release has test results',
    ),
    all(yearly('objectives'), holder('release-approval'), koreanReleases().is(filled('tests', 'testFiles'))),
  ),
  prove(
    'QMS-8.3',
    say(
      '부적합 절차가 시행 중이고, 모든 부적합의 처리와 근거가 정해졌다',
      'A procedure is in force, and every nonconformity has a disposition with reasons',
    ),
    all(
      procedure('nonconformity'),
      procedure('vigilance'),
      whenever(nonconformity).is(filled('disposition', 'dispositionReason')),
    ),
  ),
  prove(
    'QMS-8.4',
    say(
      '데이터 분석 절차가 시행 중이고, 분석 보고서가 한 해 안에 승인되었다',
      'A procedure for analysis is in force, and a report was approved within the year',
    ),
    all(procedure('data-analysis'), report('data-analysis').is(approvedWithin(12))),
  ),
  prove(
    'QMS-8.5',
    say(
      '시정·예방조치 절차가 시행 중이고, 모든 조치가 효과와 함께 종결되었거나 기한 안에 있다',
      'A procedure is in force, and every action is closed as effective or still in time',
    ),
    all(procedure('corrective-action'), actions('corrective'), actions('preventive')),
  ),
])
