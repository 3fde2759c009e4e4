import type { JsonObject } from './json-value.ts'
import { childOf, childrenOf, textOf, type XmlElement } from './xml-tree.ts'

/** The elements of a CycloneDX model card and of data in XML that are looked at. */
export const modelElements = `modelCard modelParameters approach type task architectureFamily modelArchitecture datasets dataset ref
  inputs input outputs output format quantitativeAnalysis performanceMetrics performanceMetric value considerations
  users user useCases useCase technicalLimitations technicalLimitation ethicalConsiderations ethicalConsideration
  fairnessAssessments fairnessAssessment groupAtRisk environmentalConsiderations energyConsumptions energyConsumption
  activity activityEnergyCost unit data classification sensitiveData description governance owners owner custodians
  custodian stewards steward organization contact`

/** A model card in the JSON shape, so that both forms are read alike. */
export function modelCardFrom(card: XmlElement | undefined): JsonObject | undefined {
  if (!card) return undefined
  const parameters = childOf(card, 'modelParameters')
  const considerations = childOf(card, 'considerations')
  return {
    modelParameters: {
      approach: { type: textOf(childOf(parameters, 'approach'), 'type') },
      task: textOf(parameters, 'task'),
      architectureFamily: textOf(parameters, 'architectureFamily'),
      modelArchitecture: textOf(parameters, 'modelArchitecture'),
      datasets: (childOf(parameters, 'datasets')?.children ?? []).map((one) => ({
        ref: textOf(one, 'ref'),
        name: textOf(one, 'name'),
      })),
      inputs: inside(parameters, 'inputs', 'input').map((one) => ({ format: textOf(one, 'format') })),
      outputs: inside(parameters, 'outputs', 'output').map((one) => ({ format: textOf(one, 'format') })),
    },
    quantitativeAnalysis: {
      performanceMetrics: inside(
        childOf(card, 'quantitativeAnalysis'),
        'performanceMetrics',
        'performanceMetric',
      ).map((one) => ({ type: textOf(one, 'type'), value: textOf(one, 'value') })),
    },
    considerations: {
      users: lines(considerations, 'users', 'user'),
      useCases: lines(considerations, 'useCases', 'useCase'),
      technicalLimitations: lines(considerations, 'technicalLimitations', 'technicalLimitation'),
      ethicalConsiderations: inside(considerations, 'ethicalConsiderations', 'ethicalConsideration').map(
        (one) => ({ name: textOf(one, 'name') }),
      ),
      fairnessAssessments: inside(considerations, 'fairnessAssessments', 'fairnessAssessment').map((one) => ({
        groupAtRisk: textOf(one, 'groupAtRisk'),
      })),
      environmentalConsiderations: { energyConsumptions: energyFrom(considerations) },
    },
  }
}

function energyFrom(considerations: XmlElement | undefined): JsonObject[] {
  const environment = childOf(considerations, 'environmentalConsiderations')
  return inside(environment, 'energyConsumptions', 'energyConsumption').map((one) => {
    const cost = childOf(one, 'activityEnergyCost')
    const amount = textOf(cost, 'value')
    return {
      activity: textOf(one, 'activity'),
      activityEnergyCost: {
        value: amount === undefined ? undefined : Number(amount),
        unit: textOf(cost, 'unit'),
      },
    }
  })
}

/** One `data` element of a component in the JSON shape. */
export function dataFrom(data: XmlElement): JsonObject {
  const governance = childOf(data, 'governance')
  const parties = (list: string, item: string) =>
    inside(governance, list, item).map((one) => ({
      organization: { name: textOf(childOf(one, 'organization'), 'name') },
      contact: { name: textOf(childOf(one, 'contact'), 'name') },
    }))
  return {
    type: textOf(data, 'type'),
    name: textOf(data, 'name'),
    description: textOf(data, 'description'),
    classification: textOf(data, 'classification'),
    sensitiveData: childrenOf(data, 'sensitiveData').map((one) => one.text.trim()),
    governance: {
      owners: parties('owners', 'owner'),
      custodians: parties('custodians', 'custodian'),
      stewards: parties('stewards', 'steward'),
    },
  }
}

function lines(element: XmlElement | undefined, list: string, item: string): string[] {
  return inside(element, list, item).map((one) => one.text.trim())
}

function inside(element: XmlElement | undefined, list: string, item: string): XmlElement[] {
  return childrenOf(childOf(element, list), item)
}
