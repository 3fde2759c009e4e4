import type { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import type { z } from 'zod'

type Page = z.input<(typeof listFindings)['output']>

/** A finding as the database gives it. */
export type FindingRow = {
  component: string
  vulnerability: string
  aliases: string[]
  summary: string
  how: string
  fixed_in: string | null
  score: string | null
  vector: string | null
  severity: Page['findings'][number]['severity']
  rank: number
  name: string
  version: string | null
  purl: string | null
}
