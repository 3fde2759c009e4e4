import { mustBe } from '../guards.ts'
import { life } from '../life.ts'
import { approval, sendingBack } from '../lives.ts'
import { say } from '../words.ts'

/** Approved suppliers are a list with a door: evaluated in, suspended, evaluated again, or out (ISO 13485 7.4.1). */
export const supplierLife = life({
  initial: 'candidate',
  states: {
    candidate: { label: say('평가 중', 'Under evaluation'), tone: 'draft', editable: true },
    'in-review': { label: say('승인 대기', 'In review'), tone: 'waiting' },
    approved: { label: say('승인 공급자', 'Approved'), tone: 'good' },
    suspended: { label: say('거래 정지', 'Suspended'), tone: 'bad' },
    ended: { label: say('거래 종료', 'Ended'), tone: 'neutral', ended: true },
  },
  actions: {
    submit: {
      label: say('검토 요청', 'Submit for review'),
      from: ['candidate'],
      to: 'in-review',
      permission: 'write',
      complete: true,
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'candidate' }),
    approve: approval({
      from: ['in-review'],
      to: 'approved',
      guards: [
        mustBe(
          'evaluationResult',
          ['accepted', 'with-conditions'],
          say('부적합 판정을 받은 공급자는 승인할 수 없습니다.', 'A rejected supplier cannot be approved.'),
        ),
      ],
    }),
    'evaluate-again': {
      label: say('재평가', 'Evaluate again'),
      from: ['approved', 'suspended'],
      to: 'candidate',
      permission: 'write',
      reason: true,
    },
    suspend: {
      label: say('거래 정지', 'Suspend'),
      from: ['approved'],
      to: 'suspended',
      permission: 'approve',
      reason: true,
    },
    end: {
      label: say('거래 종료', 'End'),
      from: ['candidate', 'in-review', 'approved', 'suspended'],
      to: 'ended',
      permission: 'retire',
      reason: true,
    },
  },
})
