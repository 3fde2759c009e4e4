import type { Kind } from '../kind.ts'
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

/** “‘판정’ 항목이 ‘충족’이 아닙니다”: what a field should hold, by its labels. */
export function choicesOf(kind: Kind | undefined, name: string, values: readonly unknown[]): Words {
  const field = kind?.fields[name]
  const label = field?.label ?? say(name, name)
  const named = values.map((value) => field?.choices?.[String(value)] ?? yesOrNo(value))
  return say(
    `'${label.ko}' 항목이 다릅니다(필요: ${named.map(({ ko }) => ko).join(', ')})`,
    `has another value under “${label.en}” (needed: ${named.map(({ en }) => en).join(', ')})`,
  )
}

function yesOrNo(value: unknown): Words {
  if (value === true) return say('예', 'yes')
  if (value === false) return say('아니요', 'no')
  return say(String(value), String(value))
}
