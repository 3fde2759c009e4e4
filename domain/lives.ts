import { type Action, type Guard, life } from './life.ts'
import { say } from './words.ts'

/*
 * The lifecycles most records share. A kind with a flow of its own writes its own table; these are values,
 * so `life({ ...controlled, actions: { ...controlled.actions, more } })` is allowed.
 */

const cancelReason = { reason: true } as const

type Step = { readonly from: readonly string[]; readonly to: string; readonly guards?: readonly Guard[] }

/** Another person approves what is complete, with a signature; the version becomes the one in force (ISO 13485 4.2.4). */
export function approval(step: Step): Action {
  return {
    label: say('승인', 'Approve'),
    permission: 'approve',
    signs: 'approval',
    fourEyes: true,
    complete: true,
    approves: true,
    ...step,
  }
}

/** Sent back to its author, signed and with the reason. */
export function sendingBack(step: Step): Action {
  return { label: say('반려', 'Send back'), permission: 'approve', signs: 'rejection', reason: true, ...step }
}

/**
 * Controlled document flow (ISO 13485 4.2.4; ISO/IEC 42001 7.5): written, reviewed by another, approved with a
 * signature, revised as a new edition while the approved one stays in force, retired.
 */
export const controlled = life({
  initial: 'draft',
  states: {
    draft: { label: say('작성 중', 'Draft'), tone: 'draft', editable: true },
    'in-review': { label: say('검토 중', 'In review'), tone: 'waiting' },
    approved: { label: say('승인됨', 'Approved'), tone: 'good' },
    retired: { label: say('폐기', 'Retired'), tone: 'neutral', ended: true },
  },
  actions: {
    submit: {
      label: say('검토 요청', 'Submit for review'),
      from: ['draft'],
      to: 'in-review',
      permission: 'write',
      complete: true,
    },
    'send-back': sendingBack({ from: ['in-review'], to: 'draft' }),
    approve: approval({ from: ['in-review'], to: 'approved' }),
    revise: {
      label: say('개정', 'Revise'),
      from: ['approved'],
      to: 'draft',
      permission: 'write',
      reason: true,
    },
    retire: {
      label: say('폐기', 'Retire'),
      from: ['draft', 'in-review', 'approved'],
      to: 'retired',
      permission: 'retire',
      ...cancelReason,
    },
  },
})

/**
 * Register entry (people, sites, devices, suppliers' facts, hazards): valid as it stands, every change kept,
 * confirmed by another when it matters, ended with a reason.
 */
export const register = life({
  initial: 'active',
  states: {
    active: { label: say('사용 중', 'Active'), tone: 'neutral', editable: true },
    confirmed: { label: say('확인됨', 'Confirmed'), tone: 'good' },
    ended: { label: say('종료', 'Ended'), tone: 'neutral', ended: true },
  },
  actions: {
    confirm: {
      label: say('확인', 'Confirm'),
      from: ['active'],
      to: 'confirmed',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      complete: true,
      approves: true,
    },
    change: {
      label: say('변경', 'Change'),
      from: ['confirmed'],
      to: 'active',
      permission: 'write',
      reason: true,
    },
    end: {
      label: say('종료', 'End'),
      from: ['active', 'confirmed'],
      to: 'ended',
      permission: 'retire',
      ...cancelReason,
    },
  },
})

/**
 * Case work (nonconformity, corrective action, vulnerability case, incident): opened, worked on, checked by
 * another for effect, closed with a signature, reopened with a reason (ISO 13485 8.5.2).
 */
export const casework = life({
  initial: 'open',
  states: {
    open: { label: say('접수', 'Open'), tone: 'bad', editable: true },
    working: { label: say('처리 중', 'In progress'), tone: 'waiting', editable: true },
    checking: { label: say('유효성 확인 중', 'Checking effect'), tone: 'waiting' },
    closed: { label: say('종결', 'Closed'), tone: 'good', closed: true },
    cancelled: { label: say('취소', 'Cancelled'), tone: 'neutral', ended: true },
  },
  actions: {
    start: { label: say('처리 시작', 'Start work'), from: ['open'], to: 'working', permission: 'write' },
    'ask-check': {
      label: say('유효성 확인 요청', 'Ask for effect check'),
      from: ['working'],
      to: 'checking',
      permission: 'write',
      complete: true,
    },
    'send-back': sendingBack({ from: ['checking'], to: 'working' }),
    close: {
      label: say('종결', 'Close'),
      from: ['checking'],
      to: 'closed',
      permission: 'approve',
      signs: 'approval',
      fourEyes: true,
      complete: true,
      approves: true,
    },
    reopen: {
      label: say('재개', 'Reopen'),
      from: ['closed'],
      to: 'working',
      permission: 'approve',
      reason: true,
    },
    cancel: {
      label: say('취소', 'Cancel'),
      from: ['open', 'working'],
      to: 'cancelled',
      permission: 'retire',
      ...cancelReason,
    },
  },
})

/** Guard: every record linked by `relation` is approved (and not ended), else says what to do. */
export function linkedApproved(relation: string, because: ReturnType<typeof say>): Guard {
  return (view) => {
    const linked = view.links.out.filter((link) => link.relation === relation)
    return linked.every((link) => link.approved && !link.ended) ? null : because
  }
}
