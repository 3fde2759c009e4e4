import { say, type Words } from '@maek/domain/words.ts'

/* Nothing of the sample company may be taken for real: each of its texts says in both languages what it is. */

/** A text that a record keeps as a pair. */
export function pairOf(ko: string, en: string): Words {
  return say(`${ko} (샘플 데이터)`, `${en} (sample data)`)
}

/** A text that a record keeps as one line. */
export function lineOf(ko: string, en: string): string {
  return `${ko} · ${en} (샘플 데이터 · sample data)`
}

/** A longer text: Korean, then English. */
export function proseOf(ko: string, en: string): string {
  return `${ko}\n\n${en}\n\n(샘플 데이터 · sample data)`
}
