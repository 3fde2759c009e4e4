import type { Kind } from '../kind.ts'
import { withSubject } from '../particle.ts'
import { say, type Words } from '../words.ts'

/** Throws when a kind lacks the field or one of the choices a rule names: a rule must never look for what cannot be. */
export function mustHave(kind: Kind, name: string, values: readonly unknown[] = []): void {
  const field = kind.fields[name]
  if (!field) throw new Error(`${kind.name} has no field ${name}`)
  for (const value of values) {
    const isKnown = field.choices ? Object.hasOwn(field.choices, String(value)) : true
    if (!isKnown) throw new Error(`${kind.name}.${name} has no choice ${String(value)}`)
  }
}

/** “'판정' 항목이 '충족'이 아닙니다”: what a field should hold, by its labels. */
export function choicesOf(kind: Kind | undefined, name: string, values: readonly unknown[]): Words {
  const field = kind?.fields[name]
  const label = field?.label ?? say(name, name)
  const named = values.map((value) => field?.choices?.[String(value)] ?? yesOrNo(value))
  const [only, ...others] = named
  if (only && others.length === 0) {
    return field?.widget === 'choices'
      ? say(
          `'${label.ko}' 항목에 ${withSubject(`'${only.ko}'`)} 없습니다`,
          `does not name “${only.en}” under “${label.en}”`,
        )
      : say(
          `'${label.ko}' 항목이 ${withSubject(`'${only.ko}'`)} 아닙니다`,
          `does not have “${only.en}” under “${label.en}”`,
        )
  }
  return say(
    `'${label.ko}' 항목에 필요한 값이 없습니다(필요한 값: ${named.map(({ ko }) => ko).join(', ')})`,
    `lacks the value needed under “${label.en}” (needed: ${named.map(({ en }) => en).join(', ')})`,
  )
}

function yesOrNo(value: unknown): Words {
  if (value === true) return say('예', 'yes')
  if (value === false) return say('아니요', 'no')
  return say(String(value), String(value))
}
