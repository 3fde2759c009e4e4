import { mustBe } from '../guards.ts'
import { life } from '../life.ts'
import { say } from '../words.ts'

/** ISO 14971 7.2 asks two things of a control: that it is there, and that it works. Each is a step. */
export const riskControlLife = life({
  initial: 'planned',
  states: {
    planned: { label: say('계획', 'Planned'), tone: 'draft', editable: true },
    implemented: { label: say('이행됨', 'Implemented'), tone: 'waiting', editable: true },
    effective: { label: say('효과 확인됨', 'Effective'), tone: 'good' },
    ended: { label: say('종료', 'Ended'), tone: 'neutral', ended: true },
  },
  actions: {
    implement: {
      label: say('이행 완료', 'Mark as implemented'),
      from: ['planned'],
      to: 'implemented',
      permission: 'write',
      guards: [
        ({ body }) =>
          body.implementation === undefined
            ? say('어디에 어떻게 이행했는지 적으십시오.', 'Say where and how it was implemented.')
            : null,
      ],
    },
    'confirm-effect': {
      label: say('효과 확인', 'Confirm effect'),
      from: ['implemented'],
      to: 'effective',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      complete: true,
      approves: true,
      guards: [
        mustBe(
          'effect',
          ['effective'],
          say(
            '효과가 입증되지 않은 통제는 확인할 수 없습니다.',
            'A control not shown to work cannot be confirmed.',
          ),
        ),
      ],
    },
    'plan-again': {
      label: say('다시 계획', 'Plan again'),
      from: ['implemented', 'effective'],
      to: 'planned',
      permission: 'write',
      reason: true,
    },
    end: {
      label: say('종료', 'End'),
      from: ['planned', 'implemented', 'effective'],
      to: 'ended',
      permission: 'retire',
      reason: true,
    },
  },
})
