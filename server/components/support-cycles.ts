import {
  type CycleQuestion,
  cycleFor,
  cycleQuestionOf,
  type SupportCycle,
} from '@maek/domain/components/support-cycle.ts'
import type pg from 'pg'

type Asking = Parameters<typeof cycleQuestionOf>[0]
type CycleRow = SupportCycle & { scheme: 'purl' | 'cpe' | 'product'; identifier: string }

/**
 * The published release cycle of each component, in the order asked; null where the data know no product or no cycle.
 * Two queries, however many components: distinct identifiers are asked once.
 */
export async function cyclesOf(
  client: pg.PoolClient,
  components: readonly Asking[],
): Promise<(SupportCycle | null)[]> {
  const questions = components.map(cycleQuestionOf)
  const texts = (scheme: string) => [
    ...new Set(
      questions.flatMap((question) =>
        (question?.identifiers ?? []).filter((one) => one.scheme === scheme).map(({ text }) => text),
      ),
    ),
  ]
  const found = await client.query<CycleRow>(
    `with product as (
       select scheme, identifier, product from support_identifier
       where (scheme = 'purl' and identifier = any($1::text[])) or (scheme = 'cpe' and identifier = any($2::text[]))
       union all
       select 'product', name, name from support_product where name = any($3::text[])
     )
     select product.scheme, product.identifier, cycle.product, support_product.title, cycle.cycle,
       cycle.support_until::text as "activeUntil", cycle.eol::text as "endsOn", cycle.ended,
       cycle.extended_until::text as "extendedUntil"
     from product
     join support_product on support_product.name = product.product
     join support_cycle cycle on cycle.product = product.product
     order by cycle.product, cycle.position`,
    [texts('purl'), texts('cpe'), texts('product')],
  )
  const known = new Map<string, SupportCycle[]>()
  for (const { scheme, identifier, ...cycle } of found.rows) {
    const key = `${scheme} ${identifier}`
    const cycles = known.get(key)
    if (cycles) cycles.push(cycle)
    else known.set(key, [cycle])
  }
  return questions.map((question) => question && answerOf(question, known))
}

/** The identifiers in the order of their strength; the first that knows the version answers. */
function answerOf(question: CycleQuestion, known: ReadonlyMap<string, SupportCycle[]>): SupportCycle | null {
  for (const { scheme, text } of question.identifiers) {
    const cycle = cycleFor(question.version, known.get(`${scheme} ${text}`) ?? [])
    if (cycle) return cycle
  }
  return null
}
