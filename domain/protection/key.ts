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
  whole,
} from '../field.ts'
import { type Body, kind } from '../kind.ts'
import { deviceFileRetention } from '../retentions.ts'
import { say } from '../words.ts'
import { keyLife } from './key-life.ts'

const purposes = {
  'code-signing': say('코드·업데이트 서명', 'Code and update signing'),
  'data-encryption': say('데이터 암호화', 'Data encryption'),
  transport: say('통신 암호화(TLS)', 'Transport (TLS)'),
  authentication: say('인증', 'Authentication'),
  'record-signing': say('기록·문서 서명', 'Record signing'),
  pseudonymisation: say('가명처리', 'Pseudonymisation'),
  'key-wrapping': say('키 보호', 'Key wrapping'),
} as const

const storages = {
  hsm: say('HSM', 'HSM'),
  tpm: say('TPM·보안 요소', 'TPM or secure element'),
  kms: say('클라우드 KMS', 'Cloud KMS'),
  keystore: say('소프트웨어 키 저장소', 'Software key store'),
  offline: say('오프라인 매체', 'Offline medium'),
} as const

const event = {
  on: day({ label: say('일자', 'On') }),
  act: choice({
    label: say('행위', 'Act'),
    choices: {
      generated: say('생성', 'Generated'),
      distributed: say('배포', 'Distributed'),
      rotated: say('교체', 'Rotated'),
      'backed-up': say('백업', 'Backed up'),
      restored: say('복구', 'Restored'),
      reviewed: say('접근권한 검토', 'Access reviewed'),
      revoked: say('폐지', 'Revoked'),
    },
  }),
  role: line({ label: say('수행자(직책)', 'Done by (role)'), max: 100 }),
  note: optional(line({ label: say('비고', 'Note'), max: 300 })),
}

// Forms in which people paste key material by mistake; the register must never hold a secret (MFDS notice Art. 9).
const secretMarks =
  /-----BEGIN [A-Z0-9 ]*PRIVATE KEY|AGE-SECRET-KEY-1|PuTTY-User-Key-File|openssh-key-v1|"(?:d|k)"\s*:\s*"[A-Za-z0-9_-]{20,}"|\b(?:sk|rk)_live_[A-Za-z0-9]{16,}/

function fieldWithSecret(body: Body): string | undefined {
  return Object.keys(body).find((name) => secretMarks.test(leaves(body[name]).join('\n')))
}

/** Every text inside a value: of rows too, as it was typed and not as JSON would escape it. */
function leaves(value: unknown): string[] {
  if (typeof value === 'string') return [value]
  if (typeof value !== 'object' || value === null) return []
  return Object.values(value).flatMap(leaves)
}

/** The register of cryptographic keys: what each is for, where it lies and who holds it, and never the key itself. */
export const key = kind({
  name: 'key',
  code: 'KEY',
  domain: 'protection',
  title: say('암호화 키', 'Cryptographic key'),
  plural: say('암호화 키', 'Cryptographic keys'),
  about: say(
    '암호화 키 대장. 보안지침 제9조의 보관, 유효기간, 교체, 접근 제한, 백업·복구를 키마다 적습니다. 키 값은 절대 적지 않습니다.',
    'The key register MFDS notice Art. 9 asks for: storage, validity, rotation, access, backup and recovery of each key. Never the key value itself.',
  ),
  titleField: 'name',
  life: keyLife,
  sealed: { active: ['algorithm', 'bits', 'identifier', 'createdOn'], deactivated: ['identifier'] },
  reviewMonths: 12,
  retention: deviceFileRetention,
  check: (body) => {
    const secret = fieldWithSecret(body)
    if (secret !== undefined) {
      return {
        field: secret,
        because: say(
          '키 값으로 보이는 내용이 있습니다. 지우고, 이미 드러났다면 키를 교체하십시오.',
          'This looks like key material. Remove it, and replace the key if others have seen it.',
        ),
      }
    }
    if (body.createdOn !== undefined && body.expiresOn !== undefined && body.expiresOn < body.createdOn) {
      return {
        field: 'expiresOn',
        because: say('만료일이 생성일보다 이릅니다.', 'It expires before it was created.'),
      }
    }
    return null
  },
  fields: {
    name: line({ label: say('키 이름', 'Name'), searched: true }),
    purposes: choices({ label: say('용도', 'Purpose'), listed: true, choices: purposes }),
    owner: ref('person', {
      label: say('책임자', 'Owner'),
      listed: true,
      reverse: say('책임지는 키', 'Keys owned'),
    }),
    algorithm: later(
      line({
        label: say('알고리즘', 'Algorithm'),
        help: say(
          '예: Ed25519, AES-256-GCM, ARIA-256. 국가·국제 표준 알고리즘을 씁니다.',
          'Such as Ed25519, AES-256-GCM, ARIA-256; standard algorithms only.',
        ),
        listed: true,
        max: 60,
      }),
    ),
    bits: later(whole({ label: say('키 길이', 'Length'), unit: say('비트', 'bits'), min: 64, max: 16_384 })),
    identifier: later(
      line({
        label: say('식별자', 'Identifier'),
        help: say(
          '공개키 지문, 인증서 일련번호, KMS 키 번호. 키 값이 아닙니다.',
          'Public-key fingerprint, certificate serial or KMS key id; never the key.',
        ),
        searched: true,
        max: 200,
      }),
    ),
    storage: later(choice({ label: say('보관 방식', 'Storage'), choices: storages })),
    location: later(
      line({
        label: say('보관 위치', 'Kept at'),
        help: say('보호하는 데이터와 다른 곳이어야 합니다.', 'Apart from the data it protects.'),
      }),
    ),
    custodians: later(
      refs('person', { label: say('접근 가능자', 'Custodians'), reverse: say('접근하는 키', 'Keys held') }),
    ),
    access: later(prose({ label: say('접근 제한', 'Access control') })),
    createdOn: later(day({ label: say('생성일', 'Created on') })),
    expiresOn: later(day({ label: say('만료일', 'Expires on'), listed: true, sorted: true })),
    rotationMonths: later(
      whole({ label: say('교체 주기', 'Rotation'), unit: say('개월', 'months'), min: 1, max: 240 }),
    ),
    rotatedOn: optional(day({ label: say('최근 교체일', 'Last rotated on') })),
    backup: later(
      prose({
        label: say('백업과 복구', 'Backup and recovery'),
        help: say('복구 시험일도 적습니다.', 'With the day recovery was tested.'),
      }),
    ),
    replacement: later(prose({ label: say('노출 시 절차', 'If compromised') })),
    devices: optional(
      refs('device', { label: say('사용 제품', 'Devices'), reverse: say('암호화 키', 'Keys') }),
    ),
    suppliers: optional(
      refs('supplier', { label: say('보관 공급자', 'Suppliers'), reverse: say('보관하는 키', 'Keys kept') }),
    ),
    measures: optional(
      refs('measure', { label: say('보호조치', 'Measures'), reverse: say('암호화 키', 'Keys') }),
    ),
    replaces: optional(
      ref('key', { label: say('이전 키', 'Replaces'), reverse: say('다음 키', 'Replaced by') }),
    ),
    log: later(rows({ label: say('수명주기 기록', 'Life-cycle log'), columns: event })),
    destroyedOn: optional(day({ label: say('파기일', 'Destroyed on') })),
    destruction: optional(prose({ label: say('파기 방법', 'How it was destroyed') })),
    evidence: optional(files({ label: say('증빙', 'Evidence') })),
  },
})
