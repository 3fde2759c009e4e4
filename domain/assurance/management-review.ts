import { day, file, later, line, optional, prose, ref, refs, rows } from '../field.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { qualityRecordRetention } from '../retentions.ts'
import { say, type Words } from '../words.ts'

const decision = {
  decision: line({ label: say('결정', 'Decision'), max: 500 }),
  role: line({ label: say('담당(직책)', 'By (role)'), max: 100 }),
  dueOn: day({ label: say('기한', 'Due') }),
}

/** One input: each is a field of its own, so that an input nobody reviewed is named before approval. */
const input = (label: Words, help: Words) => later(prose({ label, help }))

/** Top management looks at the whole system: every input of ISO 13485 5.6.2 and ISO/IEC 42001 9.3.2, and what it decides. */
export const managementReview = kind({
  name: 'management-review',
  code: 'MRV',
  domain: 'assurance',
  title: say('경영검토', 'Management review'),
  plural: say('경영검토', 'Management reviews'),
  about: say(
    '최고경영자가 품질·AI·보안 체계를 검토하고 결정합니다. ISO 13485 5.6, ISO/IEC 42001 9.3, 디지털의료기기 GMP 5.6의 입력과 출력을 한 기록에 담습니다.',
    'Top management reviews quality, AI and security and decides: inputs and outputs of ISO 13485 5.6, ISO/IEC 42001 9.3 and KGMP 5.6 in one record.',
  ),
  titleField: 'name',
  life: controlled,
  reviewMonths: 12,
  retention: { ...qualityRecordRetention, from: 'approval' },
  check: (body) =>
    body.periodTo < body.periodFrom
      ? {
          field: 'periodTo',
          because: say('검토 기간의 끝이 시작보다 이릅니다.', 'The period ends before it begins.'),
        }
      : null,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    heldOn: day({ label: say('개최일', 'Held on'), listed: true, sorted: true }),
    periodFrom: day({ label: say('검토 기간 시작', 'Period from'), listed: true }),
    periodTo: day({ label: say('검토 기간 끝', 'Period to'), listed: true }),
    chair: later(
      ref('person', {
        label: say('주재자(최고경영자)', 'Chair (top management)'),
        listed: true,
        reverse: say('주재한 경영검토', 'Reviews chaired'),
      }),
    ),
    attendees: later(
      refs('person', {
        label: say('참석자', 'Attendees'),
        reverse: say('참석한 경영검토', 'Reviews attended'),
      }),
    ),
    earlierActions: input(
      say('이전 검토 후속조치', 'Actions from earlier reviews'),
      say('결정별 완료 여부.', 'Each decision and whether it is done.'),
    ),
    context: input(
      say('내·외부 이슈 변화', 'Changes in context'),
      say(
        'ISO/IEC 42001 9.3.2. 법규, 시장, 기술, 조직.',
        'ISO/IEC 42001 9.3.2: law, market, technology, organisation.',
      ),
    ),
    interestedParties: input(
      say('이해관계자 요구 변화', 'Changes in stakeholder needs'),
      say('ISO/IEC 42001 9.3.2.', 'ISO/IEC 42001 9.3.2.'),
    ),
    feedback: input(
      say('피드백', 'Feedback'),
      say('의료기관·사용자 의견과 추세.', 'Views of hospitals and users, and their trend.'),
    ),
    complaints: input(
      say('불만 처리', 'Complaint handling'),
      say('건수, 처리 기간, 반복 유형.', 'Numbers, time taken, repeated types.'),
    ),
    reporting: input(
      say('규제당국 보고', 'Reports to authorities'),
      say(
        '이상사례·침해행위 신고와 기한 준수.',
        'Adverse events and infringements reported, and whether on time.',
      ),
    ),
    audits: input(
      say('심사 결과', 'Audit results'),
      say('내부·외부 심사와 지적사항 현황.', 'Internal and outside audits, and their findings.'),
    ),
    processes: input(
      say('프로세스 모니터링', 'Monitoring of processes'),
      say('품질목표 대비 실적.', 'Results against objectives.'),
    ),
    products: input(
      say('제품 모니터링', 'Monitoring of product'),
      say('출하, 부적합, 시판 후 자료.', 'Releases, nonconformities, post-market data.'),
    ),
    aiPerformance: input(
      say('AI 성능과 영향', 'Performance and impact of the AI'),
      say(
        '성능·하위집단·드리프트와 영향평가 결과.',
        'Performance, subgroups, drift, and impact assessments.',
      ),
    ),
    security: input(
      say('제품 보안', 'Product security'),
      say('침해행위, 취약점, 보호조치 현황.', 'Infringements, vulnerabilities, measures.'),
    ),
    nonconformities: input(
      say('부적합', 'Nonconformities'),
      say('ISO/IEC 42001 9.3.2 d). 추세와 반복.', 'ISO/IEC 42001 9.3.2: trend and repetition.'),
    ),
    corrective: input(
      say('시정조치', 'Corrective action'),
      say('진행, 지연, 효과.', 'Progress, delay, effect.'),
    ),
    preventive: input(
      say('예방조치', 'Preventive action'),
      say('진행, 지연, 효과.', 'Progress, delay, effect.'),
    ),
    changes: input(
      say('체계에 영향을 줄 변경', 'Changes that may affect the system'),
      say('조직, 제품, 공급자, AI 기술.', 'Organisation, devices, suppliers, AI technology.'),
    ),
    regulation: input(
      say('신규·개정 법규', 'New or revised regulation'),
      say('시행일과 대응 상태.', 'Dates in force and how far we are.'),
    ),
    recommendations: input(
      say('개선 제안', 'Recommendations for improvement'),
      say('부서별 제안과 채택 여부.', 'Proposals and which were taken.'),
    ),
    suitability: later(
      prose({
        label: say('적절성·충족성·효과성 결론', 'Suitability, adequacy, effectiveness'),
        help: say('ISO 13485 5.6.1.', 'ISO 13485 5.6.1.'),
      }),
    ),
    systemOutput: later(prose({ label: say('출력: 체계와 프로세스 개선', 'Output: system and processes') })),
    productOutput: later(prose({ label: say('출력: 제품 개선', 'Output: product') })),
    regulationOutput: later(prose({ label: say('출력: 법규 대응', 'Output: response to regulation') })),
    resourceOutput: later(prose({ label: say('출력: 자원', 'Output: resources') })),
    aiOutput: later(
      prose({ label: say('출력: AI 경영시스템 변경', 'Output: changes of the AI management system') }),
    ),
    decisions: later(rows({ label: say('결정 사항', 'Decisions'), columns: decision })),
    previous: optional(
      ref('management-review', {
        label: say('이전 경영검토', 'Previous review'),
        reverse: say('다음 경영검토', 'Next review'),
      }),
    ),
    policies: optional(
      refs('policy', {
        label: say('검토한 방침', 'Policies reviewed'),
        reverse: say('경영검토', 'Management reviews'),
      }),
    ),
    auditsReviewed: optional(
      refs('audit', {
        label: say('검토한 심사', 'Audits reviewed'),
        reverse: say('경영검토', 'Management reviews'),
      }),
    ),
    correctiveActions: optional(
      refs('corrective-action', {
        label: say('검토한 시정·예방조치', 'Corrective actions reviewed'),
        reverse: say('경영검토', 'Management reviews'),
      }),
    ),
    incidents: optional(
      refs('incident', {
        label: say('검토한 사고', 'Incidents reviewed'),
        reverse: say('경영검토', 'Management reviews'),
      }),
    ),
    minutes: optional(file({ label: say('회의록 파일', 'Minutes file') })),
  },
})
