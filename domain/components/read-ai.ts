import type { AiFacts } from './ai-facts.ts'
import { cleanText } from './clean-component.ts'
import { isObject, listUnder, member, textUnder } from './json-value.ts'
import { withoutAbsent } from './without-absent.ts'

const textMax = 500
const textsMax = 50

/** The facts of a CycloneDX component (1.5 and later): its model card and its data, or undefined where it has neither. */
export function aiOfCycloneDx(component: unknown): AiFacts | undefined {
  const card = member(component, 'modelCard')
  const data = listUnder(component, 'data')
  if (!isObject(card) && data.length === 0) return undefined
  const parameters = member(card, 'modelParameters')
  const considerations = member(card, 'considerations')
  const formats = (key: string) => texts(listUnder(parameters, key).map((one) => textUnder(one, 'format')))
  return withoutAbsent({
    task: cut(textUnder(parameters, 'task')),
    architecture: joined([
      textUnder(parameters, 'architectureFamily'),
      textUnder(parameters, 'modelArchitecture'),
    ]),
    training: cut(textUnder(member(parameters, 'approach'), 'type')),
    datasets: texts(
      listUnder(parameters, 'datasets').map((one) => textUnder(one, 'ref') ?? textUnder(one, 'name')),
    ),
    inputs: formats('inputs'),
    outputs: formats('outputs'),
    metrics: texts(
      listUnder(member(card, 'quantitativeAnalysis'), 'performanceMetrics').map((one) =>
        joined([textUnder(one, 'type'), textUnder(one, 'value')], ' '),
      ),
    ),
    intendedUse: joined([...listUnder(considerations, 'useCases'), ...listUnder(considerations, 'users')]),
    limits: joined(listUnder(considerations, 'technicalLimitations')),
    risk: joined(
      [
        ...listUnder(considerations, 'ethicalConsiderations'),
        ...listUnder(considerations, 'fairnessAssessments'),
      ].map((one) => textUnder(one, 'name') ?? textUnder(one, 'groupAtRisk')),
    ),
    energy: energyOf(considerations),
    ...dataFacts(data),
  })
}

function energyOf(considerations: unknown): string | undefined {
  return joined(
    listUnder(member(considerations, 'environmentalConsiderations'), 'energyConsumptions').map((one) => {
      const cost = member(one, 'activityEnergyCost')
      const amount = member(cost, 'value')
      return joined([textUnder(one, 'activity'), amount, textUnder(cost, 'unit')], ' ')
    }),
  )
}

function dataFacts(data: readonly unknown[]) {
  const owners = data.flatMap((one) =>
    ['owners', 'custodians', 'stewards'].flatMap((role) => listUnder(member(one, 'governance'), role)),
  )
  return {
    content: joined(
      data.map(
        (one) =>
          joined([textUnder(one, 'name'), textUnder(one, 'description')], ': ') ?? textUnder(one, 'type'),
      ),
    ),
    origin: joined(
      owners.map(
        (one) => textUnder(member(one, 'organization'), 'name') ?? textUnder(member(one, 'contact'), 'name'),
      ),
    ),
    sensitivity: joined(
      data.flatMap((one) => [textUnder(one, 'classification'), ...listUnder(one, 'sensitiveData')]),
    ),
  }
}

/** The facts of an SPDX 3 AIPackage or DatasetPackage; `datasets` are what relationships say it was trained on. */
export function aiOfSpdx3(element: unknown, datasets: readonly string[]): AiFacts {
  const own = (key: string) => {
    const held = member(element, key)
    return joined(Array.isArray(held) ? held : [held])
  }
  const entries = (key: string, inside: 'value' | 'metricDecisionThreshold') =>
    texts(listUnder(element, key).map((one) => joined([textUnder(one, 'key'), member(one, inside)], ' ')))
  const risk = own('ai_safetyRiskAssessment')
  return withoutAbsent({
    task: own('ai_domain'),
    architecture: own('ai_typeOfModel'),
    training: own('ai_informationAboutTraining'),
    datasets: texts(datasets),
    inputs: texts([own('ai_modelDataPreprocessing')]),
    outputs: [],
    metrics: entries('ai_metric', 'value'),
    intendedUse: own('ai_informationAboutApplication') ?? own('dataset_intendedUse'),
    limits: own('ai_limitation') ?? own('dataset_knownBias'),
    risk: risk ?? own('ai_standardCompliance'),
    energy: isObject(member(element, 'ai_energyConsumption')) ? 'stated' : own('ai_energyConsumption'),
    content: joined([own('dataset_datasetType'), own('dataset_datasetSize')], ', '),
    origin: own('dataset_dataCollectionProcess'),
    sensitivity: joined(
      [
        own('ai_useSensitivePersonalInformation') ?? own('dataset_hasSensitivePersonalInformation'),
        own('dataset_confidentialityLevel'),
        own('dataset_anonymizationMethodUsed'),
      ],
      ', ',
    ),
  })
}

function joined(parts: readonly unknown[], by = '; '): string | undefined {
  const kept: string[] = []
  for (const part of parts.slice(0, textsMax)) {
    if (typeof part === 'string' && part.trim() !== '') kept.push(part.trim().slice(0, textMax))
    else if (typeof part === 'number') kept.push(String(part))
  }
  return kept.length === 0 ? undefined : cut(kept.join(by))
}

function texts(parts: readonly (string | undefined)[]): string[] {
  return [...new Set(parts.slice(0, textsMax).flatMap((part) => cut(part) ?? []))]
}

/** As a database and a page can hold it. */
function cut(text: string | undefined): string | undefined {
  return cleanText(text?.slice(0, textMax))
}
