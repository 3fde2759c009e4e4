import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'

/** What an evaluation found, to hand out: the whole or its bias part; PDF in one language or both, or JSON. */
export const evaluationReport = endpoint({
  name: 'evaluationReport',
  method: 'GET',
  path: '/evaluations/{evaluation}/report',
  title: say('평가 보고서', 'Report of an evaluation'),
  access: 'read',
  input: z.strictObject({
    evaluation: z.string().max(60), // id or number
    about: z.enum(['evaluation', 'bias']).default('evaluation'),
    format: z.enum(['pdf', 'json']).default('pdf'),
    language: z.enum(['ko', 'en', 'both']).default('ko'),
  }),
  output: z.unknown(),
  download: 'application/pdf',
})
