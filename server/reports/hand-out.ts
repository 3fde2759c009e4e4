import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { ReportLanguage, ReportTree } from '@maek/domain/reports/report-tree.ts'
import { printReport } from '../documents/pdf.ts'

type HandedOut = {
  readonly name: string
  readonly mediaType: string
  readonly content: Uint8Array<ArrayBuffer>
}

/** The facts of a report as the file asked for: pages, or the facts themselves as JSON. */
export async function handedOut<Facts>(
  facts: Facts,
  form: {
    /** Without its ending. */
    readonly name: string
    readonly format: 'pdf' | 'json'
    readonly language: ReportLanguage
    readonly print: (facts: Facts, language: ReportLanguage) => ReportTree
  },
): Promise<Answer<HandedOut>> {
  if (form.format === 'json') {
    const content = new Uint8Array(Buffer.from(`${JSON.stringify(facts, null, 2)}\n`))
    return accept({ name: `${form.name}.json`, mediaType: 'application/json', content })
  }
  const pages = await printReport(form.print(facts, form.language))
  if (!pages.ok) return pages
  return accept({
    name: `${form.name}-${form.language}.pdf`,
    mediaType: 'application/pdf',
    content: pages.value,
  })
}
