import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { type SizeInputName, sizeDesignNames, sizeInputNames } from './size-designs.ts'

const number = z.coerce.number().optional()
// Object.fromEntries loses the names; each input of a calculation is one optional number.
const numbers = Object.fromEntries(sizeInputNames.map((name) => [name, number])) as Record<
  SizeInputName,
  typeof number
>

/** How many cases an evaluation needs: formula, assumptions, and a sentence for its plan. Nothing is kept. */
export const planSize = endpoint({
  name: 'planSize',
  method: 'GET',
  path: '/sample-size',
  title: say('표본 수 계산', 'Sample size'),
  access: 'session',
  input: z.strictObject({ design: z.enum(sizeDesignNames), ...numbers }),
  output: z.strictObject({
    design: z.enum(sizeDesignNames),
    counts: z.array(z.strictObject({ of: words, n: z.number() })).readonly(),
    toCollect: z.number(),
    formula: words,
    source: z.string(),
    assumptions: z.array(words).readonly(),
    statement: words,
  }),
})
