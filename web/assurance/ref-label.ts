import type { Language } from '@maek/domain/words.ts'

/**
 * How a reader of the language writes the place: `Art.23-3(2)` of a Korean law is 제23조의3제2항 in Korean. Clauses of
 * standards and foreign law stay as they are written everywhere.
 */
export function refLabel(framework: string, ref: string, language: Language): string {
  if (language !== 'ko' || !framework.startsWith('kr-')) return ref
  const chapter = /^Ch\.(\d+)$/.exec(ref)
  if (chapter) return `제${chapter[1]}장`
  const article = /^(Art|Decree)\.(\d+)(?:-(\d+))?(?:\((\d+)\))?(#.+)?$/.exec(ref)
  if (!article) return ref
  const [, law, number, branch, paragraph, part] = article
  return [
    law === 'Decree' ? '시행령 ' : '',
    `제${number}조`,
    branch ? `의${branch}` : '',
    paragraph ? `제${paragraph}항` : '',
    part ? ` ${part}` : '',
  ].join('')
}
