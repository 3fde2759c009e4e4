import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { cardMarkdown } from '@maek/domain/reports/model-card/text.ts'
import { exportModelCard, readModelCard } from '@maek/domain/reports/model-card-api.ts'
import { say } from '@maek/domain/words.ts'
import { call } from '../../call.ts'
import type { Asked, Outcome } from '../../command.ts'
import type { Connection } from '../../connection.ts'
import { download } from '../../download.ts'
import { savedLines } from '../../saved.ts'

const formats = ['markdown', 'html', 'pdf', 'json'] as const
const languages = ['ko', 'en', 'both'] as const

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
  const language = languages.find((one) => one === (asked.text('language') ?? asked.language))
  if (language === undefined)
    return refuse(
      'invalid',
      say('--language: ko, en, both 가운데 하나', '--language: ko, en or both'),
      'language',
    )
  if (asked.text('out') !== undefined) {
    const input = { model, format, language }
    const saved = await download(connection, exportModelCard, { input, asked, label: 'model card' })
    if (!saved.ok) return saved
    return accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
  }
  if (format === 'html' || format === 'pdf') return fileOnly
  if (format === 'markdown' && language === 'both') return oneLanguage
  const found = await call(connection, readModelCard, { input: { model } })
  if (!found.ok) return found
  const text =
    format === 'json' || language === 'both'
      ? JSON.stringify(found.value, null, 2)
      : cardMarkdown(found.value, language)
  return accept({ exit: 0, json: found.value, lines: text.trimEnd().split('\n') })
}

const fileOnly = refuse(
  'invalid',
  say('HTML과 PDF는 --out FILE로 저장하십시오.', 'Save HTML and PDF with --out FILE.'),
  'out',
)
const oneLanguage = refuse(
  'invalid',
  say(
    'Markdown은 한 언어로만 만듭니다. 두 언어는 --format pdf나 json으로 받으십시오.',
    'Markdown is made in one language. For both ask for --format pdf or json.',
  ),
  'language',
)
