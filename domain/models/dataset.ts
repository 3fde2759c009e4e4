import {
  choice,
  choices,
  day,
  decimal,
  file,
  files,
  later,
  line,
  optional,
  prose,
  refs,
  rows,
  whole,
  yesNo,
} from '../field.ts'
import { guarded, neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { controlled } from '../lives.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

const parts = {
  training: say('학습', 'Training'),
  tuning: say('조정(검증)', 'Tuning'),
  testing: say('시험', 'Testing'),
  reference: say('모니터링 기준', 'Monitoring reference'),
} as const

const bases = {
  consent: say('정보주체 동의', 'Consent'),
  pseudonymised: say('가명정보 특례(개인정보 보호법 제28조의2)', 'Pseudonymised data (PIPA Art. 28-2)'),
  anonymous: say('익명정보', 'Anonymous data'),
  public: say('공개 데이터', 'Public data'),
  contract: say('데이터 이용 계약', 'Data use agreement'),
  simulated: say('합성 데이터', 'Simulated data'),
  other: say('그 밖의 법적 근거', 'Other legal basis'),
} as const

const sources = {
  name: line({ label: say('출처', 'Source') }),
  country: line({ label: say('국가', 'Country'), max: 60 }),
  from: day({ label: say('수집 시작', 'From') }),
  to: day({ label: say('수집 종료', 'To') }),
  acquisition: line({ label: say('장비·취득 조건', 'Device and acquisition') }),
  subjects: whole({ label: say('대상자 수', 'Subjects') }),
}

const population = {
  attribute: choice({
    label: say('속성', 'Attribute'),
    choices: {
      sex: say('성별', 'Sex'),
      age: say('연령', 'Age'),
      ethnicity: say('인종·민족', 'Ethnicity'),
      site: say('기관', 'Site'),
      equipment: say('장비', 'Equipment'),
      severity: say('중증도·병기', 'Severity or stage'),
      other: say('그 밖', 'Other'),
    },
  }),
  group: line({ label: say('집단', 'Group'), max: 100 }),
  subjects: whole({ label: say('대상자 수', 'Subjects') }),
  positives: optional(whole({ label: say('양성 수', 'Positives') })),
}

const splits = {
  part: choice({ label: say('구분', 'Part'), choices: parts }),
  subjects: whole({ label: say('대상자 수', 'Subjects') }),
  items: whole({ label: say('건수', 'Items') }),
  sha256: optional(line({ label: say('내용 해시', 'Content hash'), pattern: sha256Pattern })),
}

const agreement = {
  measure: line({ label: say('일치도 지표', 'Measure of agreement'), max: 80 }),
  estimate: decimal({ label: say('추정값', 'Estimate') }),
  lower: decimal({ label: say('하한', 'Lower') }),
  upper: decimal({ label: say('상한', 'Upper') }),
  n: whole({ label: say('건수', 'n') }),
}

const quality = {
  measure: line({ label: say('품질 지표', 'Quality measure') }),
  limit: line({ label: say('기준', 'Limit'), max: 80 }),
  result: line({ label: say('결과', 'Result'), max: 80 }),
  met: yesNo({ label: say('충족', 'Met') }),
}

const needsIrbNumber = neededWhen('ethics', ['approved', 'exempt'], {
  needed: 'irbNumber',
  because: say('IRB 승인·면제 번호를 적으십시오.', 'Give the number of the IRB approval or exemption.'),
})

/** One version of a dataset with its card: where it comes from, by what right, whom it shows and what it lacks. */
export const dataset = kind({
  name: 'dataset',
  code: 'DAT',
  domain: 'models',
  title: say('데이터셋', 'Dataset'),
  plural: say('데이터셋', 'Datasets'),
  about: say(
    '학습·시험에 쓰는 데이터 한 판의 출처, 적법성, 구성, 라벨, 한계를 적습니다. ISO/IEC 42001 A.4.3·A.7, 시행규칙 제29조(적법하게 수집한 데이터)가 요구합니다.',
    'One version of training or test data: source, right to use, make-up, labels and limits, as ISO/IEC 42001 A.4.3 and A.7 and the Rule Art. 29 (lawfully collected data) ask.',
  ),
  titleField: 'name',
  life: guarded(controlled, ['submit'], [needsIrbNumber]),
  reviewMonths: 12,
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('데이터셋명', 'Name'), searched: true }),
    version: line({ label: say('버전', 'Version'), listed: true, max: 60 }),
    purposes: choices({ label: say('쓰임', 'Used for'), listed: true, choices: parts }),
    description: prose({
      label: say('설명', 'Description'),
      help: say(
        '무엇을, 어떤 임상 질문을 위해 모았는지 적습니다.',
        'What was collected, for which clinical question.',
      ),
    }),
    modality: later(line({ label: say('데이터 종류', 'Kind of data'), listed: true })),
    derivedFrom: optional(
      refs('dataset', {
        label: say('원본 데이터셋', 'Derived from'),
        reverse: say('파생 데이터셋', 'Derived datasets'),
      }),
    ),
    suppliers: optional(
      refs('supplier', {
        label: say('데이터 제공자', 'Data suppliers'),
        reverse: say('제공한 데이터셋', 'Datasets supplied'),
      }),
    ),
    sites: optional(
      refs('site', {
        label: say('수집 기관', 'Collecting sites'),
        reverse: say('수집한 데이터셋', 'Datasets collected'),
      }),
    ),
    sources: later(rows({ label: say('출처별 수집 내역', 'Sources'), columns: sources })),
    legalBasis: later(choice({ label: say('법적 근거', 'Legal basis'), choices: bases })),
    legalBasisDetail: later(
      prose({
        label: say('적법 수집 근거', 'Why collection and use are lawful'),
        help: say(
          '동의서, 계약, 심의 결과를 조항과 함께 적습니다(ISO/IEC 42001 A.7.3).',
          'Consent, contract or review with its article (ISO/IEC 42001 A.7.3).',
        ),
      }),
    ),
    ethics: later(
      choice({
        label: say('연구윤리 심의(IRB)', 'Ethics review (IRB)'),
        choices: {
          approved: say('승인', 'Approved'),
          exempt: say('심의 면제', 'Exempt'),
          'not-needed': say('대상 아님', 'Not needed'),
        },
      }),
    ),
    irbNumber: optional(line({ label: say('IRB 번호', 'IRB number'), searched: true, max: 80 })),
    rightsFiles: optional(files({ label: say('승인서·계약서', 'Approvals and agreements') })),
    identifiability: later(
      choice({
        label: say('식별 수준', 'Identifiability'),
        choices: {
          identifiable: say('개인정보', 'Identifiable'),
          pseudonymised: say('가명처리', 'Pseudonymised'),
          anonymised: say('익명처리', 'Anonymised'),
        },
      }),
    ),
    deidentification: later(prose({ label: say('비식별 조치와 확인', 'De-identification and its check') })),
    inclusion: later(prose({ label: say('선정 기준', 'Inclusion criteria') })),
    exclusion: later(
      prose({ label: say('제외 기준과 제외 건수', 'Exclusion criteria and numbers excluded') }),
    ),
    subjects: later(whole({ label: say('대상자 수', 'Subjects'), listed: true })),
    items: later(whole({ label: say('건수', 'Items') })),
    population: later(rows({ label: say('인구 구성', 'Population'), columns: population })),
    referenceStandard: later(prose({ label: say('참조 표준', 'Reference standard') })),
    labelProcess: later(
      prose({
        label: say('라벨링 방법', 'Labelling'),
        help: say(
          '라벨러 자격·인원, 눈가림, 불일치 조정 방법(ISO/IEC 42001 A.7.6).',
          'Who labels, blinding, how disagreement is settled (ISO/IEC 42001 A.7.6).',
        ),
      }),
    ),
    agreement: optional(
      rows({ label: say('판독자 간 일치도', 'Agreement of labellers'), columns: agreement }),
    ),
    preparation: later(prose({ label: say('전처리', 'Preparation') })),
    splitUnit: later(
      choice({
        label: say('분할 단위', 'Split by'),
        help: say(
          '같은 환자가 학습과 시험에 함께 들지 않아야 합니다.',
          'No patient may be in training and test alike.',
        ),
        choices: {
          patient: say('환자', 'Patient'),
          study: say('검사', 'Study'),
          site: say('기관', 'Site'),
          time: say('시기', 'Time'),
          whole: say('분할하지 않음', 'Not split'),
        },
      }),
    ),
    splits: later(rows({ label: say('분할', 'Splits'), columns: splits })),
    quality: later(rows({ label: say('품질 기준과 결과', 'Quality limits and results'), columns: quality })),
    biasChecks: later(prose({ label: say('편향 점검', 'Bias checks') })),
    knownGaps: later(
      prose({
        label: say('알려진 한계', 'Known gaps'),
        help: say(
          '적게 포함된 집단, 빠진 조건, 추정 라벨.',
          'Groups too few, conditions missing, labels inferred.',
        ),
      }),
    ),
    licence: later(line({ label: say('이용 조건(라이선스)', 'Licence') })),
    keepUntil: later(day({ label: say('보존 기한', 'Keep until') })),
    disposal: later(prose({ label: say('보존·파기 방법', 'Keeping and disposal') })),
    contentSha256: later(
      line({
        label: say('내용 해시(SHA-256)', 'Content hash (SHA-256)'),
        help: say(
          '파일 목록(매니페스트)의 해시. 바뀌면 새 판입니다.',
          'Hash of the manifest; another hash is another version.',
        ),
        searched: true,
        pattern: sha256Pattern,
      }),
    ),
    manifest: later(file({ label: say('파일 목록(매니페스트)', 'Manifest') })),
    leakCheck: optional(
      choice({
        label: say('분할 간 누출 확인', 'Leak between splits'),
        help: say(
          '매니페스트를 제출하면 시스템이 적고, 검토 요청 때 다시 대조합니다. 직접 적지 않습니다.',
          'Written by the house when a manifest is submitted, and compared again on submission; not for entry by hand.',
        ),
        choices: {
          'subjects-and-items': say('대상자·내용 모두 없음', 'None, by subject and by content'),
          'items-only': say('내용은 없음, 대상자는 모름', 'None by content; subjects not told'),
          'not-split': say('분할하지 않음', 'Not split'),
        },
      }),
    ),
    cards: optional(files({ label: say('받은 데이터 카드(원본)', 'Data cards as they came') })),
    location: optional(line({ label: say('보관 위치', 'Kept at') })),
  },
})
