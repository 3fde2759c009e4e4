import {
  choice,
  decimal,
  file,
  later,
  line,
  optional,
  pair,
  prose,
  ref,
  refs,
  rows,
  whole,
} from '../field.ts'
import { guarded, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { controlled, linkedApproved } from '../lives.ts'
import { commitPattern, sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

const datasetsFirst = say(
  '학습·조정·시험에 쓴 데이터셋을 먼저 승인하십시오(ISO/IEC 42001 A.7).',
  'Approve the datasets used for training, tuning and testing first (ISO/IEC 42001 A.7).',
)

const modelLife = guarded(
  guarded(
    controlled,
    ['submit'],
    [
      neededWhen('output', ['decision'], {
        needed: 'operatingPoint',
        because: say('판정 임계값을 적으십시오.', 'Give the operating point.'),
      }),
    ],
  ),
  ['approve'],
  ['trainedOn', 'tunedOn', 'testedOn'].map((relation) => linkedApproved(relation, datasetsFirst)),
)

const operatingPoints = {
  name: line({ label: say('이름', 'Name'), max: 80 }),
  threshold: decimal({ label: say('임계값', 'Threshold') }),
  use: line({ label: say('쓰임', 'Used for') }),
}

const modifications = {
  code: line({ label: say('계획의 변경 항목', 'Modification of the plan'), max: 20 }),
  what: line({ label: say('이 버전에서 바꾼 것', 'What was changed here'), max: 500 }),
}

const performance = {
  metric: line({ label: say('지표', 'Metric'), max: 80 }),
  estimate: decimal({ label: say('추정값', 'Estimate') }),
  lower: decimal({ label: say('하한', 'Lower') }),
  upper: decimal({ label: say('상한', 'Upper') }),
  n: whole({ label: say('건수', 'n') }),
}

/** One set of weights that can be told from every other by its hash, with what made it and where it fails. */
export const modelVersion = kind({
  name: 'model-version',
  code: 'MOD',
  domain: 'models',
  title: say('모델 버전', 'Model version'),
  plural: say('모델 버전', 'Model versions'),
  about: say(
    '해시로 식별되는 모델 한 판의 학습 데이터, 코드, 임계값, 한계입니다. ISO/IEC 42001 A.6.2.3·A.7.5와 시행규칙 제33조(훈련방법·성능 표시)의 근거가 됩니다.',
    'One model, known by its hash: data, code, operating point and limits, behind ISO/IEC 42001 A.6.2.3 and A.7.5 and the label items of the Rule Art. 33.',
  ),
  titleField: 'name',
  life: modelLife,
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('모델명', 'Name'), searched: true }),
    version: line({ label: say('버전', 'Version'), listed: true, max: 60 }),
    aiSystem: ref('ai-system', {
      label: say('AI 시스템', 'AI system'),
      listed: true,
      reverse: say('모델 버전', 'Model versions'),
    }),
    basedOn: optional(
      ref('model-version', {
        label: say('이전 버전·기반모델', 'Built on'),
        reverse: say('이 모델에서 나온 버전', 'Versions built on it'),
      }),
    ),
    changePlan: optional(
      ref('change-plan', {
        label: say('적용한 변경관리 계획서', 'Change plan it follows'),
        reverse: say('계획에 따라 바꾼 모델', 'Versions made under it'),
      }),
    ),
    modifications: optional(
      rows({
        label: say('이전 버전에서 바뀐 사항', 'Changed since the version before'),
        help: say(
          '변경관리 계획서의 항목 번호(M1 등)로 적습니다. 계획에 없는 변경은 번호 대신 “계획 밖”으로 적습니다.',
          'By the item of the change plan (M1 …); for a change the plan does not hold, write “outside” instead.',
        ),
        columns: modifications,
        max: 50,
      }),
    ),
    suppliers: optional(
      refs('supplier', {
        label: say('외부 모델 공급자', 'Suppliers of outside models'),
        reverse: say('공급받은 모델', 'Models supplied'),
      }),
    ),
    output: choice({
      label: say('출력 형태', 'Output'),
      choices: {
        decision: say('임계값에 따른 판정', 'Decision at an operating point'),
        score: say('점수·확률', 'Score or probability'),
        measurement: say('계측값', 'Measurement'),
        mask: say('영역(마스크)', 'Segmentation mask'),
        text: say('문장·영상', 'Text or image'),
      },
    }),
    architecture: later(prose({ label: say('알고리즘과 구조', 'Algorithm and architecture') })),
    designReasons: later(
      prose({
        label: say('설계 선택의 이유', 'Reasons for the design choices'),
        help: say(
          '각 선택이 어떤 목표·요구사항·기준을 위한 것인지 적습니다(ISO/IEC 42001 A.6.2.3).',
          'Which objective, requirement or criterion each choice serves (ISO/IEC 42001 A.6.2.3).',
        ),
      }),
    ),
    trainingMethod: later(
      pair({
        label: say('훈련방법', 'Training method'),
        help: say(
          '전자적 표시에 실리는 내용입니다(시행규칙 제33조).',
          'Goes into the electronic label (Rule Art. 33).',
        ),
      }),
    ),
    trainedOn: later(
      refs('dataset', {
        label: say('학습데이터', 'Trained on'),
        reverse: say('학습한 모델', 'Models trained on it'),
      }),
    ),
    tunedOn: optional(
      refs('dataset', {
        label: say('조정 데이터', 'Tuned on'),
        reverse: say('조정한 모델', 'Models tuned on it'),
      }),
    ),
    testedOn: later(
      refs('dataset', {
        label: say('시험 데이터', 'Tested on'),
        reverse: say('시험한 모델', 'Models tested on it'),
      }),
    ),
    environment: later(
      prose({
        label: say('학습 환경과 설정', 'Environment and settings'),
        help: say(
          '프레임워크 버전, 난수 시드, 주요 설정값, 장비.',
          'Framework versions, seeds, main settings, hardware.',
        ),
      }),
    ),
    environmentSbom: optional(
      file({
        label: say('학습 환경 SBOM', 'SBOM of the training environment'),
        help: say(
          '학습에 쓴 프레임워크·라이브러리 목록(CycloneDX·SPDX JSON).',
          'Frameworks and libraries the training ran on (CycloneDX or SPDX JSON).',
        ),
      }),
    ),
    preprocessing: later(prose({ label: say('전처리와 후처리', 'Before and after the model') })),
    weightsSha256: later(
      line({
        label: say('가중치 해시(SHA-256)', 'Weights hash (SHA-256)'),
        help: say('배포본 무결성 확인의 기준값입니다.', 'What a deployed copy is checked against.'),
        searched: true,
        pattern: sha256Pattern,
      }),
    ),
    weights: optional(file({ label: say('가중치 파일', 'Weights file') })),
    codeCommit: later(
      line({
        label: say('코드 커밋', 'Code commit'),
        help: say('줄이지 않은 전체 커밋 해시.', 'The full commit hash, not shortened.'),
        searched: true,
        pattern: commitPattern,
      }),
    ),
    codeRepository: optional(line({ label: say('코드 저장소', 'Code repository') })),
    operatingPoint: optional(
      decimal({
        label: say('판정 임계값', 'Operating point'),
        help: say(
          '허가(인증)받은 임계값. 이 값이 바뀌면 새 버전입니다.',
          'The cleared threshold; another value is another version.',
        ),
        listed: true,
      }),
    ),
    operatingPoints: optional(
      rows({
        label: say('그 밖의 임계값', 'Further operating points'),
        help: say(
          '용도별로 임계값이 여럿이면 모두 적습니다(예: 선별, 확진 보조).',
          'Where uses have thresholds of their own (screening, confirmation), all of them.',
        ),
        columns: operatingPoints,
        max: 20,
      }),
    ),
    operatingPointReason: optional(prose({ label: say('임계값을 정한 근거', 'Why this operating point') })),
    performance: later(
      rows({ label: say('예상 성능의 범위', 'Expected performance'), columns: performance }),
    ),
    limits: later(
      pair({
        label: say('한계', 'Limits'),
        help: say(
          '성능이 떨어지는 조건과 쓰지 말아야 할 경우. 표시 사항입니다(시행규칙 제33조).',
          'Where it does worse and must not be used; a label item (Rule Art. 33).',
        ),
      }),
    ),
    releases: optional(
      refs('release', { label: say('탑재 릴리스', 'Releases'), reverse: say('탑재 모델', 'Models inside') }),
    ),
  },
})
