import { say } from '../words.ts'
import { groupBlocks } from './bias-report.ts'
import { coverFacts, planBlocks, reproductionBlocks, verdictBlocks } from './evaluation-blocks.ts'
import type { EvaluationFacts } from './evaluation-facts.ts'
import { measureTable } from './measure-text.ts'
import { footerOf, heading, proofBlock, signatureTable } from './report-parts.ts'
import type { ReportLanguage, ReportTree } from './report-tree.ts'
import { taskBlocks } from './task-blocks.ts'

/** The whole of an evaluation, verdict first; the same facts and language always give the same tree. */
export function evaluationReport(facts: EvaluationFacts, language: ReportLanguage): ReportTree {
  const { evaluation, model, result } = facts
  return {
    language,
    title: say('모델 평가 보고서', 'Evaluation report'),
    maker: facts.maker,
    subject: `${model.title} ${model.version} · ${evaluation.number}`,
    at: facts.at,
    footer: footerOf(facts),
    blocks: [
      coverFacts(facts),
      ...verdictBlocks(facts),
      heading('성능 지표', 'Performance'),
      measureTable(result.measures),
      ...taskBlocks(result),
      ...groupBlocks(facts),
      ...planBlocks(facts),
      ...signatureTable(facts.signatures, unsigned),
      ...reproductionBlocks(facts),
      proofBlock(facts.checkpoint),
    ],
  }
}

const unsigned = say(
  '이 평가에는 아직 전자서명이 없습니다.',
  'The evaluation bears no electronic signature yet.',
)
