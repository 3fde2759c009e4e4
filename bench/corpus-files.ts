import { mkdir, readFile, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { inflateRawSync } from 'node:zlib'

const outside = new URL('../../shared/data/', import.meta.url)
const archives = ['bom-shelter-a', 'cyclonedx-bom-examples', 'spdx-examples']

/** Advisories of every ecosystem of the outside data, as they are imported: names and zip bytes. */
export const advisoryEcosystems = ['PyPI', 'crates.io', 'Go', 'Bitnami', 'OSS-Fuzz', 'AlmaLinux']

export function advisoryArchive(ecosystem: string): Promise<Buffer> {
  return readFile(new URL(`osv/${ecosystem}/all.zip`, outside))
}

/** Unpacks the SBOMs of the outside data into a folder; answers their paths. */
export async function unpackCorpus(folder: string): Promise<string[]> {
  await mkdir(folder, { recursive: true })
  const paths: string[] = []
  for (const archive of archives) {
    for (const [name, bytes] of filesOfZip(await readFile(new URL(`sboms/${archive}.zip`, outside)))) {
      if (/\.(md|txt)$/.test(name)) continue
      const path = join(folder, `${String(paths.length).padStart(4, '0')}-${name.split('/').at(-1)}`)
      await writeFile(path, bytes)
      paths.push(path)
    }
  }
  return paths
}

export function* filesOfZip(bytes: Buffer): Generator<readonly [string, Buffer]> {
  const end = bytes.lastIndexOf(Buffer.from('PK\x05\x06', 'latin1'))
  let at = bytes.readUInt32LE(end + 16)
  for (let left = bytes.readUInt16LE(end + 10); left > 0; left--) {
    const method = bytes.readUInt16LE(at + 10)
    const size = bytes.readUInt32LE(at + 20)
    const nameLength = bytes.readUInt16LE(at + 28)
    const name = bytes.toString('utf8', at + 46, at + 46 + nameLength)
    const local = bytes.readUInt32LE(at + 42)
    at += 46 + nameLength + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32)
    if (name.endsWith('/')) continue
    const start = local + 30 + bytes.readUInt16LE(local + 26) + bytes.readUInt16LE(local + 28)
    const packed = bytes.subarray(start, start + size)
    yield [name, method === 0 ? packed : inflateRawSync(packed)]
  }
}
