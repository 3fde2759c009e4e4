import { changedFields } from '../decide.ts'
import { choice, file, later, line, moment, optional, pair, refs, rows, whole, yesNo } from '../field.ts'
import { type Body, kind } from '../kind.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { advisoryLife } from './advisory-life.ts'
import { justificationWords } from './triage-words.ts'

const vulnerabilityRow = {
  vulnerability: line({
    label: say('취약점 번호', 'Vulnerability id'),
    max: 60,
    pattern: /^[A-Za-z0-9][A-Za-z0-9._:-]*$/,
  }),
  title: optional(line({ label: say('무엇인지', 'What it is') })),
  cwe: optional(line({ label: say('CWE', 'CWE'), max: 12, pattern: /^CWE-[1-9]\d{0,5}$/ })),
  vector: optional(
    line({
      label: say('CVSS 벡터', 'CVSS vector'),
      help: say('기기에서의 점수가 있으면 그것을.', 'That of the device where there is one.'),
      max: 300,
    }),
  ),
}

const acknowledgement = {
  name: line({ label: say('이름', 'Name') }),
  organisation: optional(line({ label: say('소속', 'Organisation') })),
  summary: optional(line({ label: say('한 일', 'For'), max: 300 })),
}

const reference = {
  summary: line({ label: say('설명', 'Summary') }),
  url: line({ label: say('주소', 'Address'), max: 1000, pattern: /^https?:\/\/\S+$/ }),
}

const revision = {
  number: whole({ label: say('판', 'Number') }),
  at: moment({ label: say('게시 시각', 'At') }),
  summary: line({ label: say('바뀐 점', 'What changed'), max: 500 }),
}

const described = kind({
  name: 'advisory',
  code: 'ADV',
  domain: 'vulnerabilities',
  title: say('보안 권고', 'Security advisory'),
  plural: say('보안 권고', 'Security advisories'),
  about: say(
    '우리 제품의 취약점을 의료기관과 사용자에게 알리는 글. 영향받는 릴리스와 안전한 릴리스, 임상 영향, 고칠 때까지 할 일을 두 언어와 CSAF 2.0으로 냅니다. 시행규칙 제29조, 보안지침 제20조, FDA 524B(b)(1), IEC 81001-5-1 9.5.',
    'What hospitals and users are told of a vulnerability in our devices: affected and safe releases, clinical impact, what to do meanwhile, in two languages and as CSAF 2.0. Rule Art. 29, MFDS notice Art. 20, FDA 524B(b)(1), IEC 81001-5-1 9.5.',
  ),
  titleField: 'name',
  life: advisoryLife,
  retention: deviceFileRetention,
  fields: {
    name: pair({ label: say('제목', 'Title'), max: 200, searched: true }),
    trackingId: later(
      line({
        label: say('권고 번호', 'Tracking id'),
        help: say(
          '밖에서 부르는 번호. 게시한 뒤에는 바꾸지 않습니다. 예: GAON-SA-2026-0001',
          'The number others call it by; it stays the same. E.g. GAON-SA-2026-0001',
        ),
        listed: true,
        searched: true,
        max: 60,
        pattern: /^[A-Za-z0-9][A-Za-z0-9._+-]*$/,
      }),
    ),
    tlp: choice({
      label: say('공개 범위(TLP)', 'Sharing (TLP)'),
      listed: true,
      choices: {
        WHITE: say('제한 없음', 'Clear: no limit'),
        GREEN: say('커뮤니티 안', 'Green: the community'),
        AMBER: say('받은 기관 안', 'Amber: recipients’ organisations'),
        RED: say('받은 사람만', 'Red: the recipients alone'),
      },
    }),
    vulnerabilities: rows({
      label: say('취약점', 'Vulnerabilities'),
      columns: vulnerabilityRow,
      max: 100,
    }),
    summary: later(pair({ label: say('요약', 'Summary'), max: 4000 })),
    riskEvaluation: later(
      pair({
        label: say('위험 평가', 'Risk evaluation'),
        help: say('성공하면 무엇이 가능해지는지.', 'What a successful attack makes possible.'),
        max: 4000,
      }),
    ),
    clinicalImpact: later(
      pair({
        label: say('임상 영향', 'Clinical impact'),
        help: say('진료와 환자에게 무엇이 생길 수 있는지.', 'What it may mean for care and patients.'),
        max: 4000,
      }),
    ),
    meanwhile: later(
      pair({
        label: say('고칠 때까지 할 일', 'What to do meanwhile'),
        help: say(
          '의료기관의 전산 담당자가 그대로 따라 할 수 있게.',
          'So that a hospital’s IT staff can follow it word for word.',
        ),
        max: 4000,
      }),
    ),
    workarounds: optional(pair({ label: say('우회 방법', 'Workarounds'), max: 4000 })),
    affected: optional(
      refs('release', {
        label: say('영향받는 릴리스', 'Affected releases'),
        reverse: say('영향받는다고 알린 권고', 'Advisories: affected'),
      }),
    ),
    fixed: optional(
      refs('release', {
        label: say('고쳐진 릴리스', 'Fixed releases'),
        reverse: say('고쳐졌다고 알린 권고', 'Advisories: fixed'),
      }),
    ),
    fixPlan: optional(
      pair({
        label: say('수정 계획', 'Plan of the fix'),
        help: say('고쳐진 릴리스가 아직 없을 때.', 'While there is no fixed release.'),
        max: 2000,
      }),
    ),
    notAffected: optional(
      refs('release', {
        label: say('영향 없는 릴리스', 'Releases not affected'),
        reverse: say('영향 없다고 알린 권고', 'Advisories: not affected'),
      }),
    ),
    notAffectedBecause: optional(
      choice({ label: say('영향 없는 사유', 'Why not affected'), choices: justificationWords }),
    ),
    notAffectedImpact: optional(pair({ label: say('영향 없는 까닭', 'Impact statement'), max: 2000 })),
    noneUnaffected: optional(
      yesNo({
        label: say('영향 없는 릴리스가 없음', 'No release is unaffected'),
        help: say('모든 릴리스를 확인했을 때만.', 'Only when every release was checked.'),
      }),
    ),
    contact: later(line({ label: say('문의처', 'Contact'), max: 300 })),
    acknowledgements: optional(
      rows({
        label: say('감사의 말', 'Acknowledgements'),
        help: say('동의한 사람만.', 'Only who agreed.'),
        columns: acknowledgement,
        max: 50,
      }),
    ),
    references: optional(rows({ label: say('참고 자료', 'References'), columns: reference, max: 50 })),
    cases: optional(
      refs('vulnerability-case', {
        label: say('취약점 기록', 'Vulnerability cases'),
        reverse: say('보안 권고', 'Advisories'),
      }),
    ),
    decisions: optional(
      refs('triage-decision', {
        label: say('취약점 판정', 'Vulnerability decisions'),
        reverse: say('보안 권고', 'Advisories'),
      }),
    ),
    revisionSummary: later(
      line({
        label: say('이 판에서 바뀐 점', 'What this edition changes'),
        help: say('처음이면 “최초 게시”.', '“First published” for the first.'),
        max: 500,
      }),
    ),
    revisions: optional(rows({ label: say('개정 이력', 'Revision history'), columns: revision, max: 200 })),
    csaf: optional(
      file({
        label: say('CSAF 파일', 'CSAF file'),
        help: say(
          '내용을 바꾸면 지워집니다. 다시 만드십시오.',
          'Gone once the content changes; make it again.',
        ),
      }),
    ),
  },
})

/** Fields that only the making of the CSAF file writes. */
const made = ['csaf', 'revisions']

/** A CSAF file made from other words than these must not be signed with them. */
export function settleAdvisory(before: Body | null, after: Body): Body {
  if (after.csaf === undefined) return after
  if (before === null) return withoutFile(after)
  const changed = changedFields(before, after)
  // Made anew: the file itself changed, and what goes with it.
  if (changed.includes('csaf') || changed.every((name) => made.includes(name))) return after
  return withoutFile(after)
}

function withoutFile({ csaf: _stale, ...rest }: Body): Body {
  return rest
}

/** What hospitals and users are told of vulnerabilities in our devices. */
export const advisory = { ...described, settle: settleAdvisory }
