import { supportPlan } from '../../components/support-plan.ts'
import { notice } from '../../incidents/notice.ts'
import { vulnerabilityCase } from '../../vulnerabilities/vulnerability-case.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all, beyond, either } from '../combine.ts'
import { has } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, closed, filled, holds, notExpired } from '../trait.ts'
import { sent } from './happenings.ts'
import { inDeviceFile, plan, procedure, prove } from './papers.ts'
import { holder, people, trainedIn } from './persons.ts'
import {
  assessedFor,
  hazards,
  koreanDevices,
  koreanReleases,
  listed,
  ofKorea,
  riskSettled,
  unacceptable,
} from './populations.ts'

/* MFDS notice 2025-30, chapters 4 and 6: articles 13 to 16 and 20 to 22. Refs with # are working splits of this library. */

const vulnerabilities = () => whenever(vulnerabilityCase)

/** Judged, and the decision still stands: one that expired has to be taken again (MFDS notice Art. 22). */
const decided = [
  filled('vexStatus', 'decision', 'decisionReason'),
  notExpired('expiresOn', say('결정이 만료되었습니다', 'rests on an expired decision')),
] as const

const remedied = () =>
  vulnerabilities()
    .which(holds('decision', 'mitigate', 'fix', 'field-action'))
    .called('조치하기로 한 취약점', 'Vulnerabilities to be remedied')

export const krSecurityNoticeRisk = chapter('kr-security-notice', [
  prove(
    'Art.13',
    say(
      '위험관리 절차가 시행 중이고, 모든 국내 제품의 보안 위험이 평가·통제되었다',
      'Risk management is in force, and security risks of every device for Korea are assessed and controlled',
    ),
    all(
      procedure('risk-management'),
      plan('post-market'),
      koreanDevices().is(assessedFor('security')),
      unacceptable('security'),
    ),
  ),
  prove(
    'Art.13#1',
    say(
      '모든 국내 제품의 파일에 위협 모델이 시행 중이다',
      'The file of every device for Korea has a threat model in force',
    ),
    koreanDevices().is(inDeviceFile('threat-model')),
  ),
  prove(
    'Art.13#2',
    say(
      '취약점 절차가 시행 중이고, 출하된 릴리스의 구성요소가 승인되었으며 접수된 취약점마다 영향이 판단되었다',
      'Vulnerability handling is in force, components of every release are approved, and every case is judged',
    ),
    all(
      procedure('vulnerability-handling'),
      koreanReleases().is(listed),
      vulnerabilities().is(filled('analysis', 'vexStatus')),
    ),
  ),
  prove(
    'Art.13#3',
    say(
      '모든 국내 제품의 파일에 보안 위험 보고서가 시행 중이고, 모든 보안 잔여위험이 확인되었다',
      'Every device for Korea has a security risk report in force, and every residual risk is confirmed',
    ),
    all(
      koreanDevices().is(inDeviceFile('security-risk', 'report')),
      hazards('security')
        .which(ofKorea)
        .is(...riskSettled),
    ),
  ),
  prove(
    'Art.13#4',
    say(
      '시판 후 보안 계획이 시행 중이고, 접수된 취약점마다 결정이 유효하다',
      'A plan for post-market security is in force, and every vulnerability has a decision that still stands',
    ),
    all(plan('post-market'), procedure('vulnerability-handling'), vulnerabilities().is(...decided)),
  ),
  prove(
    'Art.14',
    say(
      '보안 개발 절차가 시행 중이고, 모든 국내 제품에 보안 요구사항과 시험이 있으며 시험 인력이 교육받았다',
      'Secure development is in force; every device for Korea has requirements and security tests, and testers are trained',
    ),
    all(
      procedure('secure-development'),
      koreanDevices().is(inDeviceFile('requirements', 'specification'), inDeviceFile('security-testing')),
      people('verification').is(trainedIn(24, 'secure-development')),
    ),
  ),
  {
    ...prove(
      'Art.15',
      say(
        '지원 종료·레거시 절차가 시행 중이고, 모든 국내 제품에 지원 종료 계획과 데이터 제거 안내가 있다(문서 또는 승인된 지원 계획)',
        'End of support is documented, and every device for Korea has its plan and its guide for erasure, as documents or as an approved support plan',
      ),
      all(
        procedure('end-of-support'),
        either(
          koreanDevices().is(inDeviceFile('end-of-support'), inDeviceFile('data-erasure')),
          koreanDevices().is(
            has(supportPlan, 'device', approved, filled('endsOn', 'afterEnd', 'eraseGuide')),
          ),
        ),
      ),
    ),
    // Version 2: an approved support plan counts beside the documents.
    version: 2,
  },
  prove(
    'Art.15#1',
    say(
      '모든 국내 제품에 지원 종료 정보가 시행 중이다(제공 기록은 아직 확인할 수 없다)',
      'Every device for Korea has end-of-support information in force (its delivery cannot be shown yet)',
    ),
    all(
      koreanDevices().is(inDeviceFile('end-of-support')),
      beyond('의료기관에 제공한 기록', 'delivery to medical service providers'),
    ),
  ),
  prove(
    'Art.15#2',
    say(
      '모든 국내 제품에 데이터 제거 안내가 시행 중이다(제공 기록은 아직 확인할 수 없다)',
      'Every device for Korea has a guide for erasing data in force (its delivery cannot be shown yet)',
    ),
    all(
      koreanDevices().is(inDeviceFile('data-erasure')),
      beyond('의료기관에 제공한 기록', 'delivery to medical service providers'),
    ),
  ),
  prove(
    'Art.16',
    say('국내 제품의 출하된 릴리스마다 승인된 SBOM이 있다', 'Every release for Korea has an approved SBOM'),
    koreanReleases().is(listed),
  ),
])

export const krSecurityNoticeVulnerabilities = chapter('kr-security-notice', [
  prove(
    'Art.20',
    say(
      '취약점 감시 절차와 담당자가 있고, 출하된 릴리스의 구성요소가 승인되었으며 접수된 취약점이 판단되었다',
      'Monitoring has its procedure and holder, components of every release are approved, and cases are judged',
    ),
    all(
      procedure('vulnerability-handling'),
      holder('vulnerability-handling'),
      koreanReleases().is(listed),
      vulnerabilities().is(...decided),
    ),
  ),
  prove(
    'Art.20#1',
    say(
      '취약점 통보 절차가 시행 중이고, 작성한 취약점 통보를 모두 보냈다',
      'Notice of vulnerabilities is documented, and every one begun was sent',
    ),
    all(
      procedure('vulnerability-handling'),
      whenever(notice)
        .which(holds('duty', 'kr-vulnerability-notice'))
        .is(sent)
        .called('취약점 통보', 'Notices of vulnerabilities'),
    ),
  ),
  prove(
    'Art.21',
    say(
      '취약점 공개 절차가 시행 중이고, 영향 있는 취약점마다 사용자 조치 안내가 있다',
      'Disclosure is documented, and every vulnerability that affects us says what users should do',
    ),
    all(
      procedure('vulnerability-handling'),
      vulnerabilities()
        .which(holds('vexStatus', 'affected', 'fixed'))
        .is(filled('actionStatement'))
        .called('영향 있는 취약점', 'Vulnerabilities that affect us'),
    ),
  ),
  prove(
    'Art.22',
    say(
      '취약점·유지보수 절차가 시행 중이고, 조치하기로 한 취약점마다 결정이 유효하고 종결된 것은 조치 결과가 있다',
      'Handling and maintenance are in force; every remedy stands decided, and closed ones have their result',
    ),
    all(
      procedure('vulnerability-handling'),
      procedure('maintenance'),
      remedied().is(...decided),
      remedied()
        .which(closed)
        .is(filled('remedyResult', 'remediedOn'))
        .called('종결된 취약점', 'Closed vulnerabilities'),
    ),
  ),
])
