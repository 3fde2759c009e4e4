import type { readFeedSources } from '@maek/domain/vulnerabilities/feeds-api.ts'
import type { z } from 'zod'

export type Sources = z.infer<typeof readFeedSources.output>
