import { type Refusal, refuse } from '../refusal.ts'
import { say } from '../words.ts'

/**
 * Why limits of drift cannot be signed, or null: a limit on something that the frozen reference does not hold would
 * never sound. `named` are the variables of the plan's limits, `frozen` those of its reference.
 */
export function unknownVariable(named: readonly string[], frozen: readonly string[]): Refusal | null {
  const unknown = named.find((name) => !frozen.includes(name))
  if (unknown === undefined) return null
  const known = frozen.join(', ')
  return refuse(
    'conflict',
    say(
      `분포 변화 한계의 변수 ‘${unknown}’가 고정한 기준에 없어 경보가 나올 수 없습니다. 기준에 있는 이름: ${known}. 이름을 고치거나 그 입력 열과 함께 기준을 다시 고정하십시오.`,
      `The drift limit on “${unknown}” could never alarm: the frozen reference does not hold it. It holds: ${known}. Mend the name, or freeze the reference again with that input.`,
    ),
    'body.driftLimits',
  ).refusal
}
