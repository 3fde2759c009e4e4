import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { change } from '@maek/domain/engineering/change.ts'
import { updateBody } from '@maek/domain/engineering/update/body.ts'
import { decideUpdate } from '@maek/domain/engineering/update/decide.ts'
import { updateDecision } from '@maek/domain/engineering/update-decision.ts'
import { changePlan } from '@maek/domain/models/change-plan.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { weightsCheck } from '@maek/domain/models/weights-check.ts'
import { withOrganisation } from '../database/scope.ts'
import { digestOfFacts } from '../engineering/facts-digest.ts'
import { readUpdateFacts } from '../engineering/update-facts.ts'
import { takeInPredictions } from '../models/intake.ts'
import { recordsByIds } from '../records/counting.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import type { SampleModel } from './model.ts'
import { type Pen, wanted } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = SampleModel & { readonly device: string; readonly people: SamplePeople }

/** The first update of the sample: another operating point, within a plan, compared by the real statistics. */
export async function writeUpdate(pen: Pen, told: Told): Promise<void> {
  const plan = await writePlan(pen, told)
  const model = await writeNextModel(pen, { ...told, plan })
  await Promise.all([compare(pen, { ...told, next: model }), writeChange(pen, { ...told, next: model })])
  await decide(pen, model)
  const weights = hash('sha256', await readFile(new URL('./model.json', import.meta.url)), 'hex')
  const check = await pen.write(weightsCheck, {
    name: lineOf('한빛대학교병원 추론 서버', 'Inference server, Hanbit University Hospital'),
    modelVersion: told.model,
    expected: weights,
    found: weights,
    result: 'same',
    checkedOn: pen.day(-3),
    method: 'SHA-256, maek model verify',
  })
  await pen.lead(check, 'confirm')
}

const modifications = [
  {
    code: 'M1',
    type: 'threshold',
    what: lineOf('판정 임계값', 'Operating point'),
    bounds: lineOf('0.20 이상 0.35 이하', 'From 0.20 to 0.35'),
    execution: 'manual',
    reach: 'global',
  },
  {
    code: 'M2',
    type: 'retraining',
    what: lineOf('같은 구조의 재학습', 'Retraining of the same architecture'),
    bounds: lineOf('같은 30개 측정값', 'The same 30 measurements'),
    execution: 'manual',
    reach: 'global',
  },
]

const impacts = [
  {
    code: 'M1',
    benefit: lineOf('위양성 감소', 'Fewer false positives'),
    risk: lineOf('놓친 악성 증가', 'More missed malignancies'),
    control: lineOf('민감도 비열등성', 'Sensitivity non-inferior'),
  },
  {
    code: 'M2',
    benefit: lineOf('더 많은 자료', 'More data'),
    risk: lineOf('하위집단 성능 저하', 'Loss in a subgroup'),
    control: lineOf('하위집단 평가', 'Evaluation by subgroup'),
  },
]

async function writePlan(pen: Pen, { aiSystem, model, device }: Told): Promise<string> {
  const draft = await pen.write(changePlan, {
    name: lineOf('유방 종괴 AI 변경관리 계획서', 'Change plan of the breast mass AI'),
    aiSystem,
    clearedVersion: model,
    devices: [device],
    modifications,
    dataProtocol: proseOf('승인된 데이터셋만 쓴다.', 'Approved datasets only.'),
    retrainingProtocol: proseOf('구조와 전처리는 바꾸지 않는다.', 'Architecture and preparation stay.'),
    evaluationProtocol: proseOf('최초 허가 버전과 짝비교한다.', 'Paired with the version first cleared.'),
    updateProtocol: proseOf(
      '한 병원에서 먼저 켜고 되돌릴 수 있게 한다.',
      'One hospital first; it can be rolled back.',
    ),
    testData: 'fresh',
    criteria: [
      { metric: '민감도', marginCleared: '0.10', marginPrevious: '0.10' },
      { metric: '특이도', marginCleared: '0.10', marginPrevious: '0.10' },
    ],
    alpha: '0.025',
    plannedUpdates: 5,
    spending: 'equal',
    impacts,
    combinedImpact: proseOf(
      '함께 바꾸면 두 기준을 모두 확인한다.',
      'Changed together, both criteria are checked.',
    ),
  })
  const signed = await pen.lead(draft, 'submit', 'approve')
  const authorised = await pen.rewrite(signed, {
    authorisations: [
      {
        market: 'kr',
        by: lineOf('가상 대행기관', 'Fictitious agency'),
        number: 'SAMPLE-26-1',
        on: pen.day(-60),
      },
    ],
  })
  return (await pen.lead(authorised, 'authorise')).id
}

async function writeNextModel(pen: Pen, told: Told & { readonly plan: string }): Promise<string> {
  const first = await readFile(new URL('./model.json', import.meta.url), 'utf8')
  const weights = first
    .replace('"version": "1.0.0"', '"version": "1.1.0"')
    .replace('"operatingPoint": 0.25', '"operatingPoint": 0.3')
  const draft = await pen.write(modelVersion, {
    name: lineOf('유방 종괴 악성 예측 모델', 'Breast mass malignancy model'),
    version: '1.1.0',
    aiSystem: told.aiSystem,
    basedOn: told.model,
    changePlan: told.plan,
    modifications: [
      { code: 'M1', what: lineOf('임계값 0.25에서 0.30으로', 'Operating point from 0.25 to 0.30') },
    ],
    output: 'decision',
    architecture: proseOf('1.0.0과 같다.', 'As 1.0.0.'),
    designReasons: proseOf('위양성을 줄인다.', 'Fewer false positives.'),
    trainingMethod: pairOf('1.0.0과 같다.', 'As 1.0.0.'),
    trainedOn: [told.datasets.training],
    testedOn: [told.datasets.test],
    environment: proseOf('1.0.0과 같다.', 'As 1.0.0.'),
    preprocessing: proseOf('1.0.0과 같다.', 'As 1.0.0.'),
    weightsSha256: hash('sha256', weights, 'hex'),
    weights: await pen.keep('model-1.1.0.json', weights),
    // A commit that never was: sample data.
    codeCommit: hash('sha1', 'sample data 1.1.0', 'hex'),
    operatingPoint: '0.30',
    operatingPointReason: proseOf(
      '민감도를 지키며 위양성을 줄인다.',
      'Fewer false positives, sensitivity kept.',
    ),
    performance: [{ metric: 'AUROC', estimate: '0.99', lower: '0.98', upper: '1', n: 226 }],
    limits: pairOf('1.0.0과 같다.', 'As 1.0.0.'),
  })
  return (await pen.lead(draft, 'submit', 'approve')).id
}

type Next = Told & { readonly next: string }

async function compare(pen: Pen, told: Next): Promise<void> {
  const against = (measure: string) => ({
    against: 'cleared',
    measure,
    hypothesis: 'non-inferiority',
    margin: '0.10',
    threshold: '0.25',
  })
  const plan = await pen.write(evaluation, {
    name: lineOf('모델 1.1.0 갱신 비교', 'Update comparison of model 1.1.0'),
    modelVersion: told.next,
    dataset: told.datasets.test,
    purpose: 'update',
    task: 'comparison',
    question: proseOf(
      '최초 허가 버전보다 나빠지지 않았는가.',
      'Is it not worse than the version first cleared?',
    ),
    method: proseOf('탱고 구간, 계획서의 오류 한도', 'Tango intervals at the error of the plan'),
    plannedSize: 226,
    operatingPoint: '0.30',
    clearedModel: told.model,
    clearedEvaluation: told.evaluation,
    comparisons: [against('sensitivity'), against('specificity')],
    alpha: '0.025',
    plannedUpdates: 5,
    independence: proseOf('사례 번호로 나누어 겹치지 않는다.', 'Split by case number; no case is in both.'),
  })
  const signed = await pen.lead(plan, 'sign-plan')
  const bytes = await readFile(new URL('./predictions.csv', import.meta.url))
  const columns = 'case=case_id,truth=malignant,score=probability'
  const given = { name: 'predictions-1.1.0.csv', evaluation: signed.id, columns, bytes }
  wanted(await takeInPredictions(pen.house, pen.author, given), 'comparison')
  const finished = await pen.rewrite(await pen.read(signed), {
    evaluator: told.people.research,
    deviations: proseOf('없음', 'None'),
    conclusion: proseOf('두 기준 모두 비열등하다.', 'Non-inferior in both.'),
  })
  await pen.lead(finished, 'submit', 'approve')
}

async function writeChange(pen: Pen, told: Next): Promise<void> {
  const written = await pen.write(change, {
    name: lineOf('모델 1.1.0 적용', 'Model 1.1.0 put to use'),
    description: proseOf('판정 임계값을 0.30으로 올린다.', 'Raises the operating point to 0.30.'),
    origins: ['model-update'],
    owner: told.people.research,
    devices: [told.device],
    aiSystems: [told.aiSystem],
    modelVersions: [told.next],
    aspects: ['model', 'core-performance'],
    krDecision: 'within-plan',
    krReason: proseOf('변경관리 계획서 M1', 'Item M1 of the change plan'),
    safetyImpact: proseOf('놓친 악성이 늘지 않는다.', 'No more missed malignancies.'),
    securityImpact: proseOf('없음', 'None'),
    aiImpact: proseOf('영향평가를 다시 한다.', 'The impact assessment is to be made anew.'),
    labelImpact: true,
    sbomImpact: true,
    usabilityImpact: false,
    plan: proseOf('한 병원에서 먼저 켠다.', 'One hospital first.'),
    verificationPlan: proseOf('짝비교 평가', 'Paired comparison'),
    rollback: proseOf('1.0.0으로 되돌린다.', 'Back to 1.0.0.'),
  })
  await pen.lead(written, 'submit', 'approve')
}

/** Worked out by the same function as everybody's, then signed. */
async function decide(pen: Pen, model: string): Promise<void> {
  const { organisation } = pen.author
  const facts = await withOrganisation(pen.house.database, organisation, async (client) => {
    const [record] = await recordsByIds(client, organisation, [model])
    if (!record) throw new Error('the sample has just written its model')
    return readUpdateFacts(pen.house, client, { organisation, record })
  })
  const body = updateBody(facts, decideUpdate(facts), {
    at: pen.house.now(),
    factsDigest: digestOfFacts(facts),
  })
  const drafted = await pen.write(updateDecision, {
    ...body,
    name: lineOf('모델 1.1.0 갱신 판단', 'Update decision of model 1.1.0'),
    statement: proseOf('계획서 범위 안으로 판단한다.', 'Judged to be within the plan.'),
  })
  await pen.lead(drafted, 'submit', 'approve')
}
