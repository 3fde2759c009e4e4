/** What a key asks of the board. */
export type BoardCommand = 'next' | 'previous' | 'choose' | 'open' | 'decide' | 'find' | 'keys' | 'clear'

/** A key as it was pressed, and where. */
export type Press = {
  readonly key: string
  /** Place of the key on the keyboard: with a Korean input method `key` of J is ㅓ. */
  readonly code: string
  readonly isModified: boolean
  readonly isComposing: boolean
  /** In a text field, a list to choose from or a dialogue: keys are text there. */
  readonly isTyping: boolean
  /** On a row itself, not on a link or button inside it. */
  readonly isOnRow: boolean
}

const letters: Readonly<Record<string, BoardCommand>> = {
  j: 'next',
  k: 'previous',
  x: 'choose',
  d: 'decide',
}

/** The command of a key, or null: everything typed into a field, and every key with Ctrl, Alt or Meta, stays what it is. */
export function commandOf(press: Press): BoardCommand | null {
  if (press.isTyping || press.isModified || press.isComposing) return null
  if (press.key === '?') return 'keys'
  if (press.key === '/') return 'find'
  if (press.key === 'Escape') return 'clear'
  if (press.isOnRow && press.key === 'Enter') return 'open'
  if (press.isOnRow && press.key === 'ArrowDown') return 'next'
  if (press.isOnRow && press.key === 'ArrowUp') return 'previous'
  return letters[letterOf(press)] ?? null
}

/** The Latin letter of the key: what it writes, or where another script is typed, what stands at its place. */
function letterOf({ key, code }: Press): string {
  if (/^[a-z]$/i.test(key)) return key.toLowerCase()
  return /^[\x20-\x7e]$/.test(key) ? '' : (/^Key([A-Z])$/.exec(code)?.[1] ?? '').toLowerCase()
}
