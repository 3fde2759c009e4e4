import type { readWatch } from '@maek/domain/monitoring/api.ts'
import type { z } from 'zod'

/** What a model's page of field performance is told. */
export type Watch = z.infer<typeof readWatch.output>
