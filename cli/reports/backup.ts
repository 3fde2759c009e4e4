import { existsSync } from 'node:fs'
import { resolve } from 'node:path'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { makeBackup } from '@maek/domain/reports/api.ts'
import { say } from '@maek/domain/words.ts'
import { expectWords, needed } from '../arguments.ts'
import type { Command } from '../command.ts'
import { connect, dataFolder } from '../connection.ts'
import { download, saveOptions } from '../download.ts'
import { houseFile, runNode } from '../house/child.ts'
import { savedLines } from '../saved.ts'

export const backup: Command = {
  name: 'backup',
  title: say('모든 자료를 파일 하나로 백업합니다', 'Back everything up into one file'),
  usage: ['backup --out FILE'],
  about: say(
    '기록, 파일, 서명, 원장을 한 시점의 모습 그대로 담습니다. 관리 권한이 필요합니다.',
    'Records, files, signatures and the ledger as of one moment. Needs the right to administer.',
  ),
  options: saveOptions,
  run: async (asked, terminal) => {
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const label = say('백업', 'Backup')[asked.language]
    const saved = await download(connection.value, makeBackup, { input: {}, asked, label })
    return saved.ok
      ? accept({ exit: 0, json: saved.value, lines: savedLines(saved.value, asked.language) })
      : saved
  },
}

export const restore: Command = {
  name: 'restore',
  title: say('백업을 새 데이터 폴더로 복구합니다', 'Restore a backup into a new data folder'),
  usage: ['restore FILE --data FOLDER [--signer FOLDER]'],
  about: say(
    '빠진 것이 없는지 원장으로 증명한 뒤에만 성공합니다. 서버를 멈춘 채로 실행합니다.',
    'Succeeds only once the ledger has proved that nothing is missing. Run it while no server uses the folder.',
  ),
  options: {
    signer: {
      takes: 'text',
      value: 'FOLDER',
      about: say(
        '예전 데이터 폴더의 signer. 있으면 원장이 같은 키로 이어집니다.',
        'The signer folder of the old data: with it the ledger continues under the same key.',
      ),
    },
  },
  run: async (asked, terminal) => {
    const words = expectWords(asked, [1, 1], 'restore FILE --data FOLDER')
    if (!words.ok) return words
    const data = needed(asked, 'data')
    if (!data.ok) return data
    const file = resolve(terminal.folder, asked.words[0] ?? '')
    if (!existsSync(file))
      return refuse('not-found', say(`파일이 없습니다: ${file}`, `There is no file ${file}`))
    const folder = dataFolder(asked, terminal)
    const signer = asked.text('signer')
    const args = [file, '--data', folder]
    if (signer !== undefined) args.push('--signer', resolve(terminal.folder, signer))
    const exit = await runNode(houseFile('server/restore.ts'), args, { terminal, quiet: asked.on('json') })
    return accept({ exit, json: { restored: exit === 0, file, data: folder }, lines: [] })
  },
}
