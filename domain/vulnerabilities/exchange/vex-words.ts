import { say, type Words } from '../../words.ts'
import type { Justification, Statement, StatementState } from '../statement.ts'
import type { ProductStatus } from './vex-document.ts'

/**
 * One state of ours in the words of the three formats, with the reason. `accepted` has no word of its own anywhere:
 * the vulnerability is there, we leave it for now, so users must be told that they are affected.
 */
export const stateWords: {
  readonly [State in StatementState]: {
    readonly openVex: 'under_investigation' | 'affected' | 'not_affected' | 'fixed'
    readonly csaf: ProductStatus
    readonly cycloneDx: 'in_triage' | 'exploitable' | 'not_affected' | 'resolved'
    readonly because: Words
  }
} = {
  'in-triage': {
    openVex: 'under_investigation',
    csaf: 'under_investigation',
    cycloneDx: 'in_triage',
    because: say(
      '승인된 결정이 없으면 아무것도 단정하지 않습니다.',
      'Without an approved decision nothing is claimed.',
    ),
  },
  affected: {
    openVex: 'affected',
    csaf: 'known_affected',
    cycloneDx: 'exploitable',
    because: say(
      'CycloneDX에는 exploitable만 있습니다. 실제 악용 여부와는 다른 뜻입니다.',
      'CycloneDX has only “exploitable”; it says nothing of exploitation in the wild.',
    ),
  },
  'not-affected': {
    openVex: 'not_affected',
    csaf: 'known_not_affected',
    cycloneDx: 'not_affected',
    because: say('사유나 영향 설명이 함께 나갑니다.', 'Goes out with its justification or impact statement.'),
  },
  fixed: {
    openVex: 'fixed',
    csaf: 'fixed',
    cycloneDx: 'resolved',
    because: say('이 릴리스 안에서 이미 고쳐졌다는 뜻입니다.', 'The remedy is already in this very release.'),
  },
  accepted: {
    openVex: 'affected',
    csaf: 'known_affected',
    cycloneDx: 'exploitable',
    because: say(
      '수용은 우리의 결정일 뿐 사용자는 여전히 영향을 받습니다. 기한과 대응(우회책 또는 조치하지 않음)을 함께 밝힙니다.',
      'Acceptance is our decision; users are affected all the same. The date and the response (workaround, or will not fix) are told.',
    ),
  },
}

export type CycloneDxJustification =
  | 'code_not_present'
  | 'code_not_reachable'
  | 'requires_configuration'
  | 'requires_dependency'
  | 'requires_environment'
  | 'protected_by_compiler'
  | 'protected_at_runtime'
  | 'protected_at_perimeter'
  | 'protected_by_mitigating_control'

/** To CycloneDX. Two of ours become `code_not_present`, so the exact word goes along as a property. */
export const toCycloneDxJustification: { readonly [J in Justification]: CycloneDxJustification } = {
  component_not_present: 'code_not_present',
  vulnerable_code_not_present: 'code_not_present',
  vulnerable_code_not_in_execute_path: 'code_not_reachable',
  vulnerable_code_cannot_be_controlled_by_adversary: 'requires_environment',
  inline_mitigations_already_exist: 'protected_by_mitigating_control',
}

/** From CycloneDX: what must be there and is not leaves the attacker without control; what protects is a mitigation. */
export const fromCycloneDxJustification: ReadonlyMap<string, Justification> = new Map([
  ['code_not_present', 'vulnerable_code_not_present'],
  ['code_not_reachable', 'vulnerable_code_not_in_execute_path'],
  ['requires_configuration', 'vulnerable_code_cannot_be_controlled_by_adversary'],
  ['requires_dependency', 'vulnerable_code_cannot_be_controlled_by_adversary'],
  ['requires_environment', 'vulnerable_code_cannot_be_controlled_by_adversary'],
  ['protected_by_compiler', 'inline_mitigations_already_exist'],
  ['protected_at_runtime', 'inline_mitigations_already_exist'],
  ['protected_at_perimeter', 'inline_mitigations_already_exist'],
  ['protected_by_mitigating_control', 'inline_mitigations_already_exist'],
] as const)

/** CycloneDX `analysis.state` in the words of CSAF. A false positive was never there to be fixed. */
export const fromCycloneDxState: ReadonlyMap<string, ProductStatus> = new Map([
  ['resolved', 'fixed'],
  ['resolved_with_pedigree', 'fixed'],
  ['exploitable', 'known_affected'],
  ['in_triage', 'under_investigation'],
  ['false_positive', 'known_not_affected'],
  ['not_affected', 'known_not_affected'],
] as const)

export const toCycloneDxState: { readonly [Status in ProductStatus]: string | null } = {
  first_affected: 'exploitable',
  last_affected: 'exploitable',
  known_affected: 'exploitable',
  first_fixed: 'resolved',
  fixed: 'resolved',
  known_not_affected: 'not_affected',
  under_investigation: 'in_triage',
  // A recommendation of a version claims nothing of the vulnerability in it.
  recommended: null,
}

export const fromOpenVexStatus: ReadonlyMap<string, ProductStatus> = new Map([
  ['not_affected', 'known_not_affected'],
  ['affected', 'known_affected'],
  ['fixed', 'fixed'],
  ['under_investigation', 'under_investigation'],
] as const)

export const toOpenVexStatus: { readonly [Status in ProductStatus]: string | null } = {
  first_affected: 'affected',
  last_affected: 'affected',
  known_affected: 'affected',
  first_fixed: 'fixed',
  fixed: 'fixed',
  known_not_affected: 'not_affected',
  under_investigation: 'under_investigation',
  recommended: null,
}

/** Our state for a supplier's claim; `recommended` is advice and becomes none. */
export const toOurState: { readonly [Status in ProductStatus]: StatementState | null } = {
  first_affected: 'affected',
  last_affected: 'affected',
  known_affected: 'affected',
  first_fixed: 'fixed',
  fixed: 'fixed',
  known_not_affected: 'not-affected',
  under_investigation: null,
  recommended: null,
}

/** What users are told to do about an affected component: OpenVEX asks for it with every `affected`. */
export function actionOf(statement: Statement): string {
  const until = statement.decision?.expiresOn
  const lines = [
    statement.action === null ? null : bothOf(statement.action),
    statement.fixedIn === null
      ? null
      : `이 구성요소는 ${statement.fixedIn}에서 고쳐졌습니다. / The component is fixed in ${statement.fixedIn}.`,
    statement.state === 'accepted'
      ? `위험을 평가해${until ? ` ${until}까지` : ''} 수용했습니다. / The risk was assessed and accepted${until ? ` until ${until}` : ''}.`
      : null,
  ].filter((line) => line !== null)
  return lines.length > 0
    ? lines.join('\n')
    : '조치 방법을 준비하고 있습니다. 제조사의 안내를 기다리십시오. / A remedy is being prepared; wait for the manufacturer’s instructions.'
}

/** Both languages as one text, for formats that hold one. */
export function bothOf(words: Words): string {
  return words.ko === words.en ? words.ko : [words.ko, words.en].filter((half) => half !== '').join(' / ')
}
