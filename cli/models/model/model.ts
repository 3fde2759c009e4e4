import { type Answer, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { Asked, Command, Outcome, Terminal } from '../../command.ts'
import { connect } from '../../connection.ts'
import { saveOptions } from '../../download.ts'
import { card } from './card.ts'
import { decide } from './decide.ts'
import { impact } from './impact.ts'
import { on } from './on.ts'
import { trace } from './trace.ts'
import { verify } from './verify.ts'

const usage = [
  'model card MOD-… [--format markdown|html|pdf|json] [--out FILE] [--language ko|en|both]',
  'model verify MOD-…|--expect SHA256 FILE [--site SIT-…] [--release REL-…] [--only-compare]',
  'model decide MOD-… [--record]',
  'model trace OBS-…|MOD-…',
  'model on SIT-… YYYY-MM-DD',
  'model impact IMP-…|AIS-…',
]

/** What is known of one model version: its card, its copies, its change, its past. */
export const model: Command = {
  name: 'model',
  title: say('모델 카드, 무결성, 갱신 판단, 추적', 'Model card, integrity, update decision, trace'),
  usage,
  about: say(
    'card는 기록에서 모델 카드를 만듭니다. verify는 이 컴퓨터에서 파일의 해시를 계산해 승인된 값과 비교하고 점검 기록을 남깁니다(다르면 1로 끝남). decide는 새 버전이 변경관리 계획서 범위인지 조항별로 판단합니다(범위 밖이거나 판단할 수 없으면 1). trace는 현장 예측에서 학습데이터와 IRB까지, on은 그날 그 사용처에서 쓰던 모델을, impact는 영향평가의 근거 사실과 재평가 필요 여부를 보여 줍니다.',
    'card makes the model card from the records. verify hashes the file on this machine, compares it with the approved hash and keeps a record of the check (leaves with 1 when it differs). decide judges a new version by the change plan, provision by provision (1 when outside it or undecided). trace goes from field predictions to training data and IRB, on tells which model ran at a site on a day, impact shows the facts of an impact assessment and whether it still holds.',
  ),
  options: {
    format: {
      takes: 'text',
      value: 'markdown|html|pdf|json',
      about: say('카드의 형식.', 'Format of the card.'),
    },
    language: {
      takes: 'text',
      value: 'ko|en|both',
      about: say('카드의 언어. both는 PDF와 JSON만.', 'Language of the card; both for PDF and JSON only.'),
    },
    expect: {
      takes: 'text',
      value: 'SHA256',
      about: say('서버 없이 이 해시와 비교합니다.', 'Compare with this hash, without a server.'),
    },
    site: { takes: 'text', value: 'SIT-…', about: say('점검한 사용처.', 'Site that was checked.') },
    release: { takes: 'text', value: 'REL-…', about: say('점검한 릴리스.', 'Release that was checked.') },
    'only-compare': {
      takes: 'switch',
      about: say('비교만 하고 기록하지 않습니다.', 'Compare only; keep no record.'),
    },
    record: {
      takes: 'switch',
      about: say('판단을 기록으로 남깁니다.', 'Keep the decision as a record to be signed.'),
    },
    ...saveOptions,
  },
  run: async (asked, terminal) => {
    const [part, ...rest] = asked.words
    if (part === 'verify') return verify(asked, terminal, rest)
    const served = parts.get(part ?? '')
    if (!served || rest.length !== (part === 'on' ? 2 : 1)) return misused
    return connected(asked, terminal, (connection) => served(connection, asked, rest))
  },
}

// A map and no object: `constructor` is a word people can type.
const parts = new Map(Object.entries({ card, decide, trace, on, impact }))

type Connected = Parameters<typeof card>[0]

async function connected(
  asked: Asked,
  terminal: Terminal,
  work: (connection: Connected) => Promise<Answer<Outcome>>,
): Promise<Answer<Outcome>> {
  const connection = await connect(asked, terminal)
  return connection.ok ? work(connection.value) : connection
}

const misused = refuse(
  'invalid',
  say(
    `사용법:\n${usage.map((line) => `maek ${line}`).join('\n')}`,
    `Usage:\n${usage.map((line) => `maek ${line}`).join('\n')}`,
  ),
)
