import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { say, type Words } from '@maek/domain/words.ts'
import { openDatabase } from './database/open.ts'
import { databasePlace } from './database/place.ts'
import { discrepancyLines } from './ledger/discrepancies.ts'
import { reconcile } from './ledger/reconcile.ts'
import { listOrganisations } from './organisations.ts'

/*
 * node server/reconcile.ts --data FOLDER
 * Compares every row with the log and says what was changed behind it (trust 4.3). With the built-in database stop the
 * server first; one on DATABASE_URL may run on. Exit code 0: they agree. 1: they do not, or could not be compared.
 */

const { values } = parseArgs({
  options: { data: { type: 'string', default: process.env['MAEK_DATA'] ?? 'data' } },
})
const tell = ({ ko, en }: Words) => process.stdout.write(`${ko}\n${en}\n`)

const url = process.env['DATABASE_URL']
const opened = await openDatabase({
  url,
  folder: url ? '' : await databasePlace(resolve(values.data), tell),
  log: tell,
})
if (!opened.ok) {
  tell(opened.refusal.because)
  process.exit(1)
}
const database = opened.value
let disagreements = 0
try {
  for (const { id, name } of await listOrganisations(database)) {
    const { entries, records, found } = await reconcile(database, id)
    tell(
      say(
        `${name.ko}: 기록 ${records}건을 원장 항목 ${entries}개와 대조했습니다.`,
        `${name.en}: ${records} records compared with ${entries} ledger entries.`,
      ),
    )
    for (const line of discrepancyLines(found)) tell(line)
    for (const count of found.counts.values()) disagreements += count
  }
} finally {
  await database.close()
}
tell(
  disagreements === 0
    ? say('모두 일치합니다.', 'They agree.')
    : say(`${disagreements}건이 원장과 다릅니다.`, `${disagreements} disagree with the ledger.`),
)
process.exitCode = disagreements === 0 ? 0 : 1
