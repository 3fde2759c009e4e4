import { mustBe } from '../guards.ts'
import { type Guard, life } from '../life.ts'
import { linkedApproved, sendingBack } from '../lives.ts'
import { say } from '../words.ts'

/** What must be finished before a release leaves the house, when it links to the release (ISO 13485 8.2.6; IEC 62304 5.8.1). */
const evidence: readonly string[] = ['model-version', 'requirement', 'verification', 'evaluation', 'change']

/** Guard: every record of design and test that points to this release stands approved, closed, or withdrawn. */
export const evidenceFinished: Guard = ({ links }) => {
  const open = links.in.filter(
    (link) => evidence.includes(link.kind) && !link.approved && !link.closed && !link.ended,
  )
  if (open.length === 0) return null
  const numbers = open.map((link) => link.number).join(', ')
  return say(
    `끝나지 않은 근거 기록이 있습니다: ${numbers}. 승인하거나 연결을 해제하십시오.`,
    `Evidence is unfinished: ${numbers}. Approve it or unlink it.`,
  )
}

/** Guard: the software inside is known (IEC 62304 8.1.2; MFDS security notice Art. 16; FD&C Act 524B(b)(3)). */
export const hasSbom: Guard = ({ links }) =>
  links.in.some((link) => link.kind === 'sbom' && !link.ended)
    ? null
    : say('이 릴리스의 SBOM을 먼저 등록하십시오.', 'Add the SBOM of this release first.')

const deviceConfirmed = linkedApproved(
  'device',
  say('제품의 분류가 아직 확인되지 않았습니다.', 'The device’s classification is not confirmed yet.'),
)

const labelsInspected = mustBe(
  'labelCheck',
  ['passed', 'unchanged'],
  say('표시·기재 확인에 합격해야 합니다.', 'The labelling inspection must have passed (21 CFR 820.45).'),
)

/** Nothing leaves before the planned arrangements are done and a named person has said so (ISO 13485 8.2.6). */
export const releaseLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('준비 중', 'Draft'), tone: 'draft', editable: true },
    'in-review': { label: say('출하 검토 중', 'In review'), tone: 'waiting' },
    released: { label: say('출하됨', 'Released'), tone: 'good' },
    withdrawn: { label: say('철회', 'Withdrawn'), tone: 'bad', ended: true },
    cancelled: { label: say('취소', 'Cancelled'), tone: 'neutral', ended: true },
  },
  actions: {
    submit: {
      label: say('출하 검토 요청', 'Submit for review'),
      from: ['draft'],
      to: 'in-review',
      permission: 'write',
      complete: true,
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'draft' }),
    release: {
      label: say('출하 승인', 'Approve release'),
      from: ['in-review'],
      to: 'released',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
      guards: [deviceConfirmed, labelsInspected, hasSbom, evidenceFinished],
    },
    withdraw: {
      label: say('철회', 'Withdraw'),
      from: ['released'],
      to: 'withdrawn',
      permission: 'approve',
      signs: 'responsibility',
      reason: true,
    },
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['draft', 'in-review'],
      to: 'cancelled',
      permission: 'retire',
      reason: true,
    },
  },
})
