import { accept } from '@maek/domain/refusal.ts'
import { makePack } from '@maek/domain/reports/api.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../arguments.ts'
import { instantOf, instantOption } from '../assurance/instant.ts'
import type { Command } from '../command.ts'
import { connect } from '../connection.ts'
import { download, saveOptions } from '../download.ts'
import { savedLines } from '../saved.ts'

export const pack: Command = {
  name: 'pack',
  title: say('심사 자료집을 만들어 저장합니다', 'Make an inspection pack and save it'),
  usage: ['pack --framework ID --out FILE [--as-of TIME]'],
  about: say(
    '준비도 답변, 기록, 파일, 서명, 원장 전체와 검증 프로그램을 ZIP 하나에 담습니다. 받은 사람은 maek verify로 서버 없이 확인합니다.',
    'Answers, records, files, signatures, the whole ledger and a verifier in one ZIP. Whoever receives it checks it with maek verify, without a server.',
  ),
  options: {
    framework: {
      takes: 'text',
      value: 'ID',
      about: say('프레임워크. 목록: maek readiness', 'Framework; list: maek readiness'),
    },
    'as-of': instantOption,
    ...saveOptions,
  },
  run: async (asked, terminal) => {
    const framework = needed(asked, 'framework')
    if (!framework.ok) return framework
    const asOf = instantOf(asked)
    if (!asOf.ok) return asOf
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const saved = await download(connection.value, makePack, {
      input: { framework: framework.value, asOf: asOf.value },
      asked,
      label: say('자료집', 'Pack')[asked.language],
    })
    return saved.ok
      ? accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
      : saved
  },
}
