import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'
import { modelCard } from './model-card/card.ts'

/** The card of a model version as facts, each with its record. */
export const readModelCard = endpoint({
  name: 'readModelCard',
  method: 'GET',
  path: '/models/{model}/card',
  title: say('모델 카드', 'Model card'),
  access: 'read',
  input: z.strictObject({ model: z.string().max(60) }),
  output: modelCard,
})

/** The same as a file: PDF in one language or both, Markdown and HTML in one; JSON holds both. */
export const exportModelCard = endpoint({
  name: 'exportModelCard',
  method: 'GET',
  path: '/models/{model}/card/file',
  title: say('모델 카드 파일', 'Model card file'),
  access: 'read',
  input: z.strictObject({
    model: z.string().max(60),
    format: z.enum(['pdf', 'markdown', 'html', 'json']).default('html'),
    language: z.enum(['ko', 'en', 'both']).default('ko'),
  }),
  output: z.unknown(),
  download: 'application/octet-stream',
})
