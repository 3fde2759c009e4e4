import { policy } from '../../governance/policy.ts'
import type { Body } from '../../kind.ts'
import { aiSystem } from '../../models/ai-system.ts'
import { dataset } from '../../models/dataset.ts'
import { impactAssessment } from '../../models/impact-assessment.ts'
import { say } from '../../words.ts'
import { every, some } from '../claim.ts'
import { all, beyond } from '../combine.ts'
import { managementReview } from '../management-review.ts'
import { has, leadsOnlyTo, leadsTo } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, approvedWithin, filled, hasRow, holds, reviewed } from '../trait.ts'
import { newerThanItsGrounds } from './impact-grounds.ts'
import { again, policyOn, procedure, prove, written } from './papers.ts'
import { competent, holder, people } from './persons.ts'
import { aiSystems, fair, modelsSoFar, newerThanLastChange } from './populations.ts'

/* ISO/IEC 42001:2023, Annex A.2 to A.5: policies, organisation, resources, impact. */

const resource = (kind: string, ko: string, en: string) =>
  hasRow(
    'resources',
    (row: Body) => row.resource === kind,
    say(`${ko} 자원이 적혀 있지 않습니다`, `names no ${en}`),
  )

const impactOf = (...fields: readonly string[]) =>
  has(impactAssessment, 'aiSystem', approved, filled(...fields))

export const iso42001Organisation = chapter('iso-42001', [
  prove(
    'A.2.2',
    say(
      '원칙과 예외를 정한 AI 방침이 시행 중이다',
      'An AI policy that names principles and exceptions is in force',
    ),
    policyOn('ai', filled('principles', 'exceptions')),
  ),
  prove(
    'A.2.3',
    say(
      'AI 방침이 다른 방침과의 관계를 정하고, 연결된 방침이 모두 승인되어 있다',
      'The AI policy settles how it meets other policies, and those linked are approved',
    ),
    policyOn('ai', filled('alignment'), leadsOnlyTo(policy, 'alignedWith', approved)),
  ),
  prove(
    'A.2.4',
    say('한 해 안의 경영검토가 AI 방침을 검토했다', 'A review within the year looked at the AI policy'),
    all(
      policyOn('ai'),
      some(managementReview)
        .which(leadsTo(policy, 'policies', holds('covers', 'ai')))
        .is(approved, approvedWithin(12))
        .called('AI 방침을 다룬 경영검토', 'Review that looked at the AI policy'),
    ),
  ),
  prove(
    'A.3.2',
    say(
      'AI 수명주기 단계마다 확인된 담당자가 있고 책임 문서가 시행 중이다',
      'Each stage of the AI life cycle has a confirmed holder, and responsibilities are documented',
    ),
    all(
      written('organisation'),
      holder('ai-governance'),
      holder('data-management'),
      holder('model-development'),
      holder('verification'),
      holder('ai-oversight'),
    ),
  ),
  prove(
    'A.3.3',
    say(
      'AI 우려사항 보고 절차가 시행 중이다(접수 기록은 아직 확인할 수 없다)',
      'A procedure for raising concerns is in force (cases cannot be shown yet)',
    ),
    all(procedure('concerns'), beyond('우려사항 접수와 처리 기록', 'concerns received and answered')),
  ),
  prove(
    'A.4.2',
    say(
      '모든 AI 시스템의 자원이 적혀 확인되었다',
      'The resources of every AI system are written down and confirmed',
    ),
    every(aiSystem).is(filled('resources'), approved),
  ),
  prove(
    'A.4.3',
    say(
      '모든 데이터셋이 승인된 데이터 카드를 갖고 한 해 안에 검토되었다',
      'Every dataset has an approved card, reviewed within the year',
    ),
    every(dataset).is(approved, filled('sources', 'keepUntil', 'disposal'), reviewed),
  ),
  prove(
    'A.4.4',
    say(
      '도구 목록이 시행 중이고, 모든 AI 시스템에 도구 자원이 적혀 있다',
      'A list of tools is in force, and every AI system names its tools',
    ),
    all(written('tools'), every(aiSystem).is(resource('tooling', '도구', 'tooling'), approved)),
  ),
  prove(
    'A.4.5',
    say(
      '컴퓨팅 자원 문서가 시행 중이고, 모든 AI 시스템에 컴퓨팅 자원이 적혀 있다',
      'Computing resources are documented, and every AI system names its own',
    ),
    all(
      written('computing'),
      every(aiSystem).is(resource('computing', '컴퓨팅', 'computing resource'), approved),
    ),
  ),
  prove(
    'A.4.6',
    say(
      '모든 AI 시스템에 인적 자원이 적혀 있고, 담당자의 단계별 역량이 확인되었다',
      'Every AI system names its people, and their competence per stage is confirmed',
    ),
    all(
      every(aiSystem).is(resource('human', '인적', 'people'), approved),
      people('model-development', 'data-management', 'verification', 'ai-oversight').is(
        competent(filled('lifeCycleStages')),
      ),
    ),
  ),
  prove(
    'A.5.2',
    say('영향평가 절차가 시행 중이다', 'A procedure for impact assessment is in force'),
    procedure('impact-assessment'),
  ),
  prove(
    'A.5.3',
    say(
      '모든 AI 시스템에 승인된 영향평가가 있고 보존 절차가 시행 중이다',
      'Every AI system has an approved impact assessment, and retention is documented',
    ),
    all(procedure('record-control'), aiSystems().is(impactOf('conclusionReason'))),
  ),
  again(
    3,
    prove(
      'A.5.4',
      say(
        '모든 AI 시스템의 영향평가가 개인·집단·취약계층에 대한 영향과 의견 수렴을 담고 최신이며, 승인된 모델마다 집단별 성능이 확인되고 드러난 격차가 모두 결정되었다',
        'Every impact assessment covers persons, groups, vulnerable groups and who was heard, and is current; every approved model is evaluated by group, and each gap found is decided',
      ),
      all(
        aiSystems().is(
          has(
            impactAssessment,
            'aiSystem',
            approved,
            filled('affected', 'rights', 'impacts', 'vulnerableGroups', 'consultation'),
            newerThanLastChange,
            newerThanItsGrounds,
          ),
        ),
        modelsSoFar().is(fair),
      ),
    ),
  ),
  prove(
    'A.5.5',
    say(
      '모든 AI 시스템의 영향평가가 사회에 대한 영향을 담고 수용 가능으로 결론지었다',
      'Every impact assessment covers society and concludes that the impact is acceptable',
    ),
    aiSystems().is(
      has(
        impactAssessment,
        'aiSystem',
        approved,
        filled('societal'),
        holds('conclusion', 'acceptable', 'conditional'),
      ),
    ),
  ),
])
