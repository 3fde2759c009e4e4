import { hash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readFile } from 'node:fs/promises'
import { join } from 'node:path'
import { base64Bytes } from '@maek/ledger/bytes.ts'
import type { Head } from '@maek/ledger/signer.ts'

/** Where the signer keeps the key of a log and its memory of what it signed last. */
export function signerFiles(
  folder: string,
  origin: string,
): { readonly key: string; readonly memory: string } {
  const name = hash('sha256', origin, 'hex')
  return { key: join(folder, 'keys', name), memory: join(folder, 'signed', name) }
}

/** The size and root signed last for a log; undefined when it was never signed. */
export async function readMemory(folder: string, origin: string): Promise<Head | undefined> {
  const { memory } = signerFiles(folder, origin)
  if (!existsSync(memory)) return undefined
  const [size, root] = (await readFile(memory, 'utf8')).trim().split(' ')
  const bytes = base64Bytes(root ?? '')
  if (bytes?.length !== 32 || !/^\d+$/.test(size ?? '')) throw new Error(`the memory of ${origin} is damaged`)
  return { size: Number(size), root: bytes }
}
