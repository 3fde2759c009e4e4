/** A text for people in the house's two languages, equals. Never one without the other. */
export type Words = { readonly ko: string; readonly en: string }

export type Language = keyof Words

export const languages: readonly Language[] = ['ko', 'en']

/** An English title inside a sentence: “Impact assessment” is lowered, “AI system” and “SBOM” are not. */
export function inSentence(title: string): string {
  return title.replace(/^[A-Z](?=[a-z])/, (letter) => letter.toLowerCase())
}

/** `say('기록', 'Record')`: short to write, and the order Korean, English never varies. */
export function say(ko: string, en: string): Words {
  return { ko, en }
}

/** `1 row`, `2 rows`: a count with its English noun. */
export function counted(count: number, one: string, more = `${one}s`): string {
  return `${count} ${count === 1 ? one : more}`
}
