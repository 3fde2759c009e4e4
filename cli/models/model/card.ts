import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { cardMarkdown } from '@maek/domain/reports/model-card/text.ts'
import { exportModelCard, readModelCard } from '@maek/domain/reports/model-card-api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome } from '../../command.ts'
import type { Connection } from '../../connection.ts'
import { download } from '../../download.ts'
import { languageNamed } from '../../language.ts'
import { savedLines } from '../../saved.ts'

const formats = ['markdown', 'html', 'json'] as const

/** The card to the screen as Markdown, or to a file in the form asked for. */
export async function card(
  connection: Connection,
  asked: Asked,
  [model = '']: readonly string[],
): Promise<Answer<Outcome>> {
  const given = asked.text('format')
  const format = formats.find((one) => one === (given ?? 'markdown'))
  if (format === undefined)
    return refuse(
      'invalid',
      say(`--format: ${formats.join(', ')} 가운데 하나`, `--format: one of ${formats.join(', ')}`),
      'format',
    )
  const wanted = asked.text('language')
  const language = wanted === undefined ? asked.language : languageNamed(wanted)
  if (language === undefined)
    return refuse('invalid', say('--language: ko, en 가운데 하나', '--language: ko or en'), 'language')
  if (asked.text('out') !== undefined) {
    const input = { model, format, language }
    const saved = await download(connection, exportModelCard, { input, asked, label: 'model card' })
    if (!saved.ok) return saved
    return accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, language) })
  }
  if (format === 'html')
    return refuse('invalid', say('HTML은 --out FILE로 저장하십시오.', 'Save HTML with --out FILE.'), 'out')
  const found = await call(connection, readModelCard, { input: { model } })
  if (!found.ok) return found
  const text = format === 'json' ? JSON.stringify(found.value, null, 2) : cardMarkdown(found.value, language)
  return accept({ exit: 0, json: found.value, lines: text.trimEnd().split('\n') })
}
