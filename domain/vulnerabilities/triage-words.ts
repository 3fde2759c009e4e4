import { say, type Words } from '../words.ts'
import type { Justification, StatementState } from './statement.ts'

/** What people call the states of a finding, the most urgent first. */
export const statementStateWords: { readonly [State in StatementState]: Words } = {
  'in-triage': say('검토 중', 'In triage'),
  affected: say('영향 있음', 'Affected'),
  accepted: say('기한부 수용', 'Accepted until a date'),
  fixed: say('수정됨', 'Fixed'),
  'not-affected': say('영향 없음', 'Not affected'),
}

/** OpenVEX 0.2.0 justifications in words. */
export const justificationWords: { readonly [Name in Justification]: Words } = {
  component_not_present: say('구성요소 없음', 'Component not present'),
  vulnerable_code_not_present: say('취약 코드 없음', 'Vulnerable code not present'),
  vulnerable_code_not_in_execute_path: say(
    '취약 코드가 실행되지 않음',
    'Vulnerable code not in execute path',
  ),
  vulnerable_code_cannot_be_controlled_by_adversary: say(
    '공격자가 취약 코드를 조작할 수 없음',
    'Vulnerable code cannot be controlled by an adversary',
  ),
  inline_mitigations_already_exist: say('내장된 완화책이 있음', 'Inline mitigations already exist'),
}
