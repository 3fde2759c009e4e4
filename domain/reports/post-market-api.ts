import { z } from 'zod'
import { citedSchema } from '../cited.ts'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'

/**
 * What the records say of the period of a post-market report, each fact with the records it stands in. No conclusion
 * is in it. `report` is an id or a number.
 */
export const readPostMarket = endpoint({
  name: 'readPostMarket',
  method: 'GET',
  path: '/post-market/{report}',
  title: say('시판 후 보고서의 근거 사실', 'Facts of a post-market report'),
  access: 'read',
  input: z.strictObject({ report: z.string().max(60) }),
  output: z.strictObject({
    report: citedSchema.extend({ state: z.string() }),
    from: z.string(),
    to: z.string(),
    sections: z.array(
      z.strictObject({
        id: z.string(),
        title: words,
        citation: words,
        facts: z.array(z.strictObject({ label: words, value: words, sources: z.array(citedSchema) })),
        missing: z.array(words),
      }),
    ),
    /** Fields that the records can fill and the report has not filled yet. */
    fillable: z.array(z.string()),
    /** Fields of conclusions that people have to write; never filled here. */
    conclusions: z.array(z.strictObject({ field: z.string(), answered: z.boolean() })),
  }),
})

/** Fills what is empty in the draft from its period: looks, alerts, figures. What people wrote is never replaced. */
export const fillPostMarket = endpoint({
  name: 'fillPostMarket',
  method: 'POST',
  path: '/post-market/{report}/fill',
  title: say('시판 후 보고서 채우기', 'Fill a post-market report'),
  access: 'write',
  input: z.strictObject({ report: z.string().max(60), key: z.string().max(100).optional() }),
  output: z.strictObject({
    record: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string(), version: z.number() }),
    filled: z.array(z.string()),
    /** Fields that people had filled already: left as they stand. */
    kept: z.array(z.string()),
  }),
})
