import type { Language, Words } from '../../words.ts'
import type { CardFact, ModelCard } from './card.ts'
import { draftWords, gapsWords, gapWords, madeWords, titleWords } from './words.ts'

/** The card as Markdown (CommonMark with tables). Texts of records are escaped: none can become markup. */
export function cardMarkdown(card: ModelCard, language: Language): string {
  const told = (words: Words) => escaped(words[language])
  const lines = [
    `# ${told(titleWords)}: ${escaped(card.model.title)} ${escaped(card.model.versionName)}`,
    '',
    `${escaped(card.model.number)} · ${told(card.model.state)} · ${told(madeWords(card.at))} ${told(gapsWords(card.gaps))}.`,
    ...(card.model.isApproved ? [] : ['', `> ${told(draftWords)}`]),
  ]
  for (const { title, citation, facts } of card.sections) {
    lines.push('', `## ${told(title)}`, '', `_${told(citation)}_`)
    for (const fact of facts) lines.push('', ...factLines(fact, told))
  }
  return `${lines.join('\n')}\n`
}

function factLines({ label, text, table, source }: CardFact, told: (words: Words) => string): string[] {
  const from = source ? ` (${escaped(source.number)} v${source.version})` : ''
  if (table) {
    const row = (cells: readonly Words[]) =>
      `| ${cells.map((cell) => told(cell).replaceAll('\n', ' ')).join(' | ')} |`
    return [
      `**${told(label)}**${from}`,
      '',
      row(table.columns),
      `|${table.columns.map(() => ' --- |').join('')}`,
      ...table.rows.map(row),
    ]
  }
  if (text === null) return [`**${told(label)}**: ⚠ ${told(gapWords)}`]
  return [`**${told(label)}**${from}`, '', told(text)]
}

function escaped(text: string): string {
  return text.replace(/[\\`*_{}[\]<>#|~&]/g, (mark) =>
    mark === '<' ? '&lt;' : mark === '>' ? '&gt;' : mark === '&' ? '&amp;' : `\\${mark}`,
  )
}

/** The card as one HTML page that loads nothing: no script, no picture, no style from outside. */
export function cardHtml(card: ModelCard, language: Language): string {
  const told = (words: Words) => html(words[language])
  const title = `${told(titleWords)}: ${html(card.model.title)} ${html(card.model.versionName)}`
  const sections = card.sections.map(
    ({ title: head, citation, facts }) =>
      `<section><h2>${told(head)}</h2><p class="by">${told(citation)}</p><dl>${facts.map((fact) => factHtml(fact, told)).join('')}</dl></section>`,
  )
  return `<!doctype html>
<html lang="${language}"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width">
<title>${title}</title><style>${style}</style></head><body><main><h1>${title}</h1>
<p class="by">${html(card.model.number)} · ${told(card.model.state)} · ${told(madeWords(card.at))} ${told(gapsWords(card.gaps))}.</p>
${card.model.isApproved ? '' : `<p class="gap">${told(draftWords)}</p>`}
${sections.join('\n')}
</main></body></html>
`
}

function factHtml({ label, text, table, source }: CardFact, told: (words: Words) => string): string {
  const from = source ? ` <small>${html(source.number)} v${source.version}</small>` : ''
  const head = `<dt>${told(label)}${from}</dt>`
  if (table) {
    const row = (cells: readonly Words[], tag: string) =>
      `<tr>${cells.map((cell) => `<${tag}>${told(cell)}</${tag}>`).join('')}</tr>`
    const body = table.rows.map((cells) => row(cells, 'td')).join('')
    return `${head}<dd><div class="wide"><table><thead>${row(table.columns, 'th')}</thead><tbody>${body}</tbody></table></div></dd>`
  }
  if (text === null) return `${head}<dd class="gap">⚠ ${told(gapWords)}</dd>`
  return `${head}<dd>${told(text).replaceAll('\n', '<br>')}</dd>`
}

function html(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
}

const style =
  'body{font:15px/1.6 Pretendard,"Noto Sans KR",system-ui,sans-serif;word-break:keep-all;overflow-wrap:anywhere;margin:0;color:#1c2430}main{max-width:60rem;margin:auto;padding:1.5rem}h1{font-size:1.5rem}h2{font-size:1.15rem;border-top:1px solid #ccd3dc;padding-top:1rem}.by,small{color:#5b6675;font-weight:400}dt{font-weight:600;margin-top:.75rem}dd{margin:0}.gap{color:#9a5b00}.wide{overflow-x:auto}table{border-collapse:collapse;font-variant-numeric:tabular-nums}th,td{border:1px solid #ccd3dc;padding:.25rem .5rem;text-align:left;vertical-align:top}'
