import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { say, type Words } from '@maek/domain/words.ts'
import { type Restoration, restore } from './reports/restore.ts'

/*
 * node server/restore.ts BACKUP.zip --data FOLDER [--signer OLD-DATA/signer]
 * Puts a backup back into an empty folder (and the empty database of DATABASE_URL, if set) and proves that nothing is
 * missing, or names what is. Exit code 0: all of it is there. 1: something is missing, or nothing was restored.
 */

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: { data: { type: 'string' }, signer: { type: 'string' } },
})
const tell = ({ ko, en }: Words) => process.stdout.write(`${ko}\n${en}\n`)

const [backup] = positionals
if (backup === undefined || values.data === undefined || positionals.length > 1) {
  tell(
    say(
      '사용법: node server/restore.ts 백업.zip --data 빈폴더 [--signer 예전데이터/signer]',
      'Usage: node server/restore.ts BACKUP.zip --data EMPTY-FOLDER [--signer OLD-DATA/signer]',
    ),
  )
  process.exit(1)
}

const answer = await restore({
  backup,
  folder: resolve(values.data),
  url: process.env['DATABASE_URL'],
  signer: values.signer,
  say: tell,
})
if (answer.ok) report(answer.value)
else tell(answer.refusal.because)
process.exitCode = answer.ok && answer.value.losses.count === 0 ? 0 : 1

function report({ manifest, manifestSha256, files, entries, records, losses }: Restoration): void {
  tell(
    say(
      `${manifest.madeAt}에 만든 백업: 기록 ${records}건, 원장 항목 ${entries}개, 파일 ${files}개. 목록 SHA-256 ${manifestSha256}`,
      `Backup made at ${manifest.madeAt}: ${records} records, ${entries} ledger entries, ${files} files. Manifest SHA-256 ${manifestSha256}`,
    ),
  )
  for (const line of losses.lines) tell(line)
  tell(
    losses.count === 0
      ? say(
          '빠진 것이 없습니다. 모든 기록과 파일이 원장·체크포인트와 같습니다.',
          'Nothing is missing: every record and file agrees with the ledger and its checkpoint.',
        )
      : say(
          `빠지거나 바뀐 것이 ${losses.count}건 있습니다. 위 목록을 확인하고, 이 상태로 업무를 계속하지 마십시오.`,
          `${losses.count} things are missing or changed. See the list above, and do not go on working in this state.`,
        ),
  )
}
