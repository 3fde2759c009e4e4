import { randomUUID } from 'node:crypto'
import type { OpenHouse } from '@maek/server/start.ts'
import pg from 'pg'
import { benchActor, decided, inHouse, kindNamed, type Place } from './house.ts'
import type { BenchRow } from './row.ts'

const seconds = 5

/** A supplier as people enter it: about 700 bytes of body. */
const body = {
  name: '가온클라우드 주식회사',
  supplies: ['cloud'],
  offering: 'GPU 추론 클라우드, 서울 리전',
  criticality: 'high',
  outsourcedProcess: false,
  handlesPersonalData: true,
  country: '대한민국',
  purchaseRequirements: '가용성 99.9 %, 데이터 국내 보관, 보안패치 30일 안 적용, 변경 60일 전 통지',
  criteria: '보안 인증, 가용성 실적, 침해 통지 체계, 복구 시험 결과',
  incomingCheck: '배포 이미지의 해시와 서명을 확인하고 시험 환경에서 회귀시험을 한다.',
}

/** Acknowledged acts a second through the whole write path, beside a bare insert of the same row by as many clients. */
export async function benchActs(place: Place): Promise<BenchRow[]> {
  return inHouse(place, async (house) => {
    const rows: BenchRow[] = []
    for (const clients of [1, 64]) {
      const bare = await measureBare(house, clients)
      const acts = await measureActs(house, clients)
      rows.push({
        what: `${place.name}: acknowledged acts, ${clients} ${clients === 1 ? 'client' : 'clients'}`,
        measured: `${acts.toFixed(0)}/s; bare insert ${bare.toFixed(0)}/s`,
        ratio: bare / acts,
        bound: clients === 64 ? 'at most 2.5 × a bare insert' : '',
        met: clients === 64 ? bare / acts <= 2.5 : null,
      })
    }
    return rows
  })
}

async function measureActs(house: OpenHouse, clients: number): Promise<number> {
  const actor = await benchActor(house)
  const kind = kindNamed('supplier')
  return perSecond(clients, async () => {
    const committed = await house.committer.commit({
      organisation: actor.organisation,
      decisions: [decided(kind, body, { actor, at: house.now() })],
      key: { key: randomUUID(), request: Buffer.alloc(32) },
    })
    if (!committed.ok) throw new Error(committed.refusal.because.en)
  })
}

/** The same row, one insert and one commit each, on as many connections as clients; the table has the record's indexes. */
async function measureBare(house: OpenHouse, clients: number): Promise<number> {
  await house.database.owner.query(
    'drop table if exists bare; create table bare (like record including indexes)',
  )
  // One connection a client, as far as the server has them to give.
  const limit = await house.database.owner.query<{ n: number }>(
    "select current_setting('max_connections')::int - 30 as n",
  )
  const pool = new pg.Pool({
    connectionString: house.database.url,
    max: Math.min(clients, limit.rows[0]?.n ?? 20),
  })
  const organisation = randomUUID()
  const json = JSON.stringify(body)
  try {
    let n = 0
    return await perSecond(clients, async () => {
      n += 1
      const at = house.now()
      await pool.query(
        `insert into bare (org_id, id, kind, number, title, state, version, edition, author_id, author_name, created_at, updated_at, ledger_index, search, body)
         values ($1, $2, 'supplier', $3, $4, 'candidate', 1, 0, 'bench', 'Bench', $5, $5, $6, $7, $8)`,
        [organisation, randomUUID(), `SUP-2026-${n}`, body.name, at, n, `sup-2026-${n} ${body.name}`, json],
      )
    })
  } finally {
    await pool.end()
  }
}

async function perSecond(clients: number, act: () => Promise<void>): Promise<number> {
  const from = performance.now()
  const until = from + seconds * 1000
  let done = 0
  await Promise.all(
    Array.from({ length: clients }, async () => {
      while (performance.now() < until) {
        await act()
        done += 1
      }
    }),
  )
  return (done * 1000) / (performance.now() - from)
}

if (import.meta.main) {
  for (const row of await benchActs({
    name: process.env.DATABASE_URL ? 'PostgreSQL' : 'embedded',
    url: process.env.DATABASE_URL,
  })) {
    process.stdout.write(`${row.what}: ${row.measured}, ratio ${row.ratio?.toFixed(2)}\n`)
  }
}
