import { createHash } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { readRecord, storeFile } from '@maek/domain/api.ts'
import { intakePredictions } from '@maek/domain/models/api.ts'
import { expect, test } from 'vitest'
import { referencePredictions, referenceResults, trainModel } from '../artefacts.ts'
import * as device from '../device-bodies.ts'
import { answerOf } from '../maek-command.ts'
import { act, create, edit } from '../member.ts'
import { estimateOf, expectMetrics, onLogitScale, referenceShape } from '../metrics.ts'
import * as model from '../model-bodies.ts'
import { approveByPasskey } from '../passkey-signature.ts'
import { aurocByPairs, casesOf, sensitivity, specificity } from '../plain-statistics.ts'
import {
  browser,
  engineer,
  folder,
  house,
  idOf,
  keep,
  known,
  management,
  numberOf,
  pictures,
  reviewer,
} from './journey.ts'

test('a model is trained on real cases, and the plan of its evaluation is signed before any result', async () => {
  const trained = trainModel()
  const upload = (name: string, text: string) => engineer().call(storeFile, { name }, Buffer.from(text))
  const table = await upload('breast-cancer.csv', trained.table)
  const predictions = casesOf(trained.predictions, { label: 'malignant', score: 'probability' })
  const positives = predictions.filter(({ label }) => label === 1).length
  const parts = [
    ['trainedOn', 'training', 569 - predictions.length, 212 - positives],
    ['testedOn', 'testing', predictions.length, positives],
  ] as const
  for (const [key, part, cases, ill] of parts) {
    const body = device.datasetBody({ name: `위스콘신 세침흡인 ${part}`, part, cases, positives: ill }, table)
    const written = await create(engineer(), 'dataset', body)
    keep(key, await act(reviewer(), await act(engineer(), written, 'submit'), 'approve'))
  }
  const weights = await upload('model.json', trained.model)
  const told = { operatingPoint: '0.25', commit: createHash('sha1').update(trained.model).digest('hex') }
  const written = await create(engineer(), 'model-version', model.modelVersionBody(known(), weights, told))
  keep('modelVersion', await act(reviewer(), await act(engineer(), written, 'submit'), 'approve'))
  const plan = { name: '떼어 둔 자료의 단독 성능', operatingPoint: '0.25', size: predictions.length }
  const planned = model.evaluationBody({ ...known(), dataset: idOf('testedOn') }, plan)
  keep('evaluation', await act(reviewer(), await create(engineer(), 'evaluation', planned), 'sign-plan'))
  await writeFile(join(folder(), 'predictions.csv'), trained.predictions)
})

test('predictions are judged by the signed plan, with the intervals of DeLong and Wilson', async () => {
  const file = join(folder(), 'predictions.csv')
  const columns = ['--label', 'malignant', '--score', 'probability', '--case', 'case_id']
  const model = ['--model', numberOf('modelVersion')]
  const judged = await answerOf(house(), intakePredictions.output, 'intake', file, ...model, ...columns)
  const cases = casesOf(readFileSync(file, 'utf8'), { label: 'malignant', score: 'probability' })
  expect(judged).toMatchObject({ cases: 226, positives: 78 })
  expectMetrics(judged.metrics, {
    auroc: aurocByPairs(cases),
    sensitivity: sensitivity(cases, 0.25),
    specificity: specificity(cases, 0.25),
  })
  expect(judged.criteria.map(({ met }) => met)).toEqual([true, true, true])
  const { record } = await engineer().call(readRecord, { kind: 'evaluation', id: idOf('evaluation') })
  const concluded = await edit(engineer(), record, {
    evaluator: idOf('engineer'),
    deviations: '없음',
    conclusion: '모든 허용기준을 충족한다.',
  })
  keep('evaluation', await act(reviewer(), await act(engineer(), concluded, 'submit'), 'approve'))
})

test.skipIf(!existsSync(referenceResults))(
  'published reference predictions give the published figures (skipped without ../shared/data)',
  async () => {
    const told = { name: '공표된 참조 예측', operatingPoint: '0.4', size: 284 }
    const body = model.evaluationBody({ ...known(), dataset: idOf('testedOn') }, told)
    const planned = await act(reviewer(), await create(engineer(), 'evaluation', body), 'sign-plan')
    const file = [referencePredictions, '--evaluation', planned.number, '--case', 'id']
    const taken = await answerOf(house(), intakePredictions.output, 'intake', ...file)
    const { overall } = referenceShape.parse(JSON.parse(readFileSync(referenceResults, 'utf8')))
    expectMetrics(taken.metrics, {
      auroc: onLogitScale(overall.roc.auc, overall.roc.ci95),
      sensitivity: estimateOf(overall.sensitivity.estimate, overall.sensitivity.wilson),
      specificity: estimateOf(overall.specificity.estimate, overall.specificity.wilson),
    })
  },
)

test('an impact assessment is written by one person and signed by another with a passkey', async () => {
  const written = await create(
    engineer(),
    'impact-assessment',
    model.impactBody(known(), new Date().toISOString().slice(0, 10)),
  )
  const record = await act(engineer(), written, 'submit')
  await expect(act(engineer(), record, 'approve')).rejects.toThrow(/not-allowed/)
  expect(
    await approveByPasskey(browser(), house(), { who: management(), record, pictures: pictures() }),
  ).toEqual([])
  keep('impactAssessment', record)
  const { kind, id } = record
  const view = await reviewer().call(readRecord, { kind, id })
  expect(view.record.state).toBe('approved')
  expect(view.signatures).toMatchObject([{ method: 'passkey', signerName: '박대표', stale: false }])
})
