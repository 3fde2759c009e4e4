import { supplier } from '../../governance/supplier.ts'
import { correctiveAction } from '../../improvement/corrective-action.ts'
import { nonconformity } from '../../improvement/nonconformity.ts'
import { impactAssessment } from '../../models/impact-assessment.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all } from '../combine.ts'
import { has } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, approvedWithin, filled, holds, notPast } from '../trait.ts'
import { alertsDecided, watchedInField } from './field-performance.ts'
import {
  actions,
  allowedFirst,
  changes,
  closedOrInTime,
  findingsSettled,
  internalAudit,
  review,
} from './happenings.ts'
import { newerThanItsGrounds } from './impact-grounds.ts'
import { again, plan, procedure, prove, report, written } from './papers.ts'
import { competent, people } from './persons.ts'
import {
  aiDevices,
  aiSystems,
  assessedFor,
  controls,
  evaluatedInUse,
  hazards,
  inUse,
  newerThanLastChange,
  riskSettled,
  unacceptable,
  works,
} from './populations.ts'

/* ISO/IEC 42001:2023, clauses 8 to 10: operation, evaluation, improvement. */

export const iso42001Operation = chapter('iso-42001', [
  prove(
    '8.1',
    say(
      'AI 개발·운영 절차가 시행 중이고, AI 위험통제의 효과가 확인되었으며, 공급자와 변경이 관리된다',
      'Procedures of AI development and operation are in force, AI controls work, suppliers and changes are controlled',
    ),
    all(
      procedure('ai-development'),
      written('ai-monitoring'),
      controls('ai').is(works),
      changes().is(allowedFirst),
      whenever(supplier)
        .which(holds('supplies', 'ai-model', 'data', 'annotation'))
        .is(approved, notPast('reevaluateOn', say('재평가 기한이 지났습니다', 'is overdue for evaluation'))),
    ),
  ),
  prove(
    '8.2',
    say(
      '모든 AI 제품의 AI 리스크가 한 해 안에 평가·확인되었다',
      'AI risks of every AI device are assessed and confirmed within the year',
    ),
    aiDevices().is(assessedFor('ai')),
  ),
  prove(
    '8.3',
    say(
      '모든 AI 리스크의 처리가 확인되었고, 허용되지 않는 것은 효과가 확인된 통제가 있다',
      'Treatment of every AI risk is confirmed, and the unacceptable ones have controls that work',
    ),
    all(hazards('ai').is(filled('treatment'), ...riskSettled), unacceptable('ai')),
  ),
  again(
    2,
    prove(
      '8.4',
      say(
        '모든 AI 시스템에 12개월 이내이고, 마지막 중대한 변경과 사용목적·모델·대상 집단·사용처의 변화보다 새로운 승인된 영향평가가 있다',
        'Every AI system has an approved impact assessment not older than 12 months and newer than its last significant change and than its intended use, model, population and sites',
      ),
      aiSystems().is(
        has(
          impactAssessment,
          'aiSystem',
          approved,
          approvedWithin(12),
          newerThanLastChange,
          newerThanItsGrounds,
        ),
      ),
    ),
  ),
  again(
    2,
    prove(
      '9.1',
      say(
        '모니터링 방법이 정해졌고, 사용 중인 AI의 승인된 모델이 한 해 안에 실사용 평가를 받았고 서명된 계획으로 현장에서 제때 점검되며, 성능 경보가 기한 안에 결정된다',
        'Monitoring is documented; every AI in use has a model evaluated in real use within the year and watched in the field by a signed plan, and alerts are decided in time',
      ),
      all(written('ai-monitoring'), inUse().is(evaluatedInUse, watchedInField), alertsDecided()),
    ),
  ),
  prove(
    '9.2.1',
    say(
      'ISO/IEC 42001 내부심사 보고서가 한 해 안에 승인되었다',
      'An internal audit against ISO/IEC 42001 was reported within the year',
    ),
    internalAudit('iso-42001'),
  ),
  prove(
    '9.2.2',
    say(
      '심사 계획이 시행 중이고, 심사원은 독립적이고 역량이 확인되었으며, 지적사항은 기한 안에 있다',
      'An audit programme is in force, auditors are impartial and competent, and findings are settled in time',
    ),
    all(
      plan('internal-audit'),
      internalAudit('iso-42001', filled('independence', 'agenda')),
      people('internal-audit').is(competent(holds('area', 'internal-audit'))),
      findingsSettled(),
    ),
  ),
  prove(
    '9.3.1',
    say(
      '최고경영자가 주재한 경영검토가 한 해 안에 승인되었다',
      'A review chaired by top management was approved within the year',
    ),
    all(procedure('management-review'), review('suitability')),
  ),
  prove(
    '9.3.2',
    say('경영검토에 ISO/IEC 42001의 입력이 모두 있다', 'The review has every input of ISO/IEC 42001'),
    review(
      'earlierActions',
      'context',
      'interestedParties',
      'nonconformities',
      'audits',
      'aiPerformance',
      'recommendations',
    ),
  ),
  prove(
    '9.3.3',
    say(
      '경영검토가 AI 경영시스템의 변경과 개선을 담당자·기한과 함께 결정했다',
      'The review decided on changes and improvement of the AI management system, with owner and date',
    ),
    review('aiOutput', 'systemOutput', 'decisions'),
  ),
  prove(
    '10.1',
    say(
      '개선 실적이 한 해 안에 정리되고, 경영검토가 개선을 결정했다',
      'Improvement is recorded within the year, and the review decided on it',
    ),
    all(report('improvement').is(approvedWithin(12)), review('systemOutput', 'recommendations')),
  ),
  prove(
    '10.2',
    say(
      '부적합과 시정조치 절차가 시행 중이고, 필요한 시정조치가 연결되어 기한 안에 있다',
      'Procedures are in force; nonconformities that need corrective action have it, and actions are closed in time',
    ),
    all(
      procedure('nonconformity'),
      procedure('corrective-action'),
      whenever(nonconformity)
        .which(holds('correctiveActionNeeded', true))
        .is(has(correctiveAction, 'nonconformities', closedOrInTime('dueOn'))),
      actions('corrective'),
    ),
  ),
])
