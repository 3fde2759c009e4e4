import { type RequirementAnswer, readRequirement } from '@maek/domain/assurance/api.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import { type Language, say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { call } from '../call.ts'
import type { Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { verdictText } from './verdicts.ts'

/** One requirement: what it asks, the verdict, why, what counts, what lacks, and the one step that mends it. */
export async function showRequirement(
  connection: Connection,
  input: z.input<typeof readRequirement.input>,
): Promise<Answer<Outcome>> {
  const answered = await call(connection, readRequirement, { input })
  if (!answered.ok) return answered
  const { language } = connection
  const { answer, statement, crosswalk } = answered.value
  const lines = [
    `${answer.framework} ${answer.ref}  ${answer.title[language]}`,
    statement[language],
    '',
    `${verdictText(answer.verdict, language)}: ${answer.because[language]}`,
    ...populationLines(answer, language),
    ...mentionLines(say('근거 기록', 'Records that count')[language], answer.counting),
    ...mentionLines(say('근거가 부족한 기록', 'Records that lack proof')[language], answer.lacking),
    ...mendLines(answer, language),
    ...crosswalk.map((other) => `  = ${other.framework} ${other.ref}  ${other.title[language]}`),
  ]
  return accept({ exit: 0, json: answered.value, lines })
}

function populationLines({ population }: RequirementAnswer, language: Language): string[] {
  if (population === null) return []
  return [`${say('살펴본 것', 'Looked at')[language]}: ${population.words[language]} (${population.count})`]
}

function mentionLines(title: string, mentions: RequirementAnswer['counting']): string[] {
  if (mentions.total === 0) return []
  const more = mentions.total - mentions.records.length
  return [
    `${title} (${mentions.total})`,
    ...mentions.records.map((record) => `  ${record.number}  ${record.title}`),
    ...(more > 0 ? [`  … +${more}`] : []),
  ]
}

function mendLines({ mend }: RequirementAnswer, language: Language): string[] {
  return mend === null ? [] : [`→ ${say('보완', 'To mend')[language]}: ${mend.words[language]}`]
}
