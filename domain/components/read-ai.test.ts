import { expect, test } from 'vitest'
import type { Component } from './component-list.ts'
import { readSbom } from './read-sbom.ts'
import { filesOfZip, isOutsidePresent } from './test/outside-files.ts'

const bytes = (text: string) => new TextEncoder().encode(text)

function componentOf(input: Uint8Array): Component {
  const answer = readSbom(input)
  if (!answer.ok) throw new Error(answer.refusal.because.en)
  const [first] = answer.value.components
  if (!first) throw new Error('no component')
  return first
}
const cycloneDx = (component: object) =>
  componentOf(
    bytes(
      JSON.stringify({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        components: [{ type: 'library', name: 'a', ...component }],
      }),
    ),
  )

test('a model card keeps what the G7 elements ask: task, architecture, data sets, metrics, limits', () => {
  const json = cycloneDx({
    type: 'machine-learning-model',
    modelCard: {
      modelParameters: {
        approach: { type: 'supervised' },
        task: 'classification',
        architectureFamily: 'CNN',
        modelArchitecture: 'DenseNet-121',
        datasets: [{ ref: 'chest-xray' }, { type: 'dataset', name: 'in-house' }],
        inputs: [{ format: 'DICOM' }],
      },
      quantitativeAnalysis: { performanceMetrics: [{ type: 'AUROC', value: '0.93' }] },
      considerations: { technicalLimitations: ['not for children'], useCases: ['triage'] },
    },
  })
  const xml = componentOf(
    bytes(`<bom xmlns="http://cyclonedx.org/schema/bom/1.6"><components>
    <component type="machine-learning-model"><name>a</name><modelCard><modelParameters>
    <approach><type>supervised</type></approach><task>classification</task><architectureFamily>CNN</architectureFamily>
    <modelArchitecture>DenseNet-121</modelArchitecture>
    <datasets><dataset><ref>chest-xray</ref></dataset><dataset><type>dataset</type><name>in-house</name></dataset></datasets>
    <inputs><input><format>DICOM</format></input></inputs></modelParameters>
    <quantitativeAnalysis><performanceMetrics><performanceMetric><type>AUROC</type><value>0.93</value></performanceMetric>
    </performanceMetrics></quantitativeAnalysis>
    <considerations><useCases><useCase>triage</useCase></useCases><technicalLimitations>
    <technicalLimitation>not for children</technicalLimitation></technicalLimitations></considerations>
    </modelCard></component></components></bom>`),
  )
  expect(json.ai).toEqual({
    task: 'classification',
    architecture: 'CNN; DenseNet-121',
    training: 'supervised',
    datasets: ['chest-xray', 'in-house'],
    inputs: ['DICOM'],
    outputs: [],
    metrics: ['AUROC 0.93'],
    intendedUse: 'triage',
    limits: 'not for children',
  })
  expect(xml.ai).toEqual(json.ai)
})

test('a data component tells what is in it, who governs it and whether people can be told from it', () => {
  const data = cycloneDx({
    type: 'data',
    data: [
      {
        type: 'dataset',
        name: 'chest films',
        classification: 'restricted',
        sensitiveData: ['health'],
        governance: { owners: [{ organization: { name: 'Hospital' } }] },
      },
    ],
  })
  expect(data.ai).toMatchObject({
    content: 'chest films',
    origin: 'Hospital',
    sensitivity: 'restricted; health',
  })
})

test('a model card of wrong kinds is read as saying nothing, never as a crash', () => {
  expect(cycloneDx({ modelCard: 'x' }).ai).toBeUndefined()
  expect(cycloneDx({ modelCard: { modelParameters: [1], considerations: { useCases: [{}] } } }).ai).toEqual({
    datasets: [],
    inputs: [],
    outputs: [],
    metrics: [],
  })
})

test('support level and end are read from properties whatever their prefix; an end that is no day is left out', () => {
  const of = (name: string, value: string) => cycloneDx({ properties: [{ name, value }] }).support
  expect(of('fda:level-of-support', 'actively maintained')).toEqual({ level: 'actively maintained' })
  expect(of('acme:sbom:endOfSupport', '2027-03-31T00:00:00Z')).toEqual({ endsOn: '2027-03-31' })
  expect(of('eol', 'soon')).toBeUndefined()
  expect(of('eol', '2027-13-01')).toBeUndefined()
  expect(of('supporters', 'many')).toBeUndefined()
})

const spdx = 'sboms/spdx-examples.zip'
test.skipIf(!isOutsidePresent(spdx))(
  'the models and data sets of the SPDX 3 examples come with their facts (skipped without the outside data)',
  () => {
    const read = [...filesOfZip(spdx)].flatMap(([, file]) => {
      const answer = readSbom(file)
      return answer.ok
        ? [...answer.value.components, ...(answer.value.subject ? [answer.value.subject] : [])]
        : []
    })
    const ai = read.filter((one) => one.ai !== undefined)
    expect(ai.length).toBe(6)
    expect(ai.find((one) => one.name === 'word-model')?.ai?.task).toContain('handwriting recognition')
    expect(ai.find((one) => one.name === 'IAMdataset')?.ai?.origin).toContain('Lancaster')
  },
)
