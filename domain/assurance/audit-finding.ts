import { bodyIs } from '../conditions.ts'
import { choice, day, files, later, line, optional, prose, ref, refs, yesNo } from '../field.ts'
import { guarded, mustBe, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { casework } from '../lives.ts'
import { qualityRecordRetention } from '../retentions.ts'
import { say } from '../words.ts'

const grades = {
  major: say('중부적합', 'Major nonconformity'),
  minor: say('경부적합', 'Minor nonconformity'),
  observation: say('관찰사항', 'Observation'),
  opportunity: say('개선 기회', 'Opportunity to improve'),
  supplement: say('보완요구', 'Request for supplementary data'),
} as const

const findingLife = guarded(
  guarded(
    casework,
    ['ask-check'],
    [
      neededWhen('grade', ['major', 'minor'], {
        needed: 'rootCause',
        because: say('부적합의 원인을 적으십시오.', 'Write the cause of the nonconformity.'),
      }),
      neededWhen('grade', ['major', 'minor', 'supplement'], {
        needed: 'evidence',
        because: say('조치 증빙을 첨부하십시오.', 'Attach the evidence of the action.'),
      }),
      bodyIs(
        (body) => body.grade !== 'major' || body.correctiveActions !== undefined,
        say(
          '중부적합은 시정조치(CAPA)와 연결하십시오.',
          'Link a major nonconformity to its corrective action.',
        ),
      ),
    ],
  ),
  ['close'],
  [
    mustBe(
      'accepted',
      [true],
      say(
        '심사원이 조치를 수용해야 종결할 수 있습니다.',
        'It is closed once the auditor has accepted the action.',
      ),
    ),
  ],
)

/** One finding of an audit: the requirement, what was seen, and what was done about it until the auditor accepts. */
export const auditFinding = kind({
  name: 'audit-finding',
  code: 'FND',
  domain: 'assurance',
  title: say('지적사항', 'Audit finding'),
  plural: say('지적사항', 'Audit findings'),
  about: say(
    '심사에서 나온 지적사항과 그 조치. ISO 13485 8.2.4(지체 없는 시정), ISO/IEC 42001 9.2·10.2의 기록입니다.',
    'A finding and what was done about it: ISO 13485 8.2.4 (without undue delay), ISO/IEC 42001 9.2 and 10.2.',
  ),
  titleField: 'name',
  life: findingLife,
  sealed: { '*': ['audit'], working: ['grade', 'statement', 'requirement'] },
  retention: qualityRecordRetention,
  fields: {
    name: line({ label: say('제목', 'Title'), searched: true }),
    audit: ref('audit', { label: say('심사', 'Audit'), listed: true, reverse: say('지적사항', 'Findings') }),
    grade: choice({ label: say('등급', 'Grade'), listed: true, choices: grades }),
    requirement: line({
      label: say('요구사항', 'Requirement'),
      help: say('규격과 조항. 예: ISO 13485 7.3.9', 'Standard and clause, such as ISO 13485 7.3.9.'),
      listed: true,
      searched: true,
      max: 300,
    }),
    statement: prose({
      label: say('지적 내용', 'Finding'),
      help: say(
        '요구사항, 확인한 사실, 어긋난 점을 한 문장씩 적습니다.',
        'The requirement, the fact seen, and how they differ.',
      ),
    }),
    seen: prose({ label: say('객관적 증거', 'Objective evidence') }),
    dueOn: day({ label: say('조치 기한', 'Due on'), listed: true, sorted: true }),
    owner: later(
      ref('person', {
        label: say('조치 책임자', 'Owner'),
        reverse: say('조치할 지적사항', 'Findings to settle'),
      }),
    ),
    correction: later(prose({ label: say('즉시 수정', 'Correction') })),
    rootCause: optional(prose({ label: say('원인', 'Cause') })),
    extent: later(
      prose({
        label: say('영향 범위', 'Extent'),
        help: say('같은 문제가 다른 곳에도 있는지.', 'Whether the same problem exists elsewhere.'),
      }),
    ),
    action: later(prose({ label: say('시정조치', 'Action') })),
    nonconformities: optional(
      refs('nonconformity', {
        label: say('부적합', 'Nonconformities'),
        reverse: say('지적사항', 'Audit findings'),
      }),
    ),
    correctiveActions: optional(
      refs('corrective-action', {
        label: say('시정·예방조치', 'Corrective actions'),
        reverse: say('지적사항', 'Audit findings'),
      }),
    ),
    changes: optional(
      refs('change', { label: say('변경', 'Changes'), reverse: say('지적사항', 'Audit findings') }),
    ),
    documents: optional(
      refs('document', { label: say('개정 문서', 'Documents'), reverse: say('지적사항', 'Audit findings') }),
    ),
    evidence: optional(files({ label: say('조치 증빙', 'Evidence of the action') })),
    accepted: later(yesNo({ label: say('심사원 수용', 'Accepted by the auditor') })),
    acceptedOn: later(day({ label: say('수용일', 'Accepted on') })),
    verification: later(prose({ label: say('확인 방법과 결과', 'How it was verified') })),
  },
})
