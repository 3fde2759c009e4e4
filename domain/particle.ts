/*
 * A Korean particle depends on whether the sound before it ends in a consonant. Record numbers end in digits, which
 * are read aloud: 1 is 일, so “VUL-2026-0001은”, and 2 is 이, so “VUL-2026-0002는”.
 */

const digitsWithFinal = new Set(['0', '1', '3', '6', '7', '8'])
const firstSyllable = 0xac00
const lastSyllable = 0xd7a3
/** Syllables are laid out in Unicode in runs of 28 finals, the first of them none. */
const finals = 28

/** The noun with its topic particle: 은 or 는; “은(는)” where the reading is not known (Latin letters). */
export function withTopic(noun: string): string {
  return noun + fitting(noun, '은', '는')
}

/** The noun with its subject particle: 이 or 가; “이(가)” where the reading is not known. */
export function withSubject(noun: string): string {
  return noun + fitting(noun, '이', '가')
}

/** The noun with 과 or 와; “과(와)” where the reading is not known. */
export function withAnd(noun: string): string {
  return noun + fitting(noun, '과', '와')
}

function fitting(noun: string, afterConsonant: string, afterVowel: string): string {
  // What stands in brackets at the end is not read: “영향 여부(VEX)” is followed as “영향 여부” is; nor are quotes.
  const read = noun.replace(/[’'”"]+$/, '').replace(/(?<=.)\([^()]*\)$/, '')
  const last = read.at(-1) ?? ''
  const code = last.codePointAt(0) ?? 0
  if (/[0-9]/.test(last)) return digitsWithFinal.has(last) ? afterConsonant : afterVowel
  if (code < firstSyllable || code > lastSyllable) return `${afterConsonant}(${afterVowel})`
  return (code - firstSyllable) % finals === 0 ? afterVowel : afterConsonant
}
