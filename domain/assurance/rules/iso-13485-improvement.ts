import { correctiveAction } from '../../improvement/corrective-action.ts'
import { nonconformity } from '../../improvement/nonconformity.ts'
import { incident } from '../../incidents/incident.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all, beyond } from '../combine.ts'
import { clocksKept, has } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approvedWithin, bodyTrait, filled, holds } from '../trait.ts'
import { actions, closedOrInTime, findingsSettled, internalAudit, review } from './happenings.ts'
import { plan, procedure, prove, report, yearly } from './papers.ts'
import { competent, holder, people } from './persons.ts'
import { releases, runsApprovedOnly, sites } from './populations.ts'

/* ISO 13485:2016, clause 8: measurement, analysis and improvement. */

const found = (area: string, ko: string, en: string) =>
  whenever(nonconformity).which(holds('area', area)).called(ko, en)

const yearlyReport = (subject: 'data-analysis' | 'improvement') => report(subject).is(approvedWithin(12))

export const iso13485Monitoring = chapter('iso-13485', [
  prove(
    '8.1',
    say(
      '측정·분석 절차가 시행 중이고, 지표가 한 해 안에 승인되었다',
      'Measurement and analysis are documented, and indicators are approved within the year',
    ),
    all(procedure('data-analysis'), yearly('objectives')),
  ),
  prove(
    '8.2.1',
    say(
      '시판 후 감시 절차와 계획이 시행 중이고, 경영검토가 의견을 다루었다(피드백 기록은 아직 확인할 수 없다)',
      'Post-market procedure and plan are in force, and the review looked at feedback (feedback itself cannot be shown yet)',
    ),
    all(
      procedure('post-market'),
      plan('post-market'),
      review('feedback'),
      beyond('피드백 기록', 'feedback received'),
    ),
  ),
  prove(
    '8.2.2',
    say(
      '불만처리 절차가 시행 중이고, 경영검토가 불만을 다루었다(불만 기록은 아직 확인할 수 없다)',
      'A complaint procedure is in force, and the review looked at complaints (complaints cannot be shown yet)',
    ),
    all(procedure('complaints'), review('complaints'), beyond('불만 기록', 'complaint records')),
  ),
  prove(
    '8.2.3',
    say(
      '보고 절차가 시행 중이고, 평가된 사고마다 보고 판단이 있으며 법정 기한이 지켜졌다',
      'A reporting procedure is in force; every assessed incident has a reporting decision, and deadlines were kept',
    ),
    all(
      procedure('vigilance'),
      holder('safety-reporting'),
      whenever(incident).is(filled('reportability'), clocksKept()),
    ),
  ),
  prove(
    '8.2.4',
    say(
      '내부심사 절차가 시행 중이고, ISO 13485 심사가 한 해 안에 보고되었으며 심사원은 독립적이고 지적사항은 기한 안에 있다',
      'An audit procedure is in force; ISO 13485 was audited within the year by impartial, competent auditors, and findings are settled in time',
    ),
    all(
      procedure('internal-audit'),
      internalAudit('iso-13485', filled('independence', 'report')),
      people('internal-audit').is(competent(holds('area', 'internal-audit'))),
      findingsSettled(),
    ),
  ),
  prove(
    '8.2.5',
    say(
      '지표가 한 해 안에 승인되었고, 경영검토가 프로세스 실적을 검토했다',
      'Indicators are approved within the year, and the review looked at the results of processes',
    ),
    all(yearly('objectives'), review('processes')),
  ),
  prove(
    '8.2.6',
    say(
      '출하 승인자가 확인되었고, 출하된 릴리스마다 시험 결과가 있으며 사용처는 출하 승인된 것만 쓴다',
      'A releaser is confirmed; every release has its test results, and sites run only approved ones',
    ),
    all(
      procedure('release'),
      holder('release-approval'),
      releases().is(filled('tests', 'testFiles')),
      sites().is(runsApprovedOnly),
    ),
  ),
])

const disposed = bodyTrait({
  fields: ['disposition', 'dispositionReason'],
  stage: 'effective',
  holds: (body) => body.disposition !== undefined && body.dispositionReason !== undefined,
  lacks: say('처리와 그 근거가 정해지지 않았습니다', 'has no disposition with reasons'),
})

export const iso13485Nonconformity = chapter('iso-13485', [
  prove(
    '8.3.1',
    say(
      '부적합 절차가 시행 중이고, 모든 부적합이 격리·조사되고 외부 통지가 판단되었다',
      'A procedure is in force; every nonconformity is contained and investigated, and notice to others is judged',
    ),
    all(
      procedure('nonconformity'),
      whenever(nonconformity).is(filled('containment', 'investigation', 'outsideNotice')),
    ),
  ),
  prove(
    '8.3.2',
    say(
      '부적합 절차가 시행 중이고, 출고 전 부적합마다 처리와 근거가 정해졌다',
      'A procedure is in force, and every nonconformity before delivery has a disposition with reasons',
    ),
    all(
      procedure('nonconformity'),
      found('before-delivery', '출고 전 부적합', 'Nonconformities before delivery').is(disposed),
    ),
  ),
  prove(
    '8.3.3',
    say(
      '회수·현장조치 절차가 시행 중이고, 출고 후 부적합마다 영향과 조치가 정해졌다',
      'A procedure for field actions is in force, and the effect of every delivered nonconformity is judged',
    ),
    all(
      procedure('nonconformity'),
      procedure('vigilance'),
      found('after-delivery', '출고 후 부적합', 'Nonconformities after delivery').is(
        filled('fieldEffect'),
        disposed,
      ),
    ),
  ),
  prove(
    '8.3.4',
    say(
      '부적합 절차가 시행 중이고, 재작업마다 영향 검토와 재검증이 있다',
      'A procedure is in force, and every rework has its effects weighed and is verified again',
    ),
    all(
      procedure('nonconformity'),
      whenever(nonconformity)
        .which(holds('disposition', 'rework'))
        .is(filled('reverification'))
        .called('재작업', 'Rework'),
    ),
  ),
  prove(
    '8.4',
    say(
      '데이터 분석 절차가 시행 중이고, 분석 보고서가 한 해 안에 승인되었다',
      'A procedure for analysis is in force, and a report was approved within the year',
    ),
    all(procedure('data-analysis'), yearlyReport('data-analysis')),
  ),
  prove(
    '8.5.1',
    say(
      '개선 실적이 한 해 안에 승인되었고, 경영검토가 개선을 결정했다',
      'Improvement is reported within the year, and the review decided on it',
    ),
    all(yearlyReport('improvement'), review('systemOutput', 'recommendations')),
  ),
  prove(
    '8.5.2',
    say(
      '시정조치 절차가 시행 중이고, 필요한 시정조치가 연결되어 효과와 함께 종결되었거나 기한 안에 있다',
      'A procedure is in force; needed corrective actions are linked, and closed as effective or still in time',
    ),
    all(
      procedure('corrective-action'),
      actions('corrective'),
      whenever(nonconformity)
        .which(holds('correctiveActionNeeded', true))
        .is(has(correctiveAction, 'nonconformities', closedOrInTime('dueOn')))
        .called('시정조치가 필요한 부적합', 'Nonconformities that need corrective action'),
    ),
  ),
  prove(
    '8.5.3',
    say(
      '예방조치 절차가 시행 중이고, 예방조치가 효과와 함께 종결되었거나 기한 안에 있다',
      'A procedure is in force, and preventive actions are closed as effective or still in time',
    ),
    all(procedure('corrective-action'), actions('preventive')),
  ),
])
