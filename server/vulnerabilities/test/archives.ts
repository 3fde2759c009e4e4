import { crc32, deflateRawSync } from 'node:zlib'

export type Packed = {
  readonly name: string
  readonly bytes: Buffer
  readonly mode?: number
  readonly flags?: number
  /** Said in the directory instead of the true size. */
  readonly statedSize?: number
  /** The directory entry points at the local header of this earlier one. */
  readonly at?: number
}

/** A ZIP written by hand, so that it can lie as an attacker's would. */
export function zipOf(files: readonly Packed[]): Buffer {
  const locals: Buffer[] = []
  const directory: Buffer[] = []
  const offsets: number[] = []
  let offset = 0
  for (const { name, bytes, mode = 0o100644, flags = 0, statedSize = bytes.length, at } of files) {
    const packed = deflateRawSync(bytes, { level: 1 })
    const common = Buffer.alloc(26)
    common.writeUInt16LE(20, 0)
    common.writeUInt16LE(flags, 2)
    common.writeUInt16LE(8, 4)
    common.writeUInt32LE(crc32(bytes), 10)
    common.writeUInt32LE(packed.length, 14)
    common.writeUInt32LE(statedSize, 18)
    common.writeUInt16LE(Buffer.byteLength(name), 22)
    const local = Buffer.concat([Buffer.from('PK\u0003\u0004'), common, Buffer.from(name), packed])
    offsets.push(offset)
    const tail = Buffer.alloc(14)
    tail.writeUInt32LE((mode << 16) >>> 0, 6)
    tail.writeUInt32LE(at === undefined ? offset : (offsets[at] ?? 0), 10)
    directory.push(
      Buffer.concat([Buffer.from('PK\u0001\u0002\u0014\u0003'), common, tail, Buffer.from(name)]),
    )
    if (at === undefined) {
      locals.push(local)
      offset += local.length
    }
  }
  const listed = Buffer.concat(directory)
  const end = Buffer.alloc(22)
  end.write('PK\u0005\u0006', 'latin1')
  end.writeUInt16LE(files.length, 8)
  end.writeUInt16LE(files.length, 10)
  end.writeUInt32LE(listed.length, 12)
  end.writeUInt32LE(offset, 16)
  return Buffer.concat([...locals, listed, end])
}

/** The least OSV record that affects one version of one npm package. */
export function advisoryOf(id: string, more: object = {}) {
  return {
    id,
    modified: '2026-01-01T00:00:00Z',
    summary: `about ${id}`,
    affected: [
      {
        package: { ecosystem: 'npm', name: 'brittle' },
        ranges: [{ type: 'SEMVER', events: [{ introduced: '0' }, { fixed: '2.0.0' }] }],
      },
    ],
    ...more,
  }
}

export const json = (value: unknown): Buffer => Buffer.from(JSON.stringify(value))
