import { say, type Words } from '@maek/domain/words.ts'

/** What is missing or changed, each thing counted and its first cases named. */
export type Losses = { readonly lines: Words[]; count: number }

export function noLosses(): Losses {
  return { lines: [], count: 0 }
}

export function lose(losses: Losses, what: Words, count = 1): void {
  losses.lines.push(what)
  losses.count += count
}

const namedMax = 20

/** One line for many things of a kind: how many, and the first of them. */
export function loseMany(losses: Losses, title: Words, names: readonly string[]): void {
  if (names.length === 0) return
  const first = names.slice(0, namedMax).join(', ')
  const rest = names.length - namedMax
  const more = rest > 0 ? say(` 외 ${rest}건`, ` and ${rest} more`) : say('', '')
  lose(
    losses,
    say(
      `${title.ko} ${names.length}건: ${first}${more.ko}`,
      `${title.en} (${names.length}): ${first}${more.en}`,
    ),
    names.length,
  )
}
