import { filled, stillEmpty } from '../conditions.ts'
import { life } from '../life.ts'
import { approval, linkedApproved, sendingBack } from '../lives.ts'
import { say } from '../words.ts'

/** What an authority authorises: nothing of it may move once it is signed. */
export const plannedFields = [
  'aiSystem',
  'devices',
  'clearedVersion',
  'modifications',
  'dataProtocol',
  'retrainingProtocol',
  'evaluationProtocol',
  'updateProtocol',
  'testData',
  'criteria',
  'alpha',
  'plannedUpdates',
  'spending',
  'impacts',
  'combinedImpact',
] as const

/**
 * Signed inside the house, then authorised by the authority; there is no revision of an authorised plan: another plan
 * is another submission (FDA PCCP guidance of August 2025: a modified PCCP is authorised anew) and names the one it
 * replaces.
 */
export const changePlanLife = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    'in-review': { label: say('검토 중', 'In review'), tone: 'waiting' },
    approved: {
      label: say('서명됨·허가 대기', 'Signed, not yet authorised'),
      tone: 'waiting',
      editable: true,
    },
    authorised: { label: say('허가됨·시행 중', 'Authorised'), tone: 'good' },
    ended: { label: say('종료', 'Ended'), tone: 'neutral', ended: true },
  },
  actions: {
    submit: {
      label: say('검토 요청', 'Submit for review'),
      from: ['draft'],
      to: 'in-review',
      permission: 'write',
      complete: true,
      guards: [
        stillEmpty(
          ['authorisations'],
          say(
            '허가·인증 번호는 서명 뒤, 허가를 받은 다음에 적습니다.',
            'Numbers of authorisation are written after signing, once it is authorised.',
          ),
        ),
        linkedApproved(
          'clearedVersion',
          say(
            '최초 허가(인증)받은 모델 버전이 승인되어 있어야 합니다.',
            'The version first cleared must be an approved record.',
          ),
        ),
      ],
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'draft' }),
    approve: approval({ from: ['in-review'], to: 'approved' }),
    rework: {
      label: say('보완', 'Rework'),
      from: ['approved'],
      to: 'draft',
      permission: 'write',
      reason: true,
      guards: [
        stillEmpty(
          ['authorisations'],
          say(
            '허가된 계획은 고칠 수 없습니다. 새 계획을 내십시오.',
            'An authorised plan cannot be reworked. File another one.',
          ),
        ),
      ],
    },
    authorise: {
      label: say('허가 확인', 'Confirm the authorisation'),
      from: ['approved'],
      to: 'authorised',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      guards: [
        filled(
          'authorisations',
          say(
            '허가·인증 번호와 날짜를 적으십시오(시행규칙 제7조·제9조, FD&C Act 515C).',
            'Give number and date of the authorisation (Rule Arts. 7 and 9, FD&C Act 515C).',
          ),
        ),
      ],
    },
    end: {
      label: say('종료', 'End'),
      from: ['draft', 'in-review', 'approved', 'authorised'],
      to: 'ended',
      permission: 'retire',
      reason: true,
    },
  },
})
