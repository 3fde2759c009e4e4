import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'

/** A model version as CycloneDX 1.7 ML-BOM with its datasets and the measures of its approved evaluations, by group. */
export const exportMlBom = endpoint({
  name: 'exportMlBom',
  method: 'GET',
  path: '/models/{model}/ml-bom',
  title: say('모델 ML-BOM 내보내기', 'Export the ML-BOM of a model'),
  access: 'read',
  input: z.strictObject({
    model: z.string().max(60), // id or number
    language: z.enum(['ko', 'en']).default('ko'),
  }),
  output: z.unknown(),
  download: 'application/vnd.cyclonedx+json',
})
