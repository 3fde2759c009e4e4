import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { filesOfZip, isOutsidePresent } from '@maek/domain/components/test/outside-files.ts'
import { queryOf } from '@maek/domain/vulnerabilities/match.ts'
import fc from 'fast-check'
import { expect, test } from 'vitest'
import { accepted, rowsOf } from '../../test/house-records.ts'
import { takeInSbom } from '../components/intake.ts'
import { advisoryOf } from './test/archives.ts'
import { notAffected, triageHouse } from './test/triage-house.ts'

/* Real SBOMs, taken in one by one and all at once: whoever waits with others gets what they would get alone. */

const archives = ['sboms/cyclonedx-bom-examples.zip', 'sboms/spdx-examples.zip', 'sboms/bom-shelter-a.zip']
const bytesMax = 60_000

type Document = { readonly name: string; readonly bytes: Buffer }

function documents(): Document[] {
  const found = archives.flatMap((archive) => [...filesOfZip(archive)])
  return found.flatMap(([path, bytes], n) =>
    bytes.length <= bytesMax && readSbom(bytes).ok ? [{ name: `${n}-${path.split('/').at(-1)}`, bytes }] : [],
  )
}

/** Whether a vulnerability could be found in it. */
function asks({ bytes }: Document): boolean {
  const read = readSbom(bytes)
  return read.ok && read.value.components.some((one) => queryOf(one)?.version !== undefined)
}

/** Some of both, in any order: without a finding nothing would be compared. */
function mixed(all: readonly Document[]): fc.Arbitrary<Document[]> {
  const { asking = [], mute = [] } = Object.groupBy(all, (one) => (asks(one) ? 'asking' : 'mute'))
  return fc
    .tuple(
      fc.shuffledSubarray(asking, { minLength: 12, maxLength: 25 }),
      fc.shuffledSubarray(mute, { minLength: 8, maxLength: 15 }),
    )
    .map((parts) => parts.flat())
    .chain((some) => fc.shuffledSubarray(some, { minLength: some.length }))
}

/** An advisory for every third package that anything is asked of. */
function advisories(all: readonly Document[]) {
  const asked = new Map<string, { readonly ecosystem: string; readonly name: string }>()
  for (const { bytes } of all) {
    const read = readSbom(bytes)
    for (const one of read.ok ? read.value.components : []) {
      const query = queryOf(one)
      if (query)
        asked.set(`${query.ecosystem} ${query.name}`, { ecosystem: query.ecosystem, name: query.name })
    }
  }
  return [...asked.values()]
    .filter((_, n) => n % 3 === 0)
    .map((at, n) =>
      advisoryOf(`OSV-${n}`, {
        aliases: n % 2 === 0 ? [`CVE-2026-${10_000 + (n >> 2)}`] : [],
        affected: [{ package: at, ranges: [{ type: 'ECOSYSTEM', events: [{ introduced: '0' }] }] }],
      }),
    )
}

/** All that an intake writes beside the record, with SBOMs named by their file. */
const tables = {
  version: `select encode(key, 'hex') as key, type, name, version, purl, cpe, ecosystem, package, queried_version
    from component_version`,
  line: `select file, position, encode(component, 'hex') as component, reference, licences, hashes, supplier, scope,
    part_of, needs, gaps, details from sbom_component join named on named.id = sbom_id`,
  reading: `select file, subject, roots, quality, faults, fault_count from sbom_reading join named on named.id = sbom_id`,
  question:
    "select encode(component, 'hex') as component, via, ecosystem, package, asked from component_query",
  finding: `select encode(component, 'hex') as component, vulnerability, aliases, advisories, summary, how, fixed_in,
    score, vector, severity, rank, is_standing, state, decided_until from finding`,
  place: `select file, vulnerability, encode(component, 'hex') as component, grade, state, decided_until
    from finding_place join named on named.id = sbom_id`,
  found: 'select vulnerability, in_triage, affected, accepted, fixed, not_affected from found_vulnerability',
  alias: 'select alias, vulnerability from found_alias',
}

type Answers = readonly { readonly name: string; readonly told: unknown }[]

/** What stands after these SBOMs: the tables, in one order, and what each sender was told. */
async function outcome(
  all: readonly Document[],
  { isTogether, known }: { readonly isTogether: boolean; readonly known: readonly object[] },
) {
  const at = await triageHouse()
  try {
    const release = await at.release('1.0.0')
    await at.feed(...known)
    const rows = (from: number, to: number) =>
      Array.from({ length: to - from }, (_, n) => ({ vulnerability: `OSV-${2 * (from + n) + 1}` }))
    await at.decided({ ...notAffected, vulnerabilities: rows(0, 5), scope: 'all' })
    await at.decided({ ...notAffected, vulnerabilities: rows(5, 9), scope: 'release', releases: [release] })
    const take = async ({ name, bytes }: Document) => {
      const { record: _, ...told } = accepted(await takeInSbom(at.house, at.actor, { bytes, name, release }))
      return { name, told }
    }
    const answers: { name: string; told: unknown }[] = []
    if (isTogether) answers.push(...(await Promise.all(all.map(take))))
    else for (const one of all) answers.push(await take(one))
    const stored: Record<string, unknown> = {}
    for (const [name, sql] of Object.entries(tables)) {
      const found = await rowsOf<{ row: string }>(
        at.house,
        at.organisation,
        `with named as (select id, body -> 'file' ->> 'name' as file from record where kind = 'sbom')
         select row.*::text as row from (${sql}) row order by 1`,
      )
      stored[name] = found.map(({ row }) => row)
    }
    const order = await rowsOf<{ file: string }>(
      at.house,
      at.organisation,
      `select body -> 'file' ->> 'name' as file from record where kind = 'sbom' order by ledger_index`,
    )
    return { answers: byName(answers), stored, order: order.map(({ file }) => file) }
  } finally {
    await at.house.close()
  }
}

const byName = (answers: Answers): Answers =>
  [...answers].sort((left, right) => (left.name < right.name ? -1 : 1))

test.skipIf(!isOutsidePresent(...archives))(
  'real SBOMs taken in together give what they give one by one (skipped without the outside data)',
  { timeout: 300_000 },
  async () => {
    const all = documents()
    expect(all.length).toBeGreaterThan(50)
    await fc.assert(
      fc.asyncProperty(mixed(all), async (some) => {
        const known = advisories(some)
        const together = await outcome(some, { isTogether: true, known })
        const place = new Map(together.order.map((name, n) => [name, n]))
        // One by one in the order of the ledger: of two descriptions of one version the first stands.
        const inOrder = some.toSorted(
          (left, right) => (place.get(left.name) ?? Infinity) - (place.get(right.name) ?? Infinity),
        )
        const alone = await outcome(inOrder, { isTogether: false, known })
        expect(together.answers).toEqual(alone.answers)
        for (const name of Object.keys(tables))
          expect(together.stored[name], name).toEqual(alone.stored[name])
        expect(together.stored.finding).not.toEqual([])
      }),
      { numRuns: 2 },
    )
  },
)
