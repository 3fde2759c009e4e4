import { evaluate } from '@maek/domain/models/performance/evaluate.ts'
import { binaryPlanSchema } from '@maek/domain/models/performance/plan.ts'
import type { Predictions } from '@maek/domain/models/performance/predictions.ts'
import type { EvaluationFacts } from '@maek/domain/reports/evaluation-facts.ts'
import { say } from '@maek/domain/words.ts'

/** Four hundred cases of which every third is positive; the model does worse where the site is B. */
export function reportedPredictions(n = 400): Predictions {
  const scores = Float64Array.from({ length: n }, (_, row) => {
    const isPositive = row % 3 === 0
    const blurred = row % 2 === 0 ? 0.25 : 0.05
    const noise = ((row * 7919) % 100) / 100 - 0.5
    return Math.min(1, Math.max(0, (isPositive ? 0.7 : 0.3) + noise * (0.4 + blurred)))
  })
  return {
    caseIds: Array.from(scores, (_, row) => `C${row}`),
    scores,
    labels: Uint8Array.from(scores, (_, row) => (row % 3 === 0 ? 1 : 0)),
    scoreKind: 'probability',
    columnsLeftOut: [],
    subgroups: [
      { column: 'site', strata: ['A', 'B'], codes: Int32Array.from(scores, (_, row) => (row + 1) % 2) },
      {
        column: 'age',
        strata: ['80+', '<80'],
        codes: Int32Array.from(scores, (_, row) => (row < 12 ? 0 : 1)),
      },
    ],
  }
}

const plan = binaryPlanSchema.parse({
  threshold: 0.5,
  criteria: [
    { id: 'auroc', measure: 'auroc', compared: 'lower', relation: 'at-least', limit: 0.8 },
    {
      id: 'site',
      measure: 'sensitivity',
      compared: 'lower',
      relation: 'at-least',
      limit: 0.8,
      population: { kind: 'every-stratum', column: 'site' },
    },
  ],
})

/** Facts of a report on an evaluation that was really computed. */
export function evaluationFacts(change: Partial<EvaluationFacts> = {}): EvaluationFacts {
  const evaluated = evaluate(reportedPredictions(), plan)
  if (!evaluated.ok) throw new Error(evaluated.refusal.because.en)
  const approved = say('승인됨', 'Approved')
  return {
    at: '2026-11-22T03:00:00.000Z',
    maker: say('샘플 메디컬', 'Sample Medical'),
    evaluation: {
      number: 'EVL-2026-0001',
      title: '단독 성능 평가',
      state: approved,
      purpose: say('단독 성능', 'Stand-alone performance'),
      question: '허용기준을 충족하는가.',
      method: 'DeLong, Wilson',
      independence: '환자 단위로 나눔',
      plannedSize: 400,
      executedOn: '2026-11-20',
      deviations: '없음',
      conclusion: null,
    },
    model: {
      number: 'MOD-2026-0001',
      title: '유방암 분류',
      state: approved,
      version: '1.0.0',
      weightsSha256: 'ab'.repeat(32),
      codeCommit: 'cd'.repeat(20),
    },
    dataset: {
      number: 'DAT-2026-0002',
      title: '시험 데이터',
      state: approved,
      version: '1',
      contentSha256: null,
    },
    predictions: { name: 'predictions.csv', sha256: 'ef'.repeat(32) },
    result: evaluated.value,
    resultDigest: '12'.repeat(32),
    gaps: [],
    signatures: [],
    checkpoint: { origin: 'maek.example/org', size: 1204, root: 'q83vEjRWeJ0=' },
    ...change,
  }
}
