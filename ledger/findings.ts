import type { Words } from './answer.ts'

/** Faults of one step: the first ones in words, all of them counted, so that a hostile pack cannot flood memory. */
export type Findings = { readonly shown: Words[]; count: number }

const shownMax = 20

export function noFindings(): Findings {
  return { shown: [], count: 0 }
}

export function find(findings: Findings, ko: string, en: string): void {
  findings.count += 1
  if (findings.shown.length < shownMax) findings.shown.push({ ko, en })
}

/** All shown faults as one text; `clean` when there are none. */
export function findingsText(findings: Findings, clean: Words): Words {
  if (findings.count === 0) return clean
  const hidden = findings.count - findings.shown.length
  const more = hidden > 0 ? { ko: ` 외 ${hidden}건.`, en: ` And ${hidden} more.` } : { ko: '', en: '' }
  return {
    ko: findings.shown.map((words) => words.ko).join(' ') + more.ko,
    en: findings.shown.map((words) => words.en).join(' ') + more.en,
  }
}
