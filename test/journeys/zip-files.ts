import { createWriteStream, existsSync } from 'node:fs'
import { mkdir, writeFile } from 'node:fs/promises'
import { dirname, join } from 'node:path'
import { pipeline } from 'node:stream/promises'
import yazl from 'yazl'
import { openZip } from '../../cli/reports/pack-zip.ts'

/** One file of a ZIP, found by the end of its name. */
export async function fileIn(zip: string, ending: string): Promise<Buffer> {
  const source = await openZip(zip)
  try {
    const name = source.names.find((one) => one.endsWith(ending))
    if (name === undefined) throw new Error(`${zip} holds no file ${ending}`)
    return Buffer.from(source.bytesOf(name))
  } finally {
    source.close()
  }
}

/** Every file of a ZIP as somebody unpacks it. */
export async function unpack(zip: string, folder: string): Promise<readonly string[]> {
  const source = await openZip(zip)
  try {
    for (const name of source.names) {
      await mkdir(dirname(join(folder, name)), { recursive: true })
      await writeFile(join(folder, name), source.bytesOf(name))
    }
    return source.names
  } finally {
    source.close()
  }
}

/** The same ZIP again with one bit of one file turned, packed by another program so that no checksum tells. */
export async function withOneBitTurned(zip: string, name: string, to: string): Promise<void> {
  if (existsSync(to)) throw new Error(`${to} exists`)
  const source = await openZip(zip)
  try {
    const copy = new yazl.ZipFile()
    for (const one of source.names) {
      const bytes = Buffer.from(source.bytesOf(one))
      if (one === name) turnOneBit(bytes)
      copy.addBuffer(bytes, one)
    }
    copy.end()
    await pipeline(copy.outputStream, createWriteStream(to))
  } finally {
    source.close()
  }
}

/** In the middle, where nobody looks. */
export function turnOneBit(bytes: Buffer): void {
  const middle = Math.floor(bytes.length / 2)
  bytes.writeUInt8(bytes.readUInt8(middle) ^ 1, middle)
}
