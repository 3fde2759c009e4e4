import { once } from 'node:events'
import { readFile } from 'node:fs/promises'
import { readSbom } from '@maek/domain/components/read-sbom.ts'
import { indexAdvisories, matchPackage, packageKey, queryOf } from '@maek/domain/vulnerabilities/match.ts'
import { type Advisory, readAdvisory } from '@maek/domain/vulnerabilities/osv.ts'
import type pg from 'pg'
import { from as copyFrom } from 'pg-copy-streams'
import { advisoryArchive, advisoryEcosystems, filesOfZip } from './corpus-files.ts'

/*
 * The plain program W1 is measured against: it reads each file, parses it (JSON.parse for JSON, our reader for the
 * rest), matches in memory with the same rules, and copies lines and hits into two bare tables with their primary
 * keys, each in one COPY of one durable transaction. No ledger, no original kept, no tenants, no idempotency.
 */

type Line = { readonly name: string; readonly version: string; readonly purl: string }

export async function advisoryIndex(): Promise<ReadonlyMap<string, readonly Advisory[]>> {
  const advisories: Advisory[] = []
  for (const ecosystem of advisoryEcosystems) {
    for (const [, bytes] of filesOfZip(await advisoryArchive(ecosystem))) {
      const read = readAdvisory(JSON.parse(bytes.toString()))
      if (read.ok) advisories.push(read.value)
    }
  }
  return indexAdvisories(advisories)
}

/** Seconds of the plain program. The index of advisories stands before, as the house's advisories do. */
export async function floorSeconds(
  pool: pg.Pool,
  paths: readonly string[],
  index: ReadonlyMap<string, readonly Advisory[]>,
): Promise<{ seconds: number; lines: number; hits: number }> {
  const client = await pool.connect()
  try {
    await client.query(`drop table if exists floor_line, floor_hit;
      create table floor_line (sbom integer, position integer, name text, version text, purl text, primary key (sbom, position));
      create index on floor_line (purl);
      create table floor_hit (purl text, advisory text, primary key (purl, advisory))`)
    const start = performance.now()
    await client.query('begin')
    const lines = client.query(copyFrom('copy floor_line from stdin'))
    const asked = new Set<string>()
    let count = 0
    for (const [sbom, path] of paths.entries()) {
      const text: string[] = []
      for (const [position, line] of linesOf(await readFile(path)).entries()) {
        count++
        if (line.purl !== '') asked.add(`${line.purl}\u0000${line.version}`)
        text.push([sbom, position, clean(line.name), clean(line.version), clean(line.purl)].join('\t'))
      }
      if (text.length > 0 && !lines.write(`${text.join('\n')}\n`)) await once(lines, 'drain')
    }
    lines.end()
    await once(lines, 'finish')
    const hits = client.query(copyFrom('copy floor_hit from stdin'))
    const found = new Set<string>()
    for (const one of asked) {
      const [purl = '', version = ''] = one.split('\u0000')
      const query = queryOf({ reference: '', purl, version: version === '' ? undefined : version })
      if (!query) continue
      for (const { advisory } of matchPackage(query, index.get(packageKey(query)) ?? []))
        found.add(`${clean(purl)}\t${advisory.id}\n`)
    }
    hits.end([...found].join(''))
    await once(hits, 'finish')
    await client.query('commit')
    return { seconds: (performance.now() - start) / 1000, lines: count, hits: found.size }
  } finally {
    client.release()
  }
}

function linesOf(bytes: Buffer): Line[] {
  const first = bytes.subarray(0, 64).toString().trimStart()[0]
  if (first !== '{') {
    const read = readSbom(bytes)
    return read.ok
      ? read.value.components.map((one) => ({
          name: one.name,
          version: one.version ?? '',
          purl: one.purl ?? '',
        }))
      : []
  }
  const document = JSON.parse(bytes.toString())
  const lines: Line[] = []
  const push = (one: Record<string, unknown>, purl: unknown, version: unknown) =>
    lines.push({ name: String(one.name ?? ''), version: String(version ?? ''), purl: String(purl ?? '') })
  const waiting: Record<string, unknown>[] = [...(document.components ?? [])]
  for (let one = waiting.pop(); one; one = waiting.pop()) {
    push(one, one.purl, one.version)
    if (Array.isArray(one.components)) waiting.push(...one.components)
  }
  for (const one of document.packages ?? []) {
    const refs: { referenceType?: string; referenceLocator?: string }[] = one.externalRefs ?? []
    push(one, refs.find((ref) => ref.referenceType === 'purl')?.referenceLocator, one.versionInfo)
  }
  for (const one of document['@graph'] ?? [])
    if (/Package$/.test(String(one.type))) push(one, one.software_packageUrl, one.software_packageVersion)
  return lines
}

function clean(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: U+0000 is what COPY cannot take
  return text.toWellFormed().replace(/[\u0000\\\t\r\n]/g, ' ')
}
