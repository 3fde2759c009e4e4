/*
 * The signer: a process of its own with its own key files and its own memory of what it signed last. It has no
 * network and no database. A server that was broken into, or a database restored from yesterday, cannot get a
 * signature on another past from it. Started by signer.ts; speaks one JSON object a line on standard input and
 * output. Usage: node signer-process.ts FOLDER
 */
import { randomBytes } from 'node:crypto'
import { existsSync, readFileSync } from 'node:fs'
import { chmod, mkdir } from 'node:fs/promises'
import { join } from 'node:path'
import { createInterface } from 'node:readline'
import { base64Bytes, base64Text } from '@maek/ledger/bytes.ts'
import { checkpointText } from '@maek/ledger/checkpoint.ts'
import {
  keyTypes,
  makeSignerKey,
  parseSignerKey,
  type SignerKey,
  signerKeyText,
  verifierKeyText,
} from '@maek/ledger/keys.ts'
import { signNote } from '@maek/ledger/note.ts'
import { decideGrowth, type Head } from '@maek/ledger/signer.ts'
import { writeDurably } from '../files/store.ts'
import { fastSha256 } from './hash.ts'
import type { SignerReply, SignerRequest } from './signer.ts'
import { readMemory, signerFiles } from './signer-files.ts'

const folder = process.argv[2]
if (folder === undefined) throw new Error('usage: signer-process FOLDER')

const keys = new Map<string, SignerKey>()
const keyFile = (origin: string) => signerFiles(folder, origin).key
const stateFile = (origin: string) => signerFiles(folder, origin).memory

async function keyOf(origin: string): Promise<SignerKey> {
  const known = keys.get(origin)
  if (known) return known
  const key = existsSync(keyFile(origin)) ? readKey(origin) : await enrol(origin)
  keys.set(origin, key)
  return key
}

function readKey(origin: string): SignerKey {
  const parsed = parseSignerKey(readFileSync(keyFile(origin), 'utf8').trim())
  if (!parsed.ok) throw new Error(`key file of ${origin}: ${parsed.refusal.because.en}`)
  return parsed.value
}

/** A log never seen before gets a key once; a log that was signed before but lost its key does not get another. */
async function enrol(origin: string): Promise<SignerKey> {
  if (existsSync(stateFile(origin)))
    throw new Error(`the key of ${origin} is missing although it was signed before`)
  const key = makeSignerKey(origin, keyTypes.note, randomBytes(32))
  await writeDurably(keyFile(origin), Buffer.from(`${signerKeyText(key)}\n`))
  await chmod(keyFile(origin), 0o400)
  return key
}

const heldOf = (origin: string): Promise<Head | undefined> => readMemory(folder, origin)

async function reply(request: SignerRequest): Promise<SignerReply> {
  const key = await keyOf(request.origin)
  const held = await heldOf(request.origin)
  const verificationKey = verifierKeyText(key)
  if (request.ask === 'held')
    return {
      id: request.id,
      status: 200,
      verificationKey,
      size: held?.size ?? 0,
      root: held ? base64Text(held.root) : '',
    }
  const root = base64Bytes(request.root)
  const proof = request.proof.map((hash) => base64Bytes(hash))
  if (!root || proof.some((hash) => hash === undefined))
    return { id: request.id, status: 400, because: 'root or proof is not base64' }
  const path = proof.filter((hash) => hash !== undefined)
  const answer = decideGrowth(held, { old: request.old, size: request.size, root, proof: path }, fastSha256)
  if (answer.status === 409)
    return { id: request.id, status: 409, size: answer.size, because: answer.because.en }
  if (answer.status !== 200) return { id: request.id, status: answer.status, because: answer.because.en }
  // The memory is on disk before the signature exists: killed in between, it signs the same head again, never another.
  await writeDurably(stateFile(request.origin), Buffer.from(`${request.size} ${base64Text(root)}\n`))
  return {
    id: request.id,
    status: 200,
    verificationKey,
    note: signNote(checkpointText({ origin: request.origin, size: request.size, root }), [key]),
  }
}

await mkdir(join(folder, 'keys'), { recursive: true, mode: 0o700 })
// One request at a time: check, store and sign are one step.
for await (const line of createInterface({ input: process.stdin })) {
  // Only our own parent writes here, and it writes SignerRequest.
  const request = JSON.parse(line) as SignerRequest
  const answer = await reply(request).catch(
    (error: unknown): SignerReply => ({
      id: request.id,
      status: 500,
      because: error instanceof Error ? error.message : String(error),
    }),
  )
  process.stdout.write(`${JSON.stringify(answer)}\n`)
}
