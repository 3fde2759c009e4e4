import { filled } from '../conditions.ts'
import { life } from '../life.ts'
import { say } from '../words.ts'

/** The states of a key as NIST SP 800-57 Part 1 names them; the log stays open until the key is destroyed. */
export const keyLife = life({
  initial: 'planned',
  states: {
    planned: { label: say('사용 전', 'Before use'), tone: 'draft', editable: true },
    active: { label: say('사용 중', 'Active'), tone: 'good', editable: true },
    suspended: { label: say('일시 중지', 'Suspended'), tone: 'waiting', editable: true },
    deactivated: { label: say('사용 종료', 'Deactivated'), tone: 'neutral', editable: true },
    compromised: { label: say('노출됨', 'Compromised'), tone: 'bad', editable: true },
    destroyed: { label: say('파기됨', 'Destroyed'), tone: 'neutral', ended: true },
  },
  actions: {
    activate: {
      label: say('사용 개시', 'Activate'),
      from: ['planned'],
      to: 'active',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      complete: true,
      approves: true,
    },
    suspend: {
      label: say('일시 중지', 'Suspend'),
      from: ['active'],
      to: 'suspended',
      permission: 'write',
      reason: true,
    },
    resume: {
      label: say('사용 재개', 'Resume'),
      from: ['suspended'],
      to: 'active',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      reason: true,
    },
    deactivate: {
      label: say('사용 종료', 'Deactivate'),
      from: ['active', 'suspended'],
      to: 'deactivated',
      permission: 'write',
      reason: true,
    },
    'report-compromise': {
      label: say('노출 신고', 'Report compromise'),
      from: ['planned', 'active', 'suspended', 'deactivated'],
      to: 'compromised',
      permission: 'write',
      reason: true,
    },
    destroy: {
      label: say('파기 확인', 'Confirm destruction'),
      from: ['planned', 'deactivated', 'compromised'],
      to: 'destroyed',
      permission: 'retire',
      signs: 'responsibility',
      reason: true,
      guards: [
        filled('destroyedOn', say('파기일을 적으십시오.', 'Give the day of destruction.')),
        filled('destruction', say('파기 방법을 적으십시오.', 'Write how it was destroyed.')),
      ],
    },
  },
})
