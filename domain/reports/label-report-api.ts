import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { say } from '../words.ts'

/** The AI sections of the electronic label of a release, from its records (Rule Art. 33(2)5); PDF or JSON. */
export const labelSections = endpoint({
  name: 'labelSections',
  method: 'GET',
  path: '/releases/{release}/label-sections',
  title: say('인공지능 표시사항', 'AI sections of the label'),
  access: 'read',
  input: z.strictObject({
    release: z.string().max(60), // id or number
    format: z.enum(['pdf', 'json']).default('pdf'),
    language: z.enum(['ko', 'en', 'both']).default('ko'),
  }),
  output: z.unknown(),
  download: 'application/pdf',
})
