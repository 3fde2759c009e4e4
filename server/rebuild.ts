import { resolve } from 'node:path'
import { parseArgs } from 'node:util'
import { say, type Words } from '@maek/domain/words.ts'
import { openDatabase } from './database/open.ts'
import { databasePlace } from './database/place.ts'
import { inTransaction, withOrganisation } from './database/scope.ts'
import { listOrganisations } from './organisations.ts'
import { askForRebuild, rebuildAll } from './vulnerabilities/rebuild.ts'

/*
 * node server/rebuild.ts --data FOLDER
 * Works out again everything that stands beside the records about findings: names, decisions, states, questions,
 * matches. No record changes. With the built-in database stop the server first; one on DATABASE_URL may run on.
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
try {
  for (const { id } of await listOrganisations(database)) {
    await withOrganisation(database, id, (client) => inTransaction(client, () => askForRebuild(client, id)))
  }
  const log = (line: Readonly<Record<string, unknown>>) => process.stderr.write(`${JSON.stringify(line)}\n`)
  await rebuildAll({ database, log, now: () => new Date().toISOString() })
  tell(say('모두 다시 계산했습니다.', 'Everything has been worked out again.'))
} finally {
  await database.close()
}
