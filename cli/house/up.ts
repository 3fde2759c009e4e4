import { dirname } from 'node:path'
import { accept } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { expectWords } from '../arguments.ts'
import type { Command } from '../command.ts'
import { dataFolder } from '../connection.ts'
import { houseFile, runNode, runProgram } from './child.ts'

export const up: Command = {
  name: 'up',
  title: say('서버를 시작합니다', 'Start the server'),
  usage: ['up [--empty] [--port NUMBER] [--host ADDRESS] [--data FOLDER]'],
  about: say(
    '처음 시작하면 샘플 회사를 만들고, 관리자 등록 주소와 이 CLI의 토큰(DATA/cli-token)을 남깁니다. Ctrl-C로 멈춥니다.',
    'The first start makes a sample company, prints the link to become administrator and leaves a token for this CLI in DATA/cli-token. Ctrl-C stops it.',
  ),
  options: {
    empty: { takes: 'switch', about: say('샘플 회사 없이 시작합니다.', 'Begin without the sample company.') },
    port: {
      takes: 'text',
      value: 'NUMBER',
      about: say('포트. 없으면 PORT, 그다음 4173.', 'Port; else PORT, then 4173.'),
    },
    host: {
      takes: 'text',
      value: 'ADDRESS',
      about: say(
        '듣는 주소. 없으면 HOST, 그다음 127.0.0.1.',
        'Address to listen on; else HOST, then 127.0.0.1.',
      ),
    },
  },
  run: async (asked, terminal) => {
    const words = expectWords(asked, [0, 0], 'up [--empty] [--port NUMBER] [--data FOLDER]')
    if (!words.ok) return words
    const args = ['--data', dataFolder(asked, terminal)]
    if (asked.on('empty')) args.push('--empty')
    for (const name of ['port', 'host']) {
      const value = asked.text(name)
      if (value !== undefined) args.push(`--${name}=${value}`)
    }
    const exit = await runNode(houseFile('server/main.ts'), args, { terminal, quiet: asked.on('json') })
    return accept({ exit, json: { exit }, lines: [] })
  },
}

export const bench: Command = {
  name: 'bench',
  title: say('성능을 잽니다', 'Measure performance'),
  usage: ['bench'],
  about: say('저장소의 npm run bench를 실행합니다.', "Runs the repository's npm run bench."),
  options: {},
  run: async (asked, terminal) => {
    const words = expectWords(asked, [0, 0], 'bench')
    if (!words.ok) return words
    const folder = dirname(houseFile('package.json'))
    const exit = await runProgram('npm', ['run', 'bench'], { terminal, quiet: asked.on('json'), folder })
    return accept({ exit, json: { exit }, lines: [] })
  },
}
