import { choice, decimal, optional, ref, rows, whole } from '../field.ts'
import { say } from '../words.ts'

const comparison = {
  against: choice({
    label: say('비교 대상', 'Against'),
    choices: {
      cleared: say('최초 허가(인증) 버전', 'Version first cleared'),
      previous: say('직전 버전', 'Version before'),
    },
  }),
  measure: choice({
    label: say('지표', 'Measure'),
    choices: {
      auroc: say('AUROC', 'AUROC'),
      sensitivity: say('민감도', 'Sensitivity'),
      specificity: say('특이도', 'Specificity'),
      accuracy: say('정확도', 'Accuracy'),
    },
  }),
  hypothesis: choice({
    label: say('가설', 'Hypothesis'),
    choices: {
      'non-inferiority': say('비열등성', 'Non-inferiority'),
      superiority: say('우월성', 'Superiority'),
    },
  }),
  margin: optional(decimal({ label: say('비열등성 한계', 'Margin') })),
  threshold: optional(decimal({ label: say('비교 대상의 임계값', 'Its operating point') })),
}

/** What a plan says of a comparison with earlier versions. */
export const comparisonPlanFields = {
  clearedModel: optional(
    ref('model-version', {
      label: say('최초 허가(인증) 버전', 'Version first cleared'),
      reverse: say('이 버전과 비교한 평가', 'Evaluations against it as cleared'),
    }),
  ),
  clearedEvaluation: optional(
    ref('evaluation', {
      label: say('최초 허가 버전의 평가', 'Evaluation of the version first cleared'),
      help: say(
        '같은 사례를 평가한 기록. 파일에 그 점수 열이 없으면 그 예측 결과를 사례 번호로 맞춥니다.',
        'Of the same cases. Where the file lacks its scores, they are joined from there by case id.',
      ),
      reverse: say('이 결과와 비교한 평가', 'Compared with'),
    }),
  ),
  previousModel: optional(
    ref('model-version', {
      label: say('직전 버전', 'Version before'),
      reverse: say('직전 버전으로 비교한 평가', 'Evaluations against it as the one before'),
    }),
  ),
  previousEvaluation: optional(
    ref('evaluation', {
      label: say('직전 버전의 평가', 'Evaluation of the version before'),
      reverse: say('직전 버전 결과로 비교한 평가', 'Compared with as the one before'),
    }),
  ),
  comparisons: optional(
    rows({
      label: say('모델 비교', 'Comparisons'),
      help: say(
        '최초 허가 버전과도 비교해야 합니다. 직전 버전하고만 비교하면 성능이 조금씩 무너져도 통과합니다.',
        'The version first cleared belongs among them: against the one before alone, performance creeps down unnoticed.',
      ),
      columns: comparison,
      max: 20,
    }),
  ),
  alpha: optional(
    decimal({
      label: say('전체 유의수준(단측)', 'Error (one-sided) of all updates'),
      help: say('비워 두면 0.025입니다.', 'Left empty: 0.025.'),
    }),
  ),
  plannedUpdates: optional(
    whole({
      label: say('오류 한도를 나누어 쓸 갱신 횟수', 'Updates that share the error'),
      help: say('비워 두면 1입니다.', 'Left empty: 1.'),
      min: 1,
      max: 100,
    }),
  ),
}
