import type { readUpdate } from '@maek/domain/engineering/update-api.ts'
import type { z } from 'zod'

/** What the page of a model version is answered about its update. */
export type Update = z.infer<typeof readUpdate.output>
