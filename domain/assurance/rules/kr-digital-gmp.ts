import { impactAssessment } from '../../models/impact-assessment.ts'
import { say } from '../../words.ts'
import { audit } from '../audit.ts'
import { all } from '../combine.ts'
import { has } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, approvedWithin, closed, filled, holds } from '../trait.ts'
import { internalAudit } from './happenings.ts'
import { hoursThisYear } from './hours.ts'
import { inDeviceFile, manual, paper, policyOn, procedure, prove, written, yearly } from './papers.ts'
import { holder } from './persons.ts'
import { assessedFor, koreanAi, koreanDevices, outsourced } from './populations.ts'

/* KGMP for digital medical devices (MFDS notice of April 2025): audits, application, and the AI addition. */

/** The ruling was favourable, and what it asked to supplement is settled. */
const audited = (...types: readonly string[]) =>
  has(
    audit,
    'devices',
    holds('type', ...types),
    approved,
    closed,
    holds('result', 'conforming', 'with-findings'),
  )

export const krDigitalGmpAudits = chapter('kr-digital-gmp', [
  prove(
    'Targets',
    say(
      '모든 국내 제품의 형태·등급·유형군이 확인되었다',
      'Form, grade and group of every device for Korea are confirmed',
    ),
    koreanDevices().is(filled('form', 'grade', 'gmpGroup'), approved),
  ),
  prove(
    'Groups',
    say('모든 국내 제품의 유형군이 확인되었다', 'The product group of every device for Korea is confirmed'),
    koreanDevices().is(filled('gmpGroup'), approved),
  ),
  prove(
    'Audit.initial',
    say(
      '모든 국내 제품이 적합 판정을 받은 GMP 심사에 들어 있다',
      'Every device for Korea was covered by a GMP audit that found it conforming',
    ),
    koreanDevices().is(audited('kgmp-initial', 'kgmp-periodic', 'kgmp-change')),
  ),
  prove(
    'Audit.periodic',
    say(
      '모든 국내 제품이 3년 안에 적합 판정을 받은 GMP 심사에 들어 있다',
      'Every device for Korea was found conforming by a GMP audit within three years',
    ),
    koreanDevices().is(
      has(
        audit,
        'devices',
        holds('type', 'kgmp-initial', 'kgmp-periodic'),
        approved,
        closed,
        approvedWithin(36),
        holds('result', 'conforming', 'with-findings'),
      ),
    ),
  ),
  prove(
    'Criteria',
    say(
      '조항별 적합성 매트릭스가 시행 중이고, GMP 내부심사가 한 해 안에 보고되었다',
      'A clause-to-evidence matrix is in force, and KGMP was audited within the year',
    ),
    all(written('gap-analysis'), internalAudit('kr-digital-gmp')),
  ),
  prove(
    'Grades',
    say(
      '모든 국내 제품의 등급과 그 근거가 확인되었다',
      'Grade and reasons of every device for Korea are confirmed',
    ),
    koreanDevices().is(filled('grade', 'classificationReason'), approved),
  ),
  prove(
    'Docs',
    say(
      '신청자료와 조직도, 매뉴얼, 방침, 문서관리, 출하 절차, 제품표준서가 시행 중이다',
      'Application, organisation, manual, policy, document control, release procedure and device files are in force',
    ),
    all(
      paper('submission', ['file', 'report', 'form'], say('신청자료', 'Application')),
      written('organisation'),
      manual('manual'),
      policyOn('quality'),
      procedure('document-control'),
      procedure('release'),
      koreanDevices().is(inDeviceFile('device-file')),
    ),
  ),
  prove(
    'Records',
    say(
      '기록 보존 절차가 시행 중이고, 모든 국내 제품의 수명이 확인되었다',
      'Retention is documented, and the lifetime of every device for Korea is confirmed',
    ),
    all(procedure('record-control'), koreanDevices().is(filled('lifetimeYears'), approved)),
  ),
  prove(
    'QM',
    say(
      '품질책임자가 확인되었고, 올해 또는 지난해 법정교육을 8시간 이상 마쳤다',
      'The quality manager is confirmed and had eight hours of the course this year or last',
    ),
    holder('quality-manager', hoursThisYear('quality-manager', 8)),
  ),
  prove(
    'Outsource',
    say(
      '구매 절차가 시행 중이고, 위탁 공급자는 모두 협약이 있는 승인 공급자다',
      'A purchasing procedure is in force, and every contractor is approved under an agreement',
    ),
    all(procedure('purchasing'), outsourced().is(approved, filled('agreementFiles'))),
  ),
  prove(
    'AI.scope',
    say(
      'AI 방침과 목표, 데이터 관리 절차가 시행 중이고 국내 제품의 모든 AI 시스템이 확인되었다',
      'AI policy, objectives and data management are in force, and every AI system of a Korean device is confirmed',
    ),
    all(policyOn('ai'), yearly('objectives'), procedure('data-management'), koreanAi().is(approved)),
  ),
  prove(
    'AI.42001',
    say(
      '조항별 매트릭스가 시행 중이고, 국내 제품의 모든 AI에 승인된 영향평가와 확인된 리스크가 있다',
      'A matrix of clauses is in force, and every Korean AI has an approved impact assessment and settled risks',
    ),
    all(
      written('gap-analysis'),
      koreanAi().is(has(impactAssessment, 'aiSystem', approved, approvedWithin(12))),
      koreanDevices()
        .which(holds('usesAi', true))
        .called('국내 AI 제품', 'AI devices for Korea')
        .is(assessedFor('ai')),
    ),
  ),
])
