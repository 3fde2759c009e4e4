import { incident } from '../../incidents/incident.ts'
import { aiSystem } from '../../models/ai-system.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all, beyond } from '../combine.ts'
import { clocksKept } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, filled, holds } from '../trait.ts'
import { review } from './happenings.ts'
import { inDeviceFile, plan, policyOn, procedure, prove, written, yearly } from './papers.ts'
import {
  aiDevices,
  aiSuppliers,
  deviceAi,
  evaluatedAgainInTime,
  evaluatedInUse,
  inUse,
  sites,
} from './populations.ts'

/* ISO/IEC 42001:2023, Annex A.8 to A.10: information, use, third parties. */

export const iso42001Parties = chapter('iso-42001', [
  prove(
    'A.8.2',
    say(
      '모든 AI 제품에 승인된 취급설명서가 있고, AI 고지와 설명 방안이 확인되었다',
      'Every AI device has approved instructions, and the notice and explanation of AI are confirmed',
    ),
    all(
      aiDevices().is(inDeviceFile('labelling')),
      deviceAi().is(filled('transparencyNotice', 'explanation', 'oversight'), approved),
    ),
  ),
  prove(
    'A.8.3',
    say(
      '외부에서 부작용을 알릴 수 있는 절차가 시행 중이다(접수 기록은 아직 확인할 수 없다)',
      'A way for others to report adverse impacts is in force (reports received cannot be shown yet)',
    ),
    all(procedure('complaints'), beyond('불만·피드백 접수 기록', 'complaints and feedback received')),
  ),
  prove(
    'A.8.4',
    say(
      '사고 소통 계획이 시행 중이고, AI 사고의 법정 기한이 지켜졌다',
      'A plan for communicating incidents is in force, and statutory deadlines of AI incidents were kept',
    ),
    all(
      plan('incident-response'),
      procedure('vigilance'),
      whenever(incident).which(holds('usesAi', true)).is(clocksKept()).called('AI 사고', 'AI incidents'),
    ),
  ),
  prove(
    'A.8.5',
    say(
      '보고 의무 등록부가 시행 중이고, 모든 사고의 법정 기한이 지켜졌다',
      'A register of reporting duties is in force, and statutory deadlines of all incidents were kept',
    ),
    all(written('regulation'), whenever(incident).is(clocksKept())),
  ),
  prove(
    'A.9.2',
    say(
      'AI의 책임 있는 사용 절차가 시행 중이고, 사내 AI 도구가 모두 확인되었다',
      'A procedure for responsible use is in force, and every in-house AI tool is confirmed',
    ),
    all(
      procedure('responsible-use'),
      whenever(aiSystem)
        .which(holds('use', 'in-house'))
        .is(approved)
        .called('사내 AI 도구', 'In-house AI tools'),
    ),
  ),
  prove(
    'A.9.3',
    say(
      '책임 있는 사용 목표가 한 해 안에 승인되었고, 사람의 관리·감독이 원칙에 있다',
      'Objectives of responsible use are approved within the year, and human oversight is among the principles',
    ),
    all(yearly('objectives'), policyOn('ai-ethics', holds('principles', 'human-oversight'))),
  ),
  prove(
    'A.9.4',
    say(
      '모든 의료기기 AI의 사용목적과 금지된 사용이 확인되었고, 사용이 모니터링된다',
      'Intended and unintended use of every device AI are confirmed, and its use is watched',
    ),
    all(
      deviceAi().is(filled('purpose', 'unintendedUses', 'supervisor'), approved),
      inUse().is(evaluatedInUse),
    ),
  ),
  prove(
    'A.10.2',
    say(
      'AI 공급자와 사용처 모두와 책임을 나누었다',
      'Responsibilities are divided with every AI supplier and every site',
    ),
    all(
      aiSuppliers().is(
        approved,
        filled('aiResponsibilities', 'agreementFiles'),
        holds('agreed', 'ai-responsibilities'),
      ),
      sites().is(approved, filled('responsibilities')),
    ),
  ),
  prove(
    'A.10.3',
    say(
      '구매 절차가 시행 중이고, 모든 AI 공급자가 승인되어 재평가 기한 안에 있다',
      'A purchasing procedure is in force, and every AI supplier is approved and not overdue for evaluation',
    ),
    all(procedure('purchasing'), aiSuppliers().is(approved, evaluatedAgainInTime)),
  ),
  prove(
    'A.10.4',
    say(
      '고객 요구사항 문서가 시행 중이고, 경영검토가 고객 의견을 다루었다',
      'Customer requirements are documented, and the review looked at feedback',
    ),
    all(written('customer-requirements'), review('feedback', 'complaints')),
  ),
])
