import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'

/** Performance in the field by a kept look, or by a post-market report: for periodic review or real-world evaluation. */
export const fieldReport = endpoint({
  name: 'fieldReport',
  method: 'GET',
  path: '/field-performance/{record}/report',
  title: say('현장 성능 보고서', 'Report on performance in the field'),
  access: 'read',
  input: z.strictObject({
    /** Id or number of a look or of a post-market report. */
    record: z.string().max(60),
    about: z.enum(['performance', 'real-world']).default('performance'),
    format: z.enum(['pdf', 'json']).default('pdf'),
    language: z.enum(['ko', 'en', 'both']).default('ko'),
  }),
  output: z.unknown(),
  download: 'application/pdf',
})
