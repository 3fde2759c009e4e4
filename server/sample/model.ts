import { hash } from 'node:crypto'
import { readFile } from 'node:fs/promises'
import { aiSystem } from '@maek/domain/models/ai-system.ts'
import { evaluation } from '@maek/domain/models/evaluation.ts'
import { modelVersion } from '@maek/domain/models/model-version.ts'
import { takeInPredictions } from '../models/intake.ts'
import { writeDatasets } from './datasets.ts'
import { assessImpact } from './impact.ts'
import { lineOf, pairOf, proseOf } from './marked.ts'
import { type Pen, wanted } from './pen.ts'
import type { SamplePeople } from './people.ts'

type Told = { readonly device: string; readonly release: string; readonly people: SamplePeople }
export type SampleModel = {
  readonly aiSystem: string
  readonly model: string
  readonly evaluation: string
  readonly datasets: { readonly training: string; readonly test: string }
}

/** The AI of the sample: a real small model on public data, evaluated by the real statistics. */
export async function writeModel(pen: Pen, told: Told): Promise<SampleModel> {
  const [system, datasets] = await Promise.all([writeSystem(pen, told), writeDatasets(pen)])
  const weights = await readFile(new URL('./model.json', import.meta.url))
  const draft = await pen.write(modelVersion, {
    name: lineOf('유방 종괴 악성 예측 모델', 'Breast mass malignancy model'),
    version: '1.0.0',
    aiSystem: system,
    output: 'decision',
    architecture: proseOf(
      '표준화한 30개 측정값의 로지스틱 회귀',
      'Logistic regression on 30 standardised measurements',
    ),
    designReasons: proseOf(
      '설명하기 쉽고 적은 자료로도 안정적이다.',
      'Easy to explain, and stable on little data.',
    ),
    trainingMethod: pairOf('공개 자료 343건으로 지도학습', 'Supervised training on 343 public cases'),
    trainedOn: [datasets.training],
    testedOn: [datasets.test],
    environment: proseOf(
      'tools/train-breast-cancer.ts, 난수 없음',
      'tools/train-breast-cancer.ts, no randomness',
    ),
    preprocessing: proseOf('평균과 표준편차로 표준화', 'Standardised by mean and deviation'),
    weightsSha256: hash('sha256', weights, 'hex'),
    weights: await pen.keep('model.json', weights),
    // A commit that never was: sample data.
    codeCommit: hash('sha1', 'sample data', 'hex'),
    operatingPoint: '0.25',
    operatingPointReason: proseOf(
      '놓치는 악성을 줄이려 낮게 정했다.',
      'Set low so that fewer malignant cases are missed.',
    ),
    performance: [{ metric: 'AUROC', estimate: '0.99', lower: '0.98', upper: '1', n: 226 }],
    limits: pairOf(
      '핵이 작은 사례와 다른 염색법은 확인되지 않았다.',
      'Small nuclei and other stains are not established.',
    ),
    releases: [told.release],
  })
  const model = (await pen.lead(draft, 'submit', 'approve')).id
  const [judged] = await Promise.all([
    evaluateModel(pen, { ...told, model, dataset: datasets.test }),
    assessImpact(pen, { ...told, model, system }),
  ])
  return { aiSystem: system, model, evaluation: judged, datasets }
}

async function writeSystem(pen: Pen, { device, people }: Told): Promise<string> {
  const written = await pen.write(aiSystem, {
    name: pairOf('유방 종괴 악성 예측 AI', 'Breast mass malignancy AI'),
    use: 'device',
    roles: ['developer', 'provider'],
    purpose: pairOf(
      '악성 가능성을 제시해 전문의를 보조한다.',
      'Shows the probability of malignancy to assist specialists.',
    ),
    owner: people.research,
    devices: [device],
    status: 'in-use',
    inScope: true,
    scopeReason: proseOf('판매하는 기기의 핵심 기능이다.', 'Core function of a device on the market.'),
    task: 'diagnosis',
    learning: 'planned',
    generative: false,
    inputsAndOutputs: proseOf(
      '입력: 핵 측정값 30개. 출력: 확률과 판정.',
      'In: 30 measurements. Out: probability and decision.',
    ),
    usersAndPatients: proseOf('병리과 전문의, 성인 환자', 'Pathologists, adult patients'),
    deployment: proseOf('병원 내 서버', 'Servers in hospitals'),
    unintendedUses: proseOf('단독 진단에 쓰지 않는다.', 'Not for diagnosis alone.'),
    oversight: proseOf('전문의가 모든 결과를 확인한다.', 'A specialist confirms every result.'),
    supervisor: people.quality,
    fallback: proseOf(
      '오류가 나면 표시를 멈추고 통상 판독으로 계속한다.',
      'On failure it stops and reading goes on as usual.',
    ),
    highImpact: 'yes',
    highImpactReason: proseOf('의료기기에 쓰는 인공지능이다.', 'AI used in a medical device.'),
    highImpactOn: pen.day(-150),
    transparencyNotice: pairOf('이 결과는 인공지능이 제시했습니다.', 'This result was produced by AI.'),
    explanation: proseOf(
      '확률과 주요 측정값을 함께 보인다.',
      'Shows the probability with its main measurements.',
    ),
    resources: [
      { resource: 'data', name: lineOf('공개 자료', 'Public data'), purpose: lineOf('학습', 'Training') },
      {
        resource: 'human',
        name: lineOf('연구원 1명', 'One researcher'),
        purpose: lineOf('개발', 'Development'),
      },
    ],
  })
  return (await pen.lead(written, 'confirm')).id
}

async function evaluateModel(
  pen: Pen,
  told: Told & { readonly model: string; readonly dataset: string },
): Promise<string> {
  const atLeast = (measure: string, limit: string) => ({
    measure,
    judgedBy: 'lower',
    comparison: 'at-least',
    limit,
  })
  const plan = await pen.write(evaluation, {
    name: lineOf('모델 1.0.0 단독 성능', 'Stand-alone performance of model 1.0.0'),
    modelVersion: told.model,
    dataset: told.dataset,
    purpose: 'standalone',
    question: proseOf('허용기준을 충족하는가.', 'Does it meet its acceptance criteria?'),
    method: proseOf('클로퍼-피어슨 95% 구간', 'Clopper-Pearson 95% intervals'),
    task: 'binary',
    intervalMethod: 'clopper-pearson',
    plannedSize: 226,
    operatingPoint: '0.25',
    strata: [{ column: 'nucleus_size' }, { column: 'nucleus_texture' }],
    gapLimit: '0.15',
    independence: proseOf('사례 번호로 나누어 겹치지 않는다.', 'Split by case number; no case is in both.'),
    acceptanceCriteria: [
      atLeast('auroc', '0.95'),
      atLeast('sensitivity', '0.85'),
      atLeast('specificity', '0.85'),
    ],
  })
  const signed = await pen.lead(plan, 'sign-plan')
  const bytes = await readFile(new URL('./predictions.csv', import.meta.url))
  const columns = {
    case: 'case_id',
    label: 'malignant',
    score: 'probability',
    subgroups: 'nucleus_size,nucleus_texture',
  }
  const given = { ...columns, name: 'predictions.csv', evaluation: signed.id, bytes }
  wanted(await takeInPredictions(pen.house, pen.author, given), 'predictions')
  const judged = await pen.read(signed)
  const finished = await pen.rewrite(judged, {
    evaluator: told.people.research,
    deviations: proseOf('없음', 'None'),
    conclusion: proseOf('모든 허용기준을 충족한다.', 'Every acceptance criterion is met.'),
  })
  return (await pen.lead(finished, 'submit', 'approve')).id
}
