import type { traceRecord } from '@maek/domain/api.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { relationLabels } from './relations.constant.ts'

export type Trace = z.infer<typeof traceRecord.output>

/** What a link is called in the record that holds it; its bare name where this build does not know it. */
export function relationLabel(fromKind: string | undefined, relation: string): Words {
  return relationLabels[fromKind ?? '']?.[relation] ?? say(relation, relation)
}
