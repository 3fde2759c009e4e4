import { dataset } from '../../models/dataset.ts'
import { modelVersion } from '../../models/model-version.ts'
import { say } from '../../words.ts'
import { every } from '../claim.ts'
import { all } from '../combine.ts'
import { has, leadsOnlyTo } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, bodyTrait, everyRow, filled } from '../trait.ts'
import { splitsApart, unaltered } from '../unaltered.ts'
import { watchedInField } from './field-performance.ts'
import { again, inDeviceFile, plan, policyOn, procedure, prove, written, yearly } from './papers.ts'
import {
  aiDevices,
  deviceAi,
  evaluatedInUse,
  inUse,
  models,
  runsApprovedOnly,
  sites,
  validated,
} from './populations.ts'

/* ISO/IEC 42001:2023, Annex A.6 and A.7: life cycle and data. */

/** Data by consent, contract or pseudonymisation come with the document that allows it; public and simulated data do not. */
const rightsShown = bodyTrait({
  fields: ['legalBasis', 'rightsFiles'],
  stage: 'exists',
  holds: (body) =>
    body.legalBasis === 'public' || body.legalBasis === 'simulated' || body.rightsFiles !== undefined,
  lacks: say('적법 근거 서류가 없습니다', 'has no document of its legal basis'),
})

export const iso42001LifeCycle = chapter('iso-42001', [
  prove(
    'A.6.1.2',
    say(
      'AI 윤리원칙이 시행 중이고, 개발 목표가 한 해 안에 승인되었다',
      'AI principles are in force, and development objectives are approved within the year',
    ),
    all(policyOn('ai-ethics', filled('principles')), yearly('objectives')),
  ),
  prove(
    'A.6.1.3',
    say(
      'AI 개발 절차와 설계·개발 절차가 시행 중이다',
      'Procedures of AI development and of design are in force',
    ),
    all(procedure('ai-development'), procedure('design')),
  ),
  prove(
    'A.6.2.2',
    say(
      '모든 AI 제품의 파일에 승인된 요구사항 명세가 있다',
      'The file of every AI device has an approved specification of requirements',
    ),
    aiDevices().is(inDeviceFile('requirements', 'specification')),
  ),
  prove(
    'A.6.2.3',
    say(
      '모든 의료기기 AI에 설계 이유, 구조, 학습 환경, 코드를 적은 승인된 모델이 있다',
      'Every device AI has an approved model with design reasons, architecture, environment and code',
    ),
    deviceAi().is(
      has(
        modelVersion,
        'aiSystem',
        approved,
        filled('designReasons', 'architecture', 'environment', 'codeCommit', 'weightsSha256'),
      ),
    ),
  ),
  prove(
    'A.6.2.4',
    say(
      '승인된 모델마다 독립된 시험 데이터로 기준을 충족한 승인된 평가가 있다',
      'Every approved model has an approved evaluation on independent data that met its criteria',
    ),
    all(procedure('validation'), models().is(validated)),
  ),
  prove(
    'A.6.2.5',
    say(
      '출하 승인 절차가 시행 중이고, 모든 사용처는 출하 승인된 릴리스만 쓴다',
      'A release procedure is in force, and every site runs only approved releases',
    ),
    all(procedure('release'), sites().is(runsApprovedOnly)),
  ),
  again(
    2,
    prove(
      'A.6.2.6',
      say(
        'AI 운영·모니터링 계획이 시행 중이고, 사용 중인 AI마다 한 해 안의 실사용 평가가 있으며, 서명된 계획으로 현장 성능을 제때 본다',
        'A plan of operation and monitoring is in force; every AI in use was evaluated in real use within the year and is watched in the field by a signed plan, with looks in time',
      ),
      all(plan('ai-monitoring'), inUse().is(evaluatedInUse, watchedInField)),
    ),
  ),
  prove(
    'A.6.2.7',
    say(
      '모든 AI 제품의 파일에 승인된 기술문서가 있다',
      'The file of every AI device has approved technical documentation',
    ),
    aiDevices().is(inDeviceFile('technical-documentation')),
  ),
  prove(
    'A.6.2.8',
    say(
      '이벤트 로그 문서와 로그 검토 절차가 시행 중이다',
      'Event logs and their review are documented and in force',
    ),
    all(written('event-logs'), procedure('security-monitoring')),
  ),
  prove(
    'A.7.2',
    say(
      '데이터 관리 절차가 시행 중이고, 모든 데이터셋의 분할이 승인되어 분할끼리 대상자가 겹치지 않는다',
      'A procedure of data management is in force, and the splits of every dataset are approved and share no subject',
    ),
    all(
      procedure('data-management'),
      every(dataset).is(approved, filled('splitUnit', 'splits'), splitsApart),
    ),
  ),
  prove(
    'A.7.3',
    say(
      '모든 데이터셋의 출처, 대상자 구성, 적법 근거와 그 서류가 승인되었다',
      'Sources, demographics and legal basis of every dataset are approved, with the document that allows it',
    ),
    all(
      procedure('data-management'),
      every(dataset).is(approved, filled('sources', 'population', 'legalBasisDetail'), rightsShown),
    ),
  ),
  prove(
    'A.7.4',
    say(
      '모든 데이터셋이 정해진 품질 기준을 충족하고 편향이 점검되었다',
      'Every dataset meets its stated quality limits and is checked for bias',
    ),
    every(dataset).is(
      approved,
      everyRow(
        'quality',
        (row) => row.met === true,
        say('충족하지 못한 품질 기준이 있습니다', 'does not meet a quality limit'),
      ),
      filled('biasChecks'),
    ),
  ),
  prove(
    'A.7.5',
    say(
      '승인된 모델의 학습·시험 데이터가 모두 해시로 식별되는 승인된 데이터셋이고, 승인 뒤 설명 없이 바뀐 것이 없다',
      'Training and test data of every approved model are approved datasets known by their hash, and none was altered since without an explanation',
    ),
    all(
      procedure('data-management'),
      models().is(
        leadsOnlyTo(dataset, 'trainedOn', approved, filled('contentSha256'), unaltered),
        leadsOnlyTo(dataset, 'testedOn', approved, filled('contentSha256'), unaltered),
      ),
    ),
  ),
  prove(
    'A.7.6',
    say(
      '라벨링 절차가 시행 중이고, 모든 데이터셋의 전처리와 판독자 일치도가 승인되었다',
      'An annotation procedure is in force; preparation and agreement of labellers of every dataset are approved',
    ),
    all(
      procedure('annotation'),
      every(dataset).is(approved, filled('preparation', 'labelProcess', 'agreement')),
    ),
  ),
])
