import { readFileSync } from 'node:fs'
import { outsideFile } from '@maek/domain/components/test/outside-files.ts'
import { scoreVector } from '@maek/domain/vulnerabilities/severity.ts'
import { explained, type Suite } from './suite.ts'

const published = 'cvss/cvss-published-scores.jsonl'

export const cvssScores: Suite = {
  name: 'CVSS vectors',
  about: 'published vectors of 2.0, 3.0, 3.1 and 4.0, scored by an independent calculator',
  files: [published],
  compare: () => {
    const rows = readFileSync(outsideFile(published), 'utf8').trim().split('\n')
    const wrong = rows.map((row) => JSON.parse(row)).filter((row) => !agrees(row))
    return {
      cases: rows.length,
      differences: explained(
        wrong.map(({ vector }) => vector),
        [],
      ),
    }
  },
}

type Row = {
  readonly version: string
  readonly vector: string
  readonly recomputed: Readonly<Partial<Record<'base' | 'score' | 'temporal' | 'environmental', number>>>
}

function agrees({ version, vector, recomputed }: Row): boolean {
  const answer = scoreVector(vector)
  if (!answer.ok || answer.value.version !== version) return false
  const { base, score, temporal, environmental } = recomputed
  // With no environmental metric the vector's worth is its temporal score: the environmental formula of 3.1 gives
  // another number for a changed scope even then (CVSS 3.1 section 7.3).
  const hasEnvironmental = /\/(M[A-Z]+|[CIA]R|CDP|TD):(?!X|ND)/.test(vector)
  const overall = score ?? (hasEnvironmental ? environmental : undefined) ?? temporal ?? base
  return answer.value.overall === overall && (base === undefined || answer.value.base === base)
}
