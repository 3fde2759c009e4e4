// A program that dies: it opens the built-in database on the folder given, writes rows one commit at a time, and
// says each number only once its commit is acknowledged. `server/database/crash.test.ts` kills it.
import { openEmbedded } from '@maek/server/database/embedded.ts'
import { openPool } from '@maek/server/database/pool.ts'

const [, , folder = '', first = '0'] = process.argv
const opened = await openEmbedded({ folder })
if (!opened.ok) throw new Error(opened.refusal.because.en)
const pool = openPool({ url: opened.value.url, connectionsMax: 1 })
await pool.query('create table if not exists written (number bigint primary key)')
for (let number = Number(first); ; number += 1) {
  await pool.query('insert into written (number) values ($1)', [number])
  process.stdout.write(`${number}\n`)
}
