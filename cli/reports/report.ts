import { accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../arguments.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { download, saveOptions } from '../download.ts'
import { savedLines } from '../saved.ts'
import { reportChoices, reportUsage } from './report-choices.ts'

const languages = ['ko', 'en', 'both'] as const
const formats = ['pdf', 'json'] as const

export const report: Command = {
  name: 'report',
  title: say('보고서를 파일로 받습니다', 'Save a report as a file'),
  usage: [...reportUsage],
  about: say(
    '취약점·평가·편향·현장 성능 보고서, 실사용 평가 자료, 인공지능 표시사항, 모델 카드를 PDF(한국어·영어·나란히) 또는 JSON으로, 모델의 ML-BOM을 CycloneDX로 저장합니다.',
    'Saves the report on vulnerabilities, on an evaluation or its groups, on performance in the field, the file of a real-world evaluation, the AI sections of the label, or a model card, as PDF (Korean, English or side by side) or JSON, and the ML-BOM of a model as CycloneDX.',
  ),
  options: {
    release: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('릴리스의 id 또는 번호.', 'Id or number of the release.'),
    },
    evaluation: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('평가의 id 또는 번호.', 'Id or number of the evaluation.'),
    },
    model: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say('모델 버전의 id 또는 번호.', 'Id or number of the model version.'),
    },
    look: {
      takes: 'text',
      value: 'ID|NUMBER',
      about: say(
        '성능 점검 또는 시판 후 성능 보고서의 id나 번호.',
        'Id or number of a look or of a post-market report.',
      ),
    },
    language: {
      takes: 'text',
      value: 'ko|en|both',
      about: say(
        '보고서의 언어. 적지 않으면 화면 언어.',
        'Language of the report; that of the screen by default.',
      ),
    },
    format: {
      takes: 'text',
      value: 'pdf|json',
      about: say('파일 형식. 적지 않으면 PDF.', 'Format of the file, PDF by default.'),
    },
    ...saveOptions,
  },
  run: async (asked, terminal) => {
    const [what, ...rest] = asked.words
    const choice = what === undefined ? undefined : reportChoices[what]
    const language = languages.find((one) => one === (asked.text('language') ?? asked.language))
    const format = formats.find((one) => one === (asked.text('format') ?? 'pdf'))
    if (!choice || rest.length > 0 || !language || !format) return misused
    const subject = needed(asked, choice.option)
    if (!subject.ok) return subject
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const saved = await download(connection.value, choice.endpoint, {
      input: choice.input(subject.value, { language, format }),
      asked,
      label: say('보고서', 'Report')[asked.language],
    })
    if (!saved.ok) return saved
    return accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
  },
}

const misused = refuse(
  'invalid',
  say(
    `사용법:\n${reportUsage.map((line) => `  maek ${line}`).join('\n')}`,
    `Usage:\n${reportUsage.map((line) => `  maek ${line}`).join('\n')}`,
  ),
)
