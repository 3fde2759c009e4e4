import { bodyIs } from '../conditions.ts'
import { choice, decimal, file, later, line, moment, optional, ref, rows, whole } from '../field.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

export const observationContents = {
  predictions: say('예측', 'Predictions'),
  labels: say('정답', 'Labels'),
} as const

/**
 * Received, counted, and never edited: a batch that was wrong is withdrawn with its reason or replaced by another that
 * names it, and stays readable either way.
 */
const batchLife = life({
  initial: 'received',
  states: {
    received: { label: say('접수', 'Received'), tone: 'waiting' },
    'in-use': { label: say('반영됨', 'In use'), tone: 'good', closed: true },
    superseded: { label: say('대체됨', 'Superseded'), tone: 'neutral', ended: true },
    withdrawn: { label: say('철회', 'Withdrawn'), tone: 'neutral', ended: true },
  },
  actions: {
    use: {
      label: say('반영', 'Take into use'),
      from: ['received'],
      to: 'in-use',
      permission: 'write',
      guards: [
        // What did not come through the intake was never checked for personal data.
        bodyIs(
          (body) => body.checkedBy !== undefined,
          say(
            '관측 자료 등록을 거치지 않아 개인정보를 확인하지 못했습니다. 파일을 관측 자료로 올리십시오.',
            'It did not come through the intake of observations, so nobody looked for personal data. Send the file there.',
          ),
        ),
      ],
    },
    supersede: {
      label: say('새 자료로 대체', 'Supersede'),
      from: ['in-use'],
      to: 'superseded',
      permission: 'write',
      reason: true,
    },
    withdraw: {
      label: say('철회', 'Withdraw'),
      from: ['received', 'in-use'],
      to: 'withdrawn',
      permission: 'retire',
      reason: true,
    },
  },
})

/** Predictions of one model in the field, or labels that came for them later: the bytes as they were sent. */
export const observationBatch = kind({
  name: 'observation-batch',
  code: 'OBS',
  domain: 'monitoring',
  title: say('관측 자료', 'Observation batch'),
  plural: say('관측 자료', 'Observation batches'),
  about: say(
    '사용 현장에서 온 예측이나 나중에 확인된 정답을 받은 그대로 보관합니다. EU AI법 제72조(시판 후 모니터링), ISO/IEC 42001 A.6.2.6의 근거입니다.',
    'Predictions from the field, or labels found later, kept as they came: the base of EU AI Act Art. 72 (post-market monitoring) and ISO/IEC 42001 A.6.2.6.',
  ),
  titleField: 'name',
  life: batchLife,
  // What did not come through the intake was never checked for personal data.
  byHouse: {
    records: say(
      '파일을 관측 자료로 등록하면(현장 성능 화면, maek observe, API) 시스템이 만듭니다.',
      'The system makes it when a file is registered as observations (page of field performance, maek observe, API).',
    ),
  },
  retention: deviceFileRetention,
  fields: {
    name: line({ label: say('자료명', 'Name'), searched: true, max: 255 }),
    contents: choice({ label: say('내용', 'Contents'), listed: true, choices: observationContents }),
    modelVersion: ref('model-version', {
      label: say('모델', 'Model'),
      listed: true,
      reverse: say('관측 자료', 'Observations'),
    }),
    release: optional(
      ref('release', { label: say('릴리스', 'Release'), reverse: say('관측 자료', 'Observations') }),
    ),
    site: optional(ref('site', { label: say('사용처', 'Site'), reverse: say('관측 자료', 'Observations') })),
    from: later(moment({ label: say('시작', 'From'), listed: true })),
    to: later(moment({ label: say('끝', 'To'), listed: true })),
    rows: later(whole({ label: say('행 수', 'Rows'), listed: true })),
    repeated: optional(
      whole({
        label: say('중복으로 뺀 행', 'Rows left out as repeated'),
        help: say(
          '같은 파일 안에 똑같이 두 번 있던 행입니다.',
          'Rows that stood twice in the file, word for word.',
        ),
      }),
    ),
    columns: later(
      rows({
        label: say('열의 뜻', 'Meaning of columns'),
        columns: {
          column: line({ label: say('열', 'Column'), max: 100 }),
          means: line({ label: say('뜻', 'Means'), max: 100 }),
        },
      }),
    ),
    file: later(
      file({
        label: say('원본 파일', 'Original file'),
        help: say(
          '받은 바이트 그대로입니다. 계산용 파일은 언제든 이것에서 다시 만듭니다.',
          'The bytes as received; what is counted is made from them at any time.',
        ),
      }),
    ),
    supersedes: optional(
      ref('observation-batch', {
        label: say('대체하는 자료', 'Supersedes'),
        reverse: say('이 자료를 대체한 자료', 'Superseded by'),
      }),
    ),
    checkedBy: optional(
      line({
        label: say('점검', 'Checked by'),
        help: say(
          '개인정보와 형식을 확인한 규칙입니다.',
          'The rules it was checked with for personal data and form.',
        ),
        max: 100,
      }),
    ),
    threshold: optional(
      decimal({
        label: say('판정 임계값', 'Operating point'),
        help: say('파일에 판정이 없을 때 쓰였던 값', 'In force when the file gives no decision'),
      }),
    ),
  },
})
