import { createReadStream, readdirSync, readFileSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { filesMax, type PackSource } from './pack-source.ts'

/**
 * A pack unpacked into a folder. Links are listed but never followed: a pack has none, and what one points to is not
 * of the pack. Names are compared in NFC, because some file systems hand Korean names back decomposed.
 */
export function openFolder(folder: string): PackSource {
  const files = new Map<string, { readonly path: string; readonly size: number }>()
  const names: string[] = []
  const waiting = ['']
  for (let under = waiting.pop(); under !== undefined; under = waiting.pop()) {
    for (const entry of readdirSync(join(folder, under), { withFileTypes: true })) {
      const name = under === '' ? entry.name : `${under}/${entry.name}`
      if (entry.isDirectory()) {
        waiting.push(name)
        continue
      }
      const known = name.normalize('NFC')
      names.push(known)
      if (names.length > filesMax) throw new Error('too many files')
      const path = join(folder, name)
      if (entry.isFile()) files.set(known, { path, size: statSync(path).size })
    }
  }
  const fileOf = (name: string) => {
    const file = files.get(name)
    if (!file) throw new Error('not a file of this folder')
    return file
  }
  return {
    names,
    sizeOf: (name) => files.get(name)?.size,
    bytesOf: (name) => readFileSync(fileOf(name).path),
    streamOf: (name) => createReadStream(fileOf(name).path),
    close: () => undefined,
  }
}
