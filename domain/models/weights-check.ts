import { choice, day, later, line, optional, prose, ref, whole } from '../field.ts'
import { neededWhen } from '../guards.ts'
import { kind } from '../kind.ts'
import { life } from '../life.ts'
import { sha256Pattern } from '../patterns.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'

/** Written down as it was found; a copy that differs stays open until somebody says what was done about it. */
const checkLife = life({
  initial: 'found',
  states: {
    found: { label: say('결과 기록됨', 'Result on record'), tone: 'waiting', editable: true },
    confirmed: { label: say('확인됨', 'Confirmed'), tone: 'good', closed: true },
    void: { label: say('무효', 'Void'), tone: 'neutral', ended: true },
  },
  actions: {
    confirm: {
      label: say('결과 확인', 'Confirm the result'),
      from: ['found'],
      to: 'confirmed',
      permission: 'approve',
      signs: 'verification',
      fourEyes: true,
      complete: true,
      approves: true,
      guards: [
        neededWhen('result', ['altered'], {
          needed: 'action',
          because: say(
            '파일이 다릅니다. 원인과 조치를 적으십시오(보안지침 제10조).',
            'The file differs: write down the cause and what was done (MFDS notice Art. 10).',
          ),
        }),
      ],
    },
    void: {
      label: say('무효 처리', 'Void it'),
      from: ['found', 'confirmed'],
      to: 'void',
      permission: 'retire',
      reason: true,
    },
  },
})

/** That a copy of the weights, wherever it runs, is byte for byte the approved model, or that it is not. */
export const weightsCheck = kind({
  name: 'weights-check',
  code: 'WCK',
  domain: 'models',
  title: say('모델 무결성 점검', 'Model integrity check'),
  plural: say('모델 무결성 점검', 'Model integrity checks'),
  about: say(
    '배포된 가중치 파일이 승인된 모델과 같은지 해시로 확인한 기록입니다. 보안지침 제6조·제10조(무단 변경 확인)와 ISO/IEC 42001 A.6.2.5의 근거입니다.',
    'That a deployed weights file is the approved model, checked by its hash: MFDS security notice Arts. 6 and 10 (unauthorised change) and ISO/IEC 42001 A.6.2.5.',
  ),
  titleField: 'name',
  life: checkLife,
  sealed: { '*': ['modelVersion', 'expected', 'found', 'result'] },
  retention: deviceFileRetention,
  // Whoever writes it, the verdict is what the two hashes say.
  check: ({ expected, found, result }) =>
    (expected === found) === (result === 'same')
      ? null
      : {
          field: 'result',
          because: say('점검 결과가 두 해시와 맞지 않습니다.', 'The result contradicts the two hashes.'),
        },
  fields: {
    name: line({ label: say('점검 대상', 'What was checked'), searched: true }),
    modelVersion: ref('model-version', {
      label: say('모델 버전', 'Model version'),
      listed: true,
      reverse: say('무결성 점검', 'Integrity checks'),
    }),
    expected: line({ label: say('승인된 해시(SHA-256)', 'Approved hash (SHA-256)'), pattern: sha256Pattern }),
    found: line({
      label: say('파일의 해시(SHA-256)', 'Hash of the file (SHA-256)'),
      pattern: sha256Pattern,
      searched: true,
    }),
    result: choice({
      label: say('결과', 'Result'),
      listed: true,
      choices: { same: say('일치', 'Same'), altered: say('불일치', 'Differs') },
    }),
    size: optional(whole({ label: say('파일 크기(바이트)', 'Size in bytes'), max: 2 ** 53 - 1 })),
    release: optional(
      ref('release', {
        label: say('점검한 릴리스', 'Release checked'),
        reverse: say('모델 무결성 점검', 'Model integrity checks'),
      }),
    ),
    site: optional(
      ref('site', {
        label: say('점검한 사용처', 'Site checked'),
        reverse: say('모델 무결성 점검', 'Model integrity checks'),
      }),
    ),
    checkedOn: later(day({ label: say('점검일', 'Checked on'), listed: true })),
    method: later(line({ label: say('점검 방법', 'How it was checked') })),
    action: optional(prose({ label: say('원인과 조치', 'Cause and what was done'), max: 8000 })),
  },
})
