import type { Measure } from '../models/performance/measure.ts'
import { measureWords } from '../models/performance/measure-names.ts'
import type { GroupPlace } from '../models/performance/tally.ts'
import { sortedJson } from '../vulnerabilities/exchange/sorted-json.ts'
import type { Language, Words } from '../words.ts'
import type { EvaluationFacts, GapStanding } from './evaluation-facts.ts'
import { groupText } from './group-blocks.ts'
import type { LabelModel } from './label-facts.ts'

/** What an ML-BOM of a model states: the model as its label has it, and its approved evaluations. */
export type MlBomFacts = {
  /** ISO UTC. */
  readonly at: string
  /** Of the model's record: also the serial number. */
  readonly id: string
  readonly edition: number
  readonly maker: Words
  readonly model: LabelModel & { readonly weightsSha256: string | null; readonly task: Words | null }
  readonly evaluations: readonly EvaluationFacts[]
}

/**
 * A model as CycloneDX 1.7 ML-BOM (ECMA-424): weights by hash, datasets as data components, and every measure of its
 * approved evaluations with interval, one metric for each group. Texts are in one language, for CycloneDX has one place.
 */
export function mlBom(facts: MlBomFacts, language: Language): string {
  const { model, maker } = facts
  const say = (words: Words) => words[language] || words.ko || words.en
  return sortedJson({
    $schema: 'http://cyclonedx.org/schema/bom-1.7.schema.json',
    bomFormat: 'CycloneDX',
    specVersion: '1.7',
    serialNumber: `urn:uuid:${facts.id}`,
    version: facts.edition,
    metadata: {
      timestamp: facts.at,
      manufacturer: { name: say(maker) },
      component: {
        type: 'machine-learning-model',
        'bom-ref': model.number,
        name: model.title,
        version: model.version,
        hashes: hashes(model.weightsSha256),
        modelCard: modelCard(facts, say),
      },
    },
    components: datasetsOf(facts).map((dataset) => dataComponent(dataset, say)),
    dependencies: [{ ref: model.number, dependsOn: datasetsOf(facts).map(({ number }) => number) }],
  })
}

type Say = (words: Words) => string
type Dataset = LabelModel['datasets'][number]

const hashes = (sha256: string | null) =>
  sha256 === null ? undefined : [{ alg: 'SHA-256', content: sha256 }]

/** Each dataset once, with all it was used for. */
function datasetsOf({ model }: MlBomFacts): readonly Dataset[] {
  return [...new Map(model.datasets.map((dataset) => [dataset.number, dataset])).values()]
}

function modelCard({ model, evaluations }: MlBomFacts, say: Say) {
  return {
    'bom-ref': `${model.number}-card`,
    modelParameters: {
      task: model.task === null ? undefined : say(model.task),
      datasets: model.datasets.map(({ number }) => ({ ref: number })).filter(isFirst),
    },
    quantitativeAnalysis: { performanceMetrics: evaluations.flatMap((one) => metricsOf(one, say)) },
    considerations: {
      useCases: model.purpose === null ? undefined : [say(model.purpose)],
      technicalLimitations: [
        ...(model.limits === null ? [] : [say(model.limits)]),
        ...model.restrictions.map(({ text }) => say(text)),
      ],
      fairnessAssessments: evaluations.flatMap(({ gaps }) => gaps.map((gap) => fairness(gap, say))),
    },
  }
}

function isFirst<T extends { readonly ref: string }>(one: T, place: number, all: readonly T[]): boolean {
  return all.findIndex(({ ref }) => ref === one.ref) === place
}

function fairness({ group, measure, decision, reason, number }: GapStanding, say: Say) {
  return {
    groupAtRisk: group,
    harms: `${say(measure)} (${number})`,
    // An open gap is told as open: a BOM that leaves it out would claim more than is known.
    mitigationStrategy: decision === null ? 'undecided' : [say(decision), reason].filter(Boolean).join(': '),
  }
}

function metricsOf({ result, evaluation }: EvaluationFacts, say: Say) {
  const groups = [...result.strata, ...('intersections' in result ? result.intersections : [])]
  return [
    ...result.measures.flatMap((one) => metric(one, evaluation.number)),
    ...groups
      .filter(({ isSufficient }) => isSufficient)
      .flatMap((group) =>
        group.measures.flatMap((one) => metric(one, `${evaluation.number}: ${sliceOf(group, say)}`)),
      ),
  ]
}

const sliceOf = (group: GroupPlace, say: Say) => say(groupText(group))

type Measured = { readonly name: keyof typeof measureWords; readonly of?: string; readonly measure: Measure }

function metric({ name, of, measure }: Measured, slice: string) {
  if (measure.state === 'not-estimable') return []
  const { interval, estimate } = measure
  return [
    {
      type: of === undefined ? measureWords[name].en : `${measureWords[name].en} (${of})`,
      value: String(estimate),
      slice,
      confidenceInterval:
        interval === null
          ? undefined
          : { lowerBound: String(interval.low), upperBound: String(interval.high) },
    },
  ]
}

function dataComponent(dataset: Dataset, say: Say) {
  const { number, title, version, contentSha256, subjects, items, knownGaps } = dataset
  const counted = [
    subjects === null ? null : `subjects: ${subjects}`,
    items === null ? null : `items: ${items}`,
    knownGaps,
  ]
  return {
    type: 'data',
    'bom-ref': number,
    name: title,
    version,
    hashes: hashes(contentSha256),
    data: [
      {
        type: 'dataset',
        name: title,
        description: counted.filter((part) => part !== null).join('; ') || undefined,
        sensitiveData: dataset.identifiability === null ? undefined : [say(dataset.identifiability)],
      },
    ],
  }
}
