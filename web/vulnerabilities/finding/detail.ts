import type { findingDetail } from '@maek/domain/vulnerabilities/finding-view.ts'
import type { z } from 'zod'

export type FindingDetail = z.output<typeof findingDetail>
export type Suggestion = FindingDetail['suggestions'][number]
