import {
  choice,
  choices,
  day,
  files,
  later,
  line,
  optional,
  prose,
  ref,
  refs,
  rows,
  yesNo,
} from '../field.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

const affected = {
  group: line({ label: say('개인·집단', 'Persons or group') }),
  relation: choice({
    label: say('관계', 'Relation'),
    choices: {
      patient: say('환자', 'Patient'),
      clinician: say('의료인', 'Clinician'),
      operator: say('운영자', 'Operator'),
      relative: say('가족·보호자', 'Family or guardian'),
      society: say('사회', 'Society'),
    },
  }),
  vulnerable: yesNo({ label: say('취약계층', 'Vulnerable') }),
}

const right = {
  right: choice({
    label: say('기본권', 'Right'),
    choices: {
      life: say('생명권', 'Life'),
      safety: say('신체의 안전·건강권', 'Safety and health'),
      equality: say('평등권(차별금지)', 'Equality'),
      privacy: say('사생활·개인정보 자기결정권', 'Privacy and personal data'),
      autonomy: say('자기결정권(설명·동의)', 'Autonomy and consent'),
      care: say('보건의료 접근', 'Access to care'),
      work: say('직업·근로', 'Work'),
      other: say('그 밖', 'Other'),
    },
  }),
  how: line({ label: say('영향 경로', 'How it is touched'), max: 500 }),
}

const impact = {
  impact: line({ label: say('영향', 'Impact'), max: 500 }),
  nature: choice({
    label: say('이익·위해', 'Benefit or harm'),
    choices: { benefit: say('이익', 'Benefit'), harm: say('위해', 'Harm') },
  }),
  dimension: choice({
    label: say('측면', 'Dimension'),
    choices: {
      safety: say('안전', 'Safety'),
      fairness: say('공정성', 'Fairness'),
      privacy: say('프라이버시', 'Privacy'),
      autonomy: say('자율성', 'Autonomy'),
      access: say('접근성', 'Access'),
      transparency: say('투명성', 'Transparency'),
      economic: say('경제', 'Economic'),
      social: say('사회·환경', 'Social and environment'),
    },
  }),
  severity: choice({
    label: say('크기', 'Size'),
    choices: { low: say('낮음', 'Low'), medium: say('보통', 'Medium'), high: say('높음', 'High') },
  }),
  likelihood: choice({
    label: say('가능성', 'Likelihood'),
    choices: { low: say('낮음', 'Low'), medium: say('보통', 'Medium'), high: say('높음', 'High') },
  }),
  origin: choice({
    label: say('근거', 'Known as'),
    choices: {
      actual: say('실제 발생', 'Actual'),
      foreseeable: say('예견 가능', 'Foreseeable'),
      misuse: say('예견 가능한 오용', 'Foreseeable misuse'),
    },
  }),
}

const indicator = {
  indicator: line({ label: say('평가지표', 'Indicator') }),
  nature: choice({
    label: say('구분', 'Kind'),
    choices: { quantitative: say('정량', 'Quantitative'), qualitative: say('정성', 'Qualitative') },
  }),
  method: line({ label: say('결과 산출 방식', 'How the result is obtained'), max: 500 }),
  result: line({ label: say('결과', 'Result'), max: 300 }),
}

const measure = {
  measure: line({ label: say('조치', 'Measure'), max: 500 }),
  aim: choice({
    label: say('목적', 'Aim'),
    choices: {
      prevent: say('예방', 'Prevent'),
      mitigate: say('완화', 'Mitigate'),
      restore: say('손실 복구', 'Make good'),
      enhance: say('이익 증진', 'Raise the benefit'),
    },
  }),
  status: choice({
    label: say('상태', 'Status'),
    choices: { planned: say('계획', 'Planned'), done: say('이행', 'Done') },
  }),
}

/** What an AI system may do to people and society; ISO/IEC 42005 and the seven items of Decree Art. 28(1) in one. */
export const impactAssessment = kind({
  name: 'impact-assessment',
  code: 'IMP',
  domain: 'models',
  title: say('AI 영향평가', 'Impact assessment'),
  plural: say('AI 영향평가', 'Impact assessments'),
  about: say(
    'AI가 개인·집단·사회에 미칠 영향을 평가합니다. ISO/IEC 42001 6.1.4·8.4·A.5, ISO/IEC 42005와 인공지능기본법 제35조(시행령 제28조의 7개 항목)를 한 기록으로 충족합니다.',
    'What the AI may do to persons, groups and society: ISO/IEC 42001 6.1.4, 8.4 and A.5, ISO/IEC 42005, and the seven items of Korea’s AI Basic Act Art. 35 (Decree Art. 28) in one record.',
  ),
  titleField: 'name',
  life: controlled,
  reviewMonths: 12,
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('평가명', 'Name'), searched: true }),
    aiSystem: ref('ai-system', {
      label: say('AI 시스템', 'AI system'),
      listed: true,
      reverse: say('영향평가', 'Impact assessments'),
    }),
    modelVersions: optional(
      refs('model-version', {
        label: say('평가한 모델 버전', 'Model versions'),
        reverse: say('영향평가', 'Impact assessments'),
      }),
    ),
    triggers: choices({
      label: say('평가 계기', 'Why now'),
      help: say(
        '평가 시기는 절차에서 정합니다(ISO/IEC 42005 5.4).',
        'The procedure says when (ISO/IEC 42005 5.4).',
      ),
      choices: {
        first: say('제공 전 최초 평가', 'First, before provision'),
        model: say('모델 변경', 'Model change'),
        data: say('데이터 변경', 'New data'),
        use: say('용도·현장 변경', 'New use or site'),
        incident: say('사고', 'Incident'),
        schedule: say('정기', 'Scheduled'),
      },
    }),
    scope: prose({
      label: say('평가 범위', 'Scope'),
      help: say(
        '평가하는 기능, 용도, 국가, 제외한 부분.',
        'Functions, uses and countries assessed, and what is left out.',
      ),
    }),
    performedBy: later(
      choice({
        label: say('수행 주체', 'Performed by'),
        choices: { own: say('자체', 'Ourselves'), 'third-party': say('제3자 의뢰', 'Third party') },
      }),
    ),
    assessors: later(
      refs('person', {
        label: say('평가자', 'Assessors'),
        reverse: say('참여한 영향평가', 'Impact assessments'),
      }),
    ),
    assessedOn: later(day({ label: say('평가일', 'Assessed on'), listed: true })),
    sensitivity: later(
      choice({
        label: say('민감·제한 용도', 'Sensitive or restricted use'),
        listed: true,
        choices: {
          ordinary: say('일반', 'Ordinary'),
          sensitive: say('민감 용도', 'Sensitive'),
          restricted: say('제한 용도', 'Restricted'),
        },
      }),
    ),
    dataQuality: later(prose({ label: say('데이터와 품질', 'Data and their quality') })),
    modelInformation: later(prose({ label: say('알고리즘과 모델', 'Algorithm and model') })),
    deployment: later(prose({ label: say('배치 환경', 'Deployment environment') })),
    affected: later(
      rows({ label: say('① 영향받는 개인·집단', '1 Affected persons and groups'), columns: affected }),
    ),
    vulnerableGroups: later(
      prose({
        label: say('취약계층 고려', 'Vulnerable groups'),
        help: say(
          '2026-07-21부터 고려하여야 합니다. 해당이 없으면 이유를 적습니다.',
          'To be considered from 2026-07-21; if none, say why.',
        ),
      }),
    ),
    rights: later(rows({ label: say('② 영향받는 기본권', '2 Rights touched'), columns: right })),
    impacts: later(
      rows({ label: say('③ 사회적·경제적 영향', '3 Social and economic impacts'), columns: impact }),
    ),
    societal: later(
      prose({
        label: say('사회 전체에 대한 영향', 'Impact on society'),
        help: say(
          '건강 형평성, 노동, 환경, 공공 신뢰(ISO/IEC 42001 A.5.5).',
          'Health equity, labour, environment, public trust (ISO/IEC 42001 A.5.5).',
        ),
      }),
    ),
    usagePattern: later(
      prose({
        label: say('④ 사용 행태', '4 How it is used'),
        help: say(
          '실제 사용 방식, 의존·과신, 예견 가능한 오용.',
          'How it is really used, reliance, foreseeable misuse.',
        ),
      }),
    ),
    indicators: later(
      rows({ label: say('⑤ 평가지표와 산출 방식', '5 Indicators and method'), columns: indicator }),
    ),
    measures: later(
      rows({ label: say('⑥ 예방·완화·손실 복구', '6 Prevention, mitigation, remedy'), columns: measure }),
    ),
    improvementPlan: later(
      prose({
        label: say('⑦ 개선 이행계획', '7 Improvement plan'),
        help: say('개선이 필요 없으면 그 이유를 적습니다.', 'If nothing needs improving, say why.'),
      }),
    ),
    consultation: later(prose({ label: say('이해관계자 의견', 'Stakeholders heard') })),
    hazards: optional(
      refs('hazard', {
        label: say('연결된 위험', 'Hazards'),
        help: say(
          '영향을 위험관리파일로 잇습니다(ISO/IEC 42001 6.1.4).',
          'Feeds the risk file (ISO/IEC 42001 6.1.4).',
        ),
        reverse: say('영향평가', 'Impact assessments'),
      }),
    ),
    riskControls: optional(
      refs('risk-control', {
        label: say('위험통제', 'Risk controls'),
        reverse: say('영향평가', 'Impact assessments'),
      }),
    ),
    conclusion: later(
      choice({
        label: say('결론', 'Conclusion'),
        listed: true,
        choices: {
          acceptable: say('수용 가능', 'Acceptable'),
          conditional: say('조건부 수용', 'Acceptable with measures'),
          unacceptable: say('수용 불가', 'Not acceptable'),
        },
      }),
    ),
    conclusionReason: later(prose({ label: say('결론의 근거', 'Grounds of the conclusion') })),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
