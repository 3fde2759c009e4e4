import { neededWhen } from '../guards.ts'
import { type Guard, life } from '../life.ts'
import { approval, sendingBack } from '../lives.ts'
import { say } from '../words.ts'

/** What must stand before somebody is asked to sign; a draft may still lack it. */
const reasoned: readonly Guard[] = [
  // OpenVEX 0.2.0: not_affected needs a justification or an impact statement; we always ask for the first.
  neededWhen('outcome', ['not-affected'], {
    needed: 'justification',
    because: say('“영향 없음”에는 사유를 고르십시오.', '“Not affected” needs its justification.'),
  }),
  // OpenVEX 0.2.0: an affected statement carries an action statement.
  neededWhen('outcome', ['affected'], {
    needed: 'actionStatement',
    because: say('사용자가 할 일을 적으십시오.', 'Write what users should do.'),
  }),
  neededWhen('outcome', ['accepted'], {
    needed: 'expiresOn',
    because: say('수용에는 만료일이 있어야 합니다.', 'An acceptance needs an expiry date.'),
  }),
  neededWhen('outcome', ['accepted'], {
    needed: 'control',
    because: say(
      '위험이 통제되는지 정하십시오. 통제되지 않은 위험은 수용할 수 없습니다.',
      'Say whether the risk is controlled; an uncontrolled one cannot be accepted.',
    ),
  }),
  neededWhen('scope', ['release'], {
    needed: 'releases',
    because: say('대상 릴리스를 고르십시오.', 'Name the releases.'),
  }),
  ({ body, today }) =>
    typeof body.expiresOn === 'string' && body.expiresOn < today
      ? say('만료일이 이미 지났습니다.', 'Its expiry day is already past.')
      : null,
]

/** Drafted, proposed, signed by another, withdrawn; a change is a new decision that supersedes (IEC 81001-5-1 9.3). */
export const triageLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    proposed: { label: say('승인 대기', 'Proposed'), tone: 'waiting' },
    'in-force': { label: say('유효', 'In force'), tone: 'good' },
    withdrawn: { label: say('철회됨', 'Withdrawn'), tone: 'neutral', ended: true },
    cancelled: { label: say('취소', 'Cancelled'), tone: 'neutral', ended: true },
  },
  actions: {
    propose: {
      label: say('승인 요청', 'Propose'),
      from: ['draft'],
      to: 'proposed',
      permission: 'write',
      complete: true,
      guards: reasoned,
    },
    'send-back': sendingBack({ from: ['proposed'], to: 'draft' }),
    approve: approval({ from: ['proposed'], to: 'in-force', guards: reasoned }),
    withdraw: {
      label: say('철회', 'Withdraw'),
      from: ['in-force'],
      to: 'withdrawn',
      permission: 'approve',
      reason: true,
    },
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['draft', 'proposed'],
      to: 'cancelled',
      permission: 'write',
      reason: true,
    },
  },
})
