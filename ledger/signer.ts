import type { Words } from './answer.ts'
import { base64Bytes, decimalNumber, equalBytes, utf8Bytes, utf8Text } from './bytes.ts'
import { parseCheckpoint } from './checkpoint.ts'
import { type Sha256, sha256 } from './hash.ts'
import type { VerifierKey } from './keys.ts'
import { verifyConsistency } from './merkle.ts'
import { parseNote, verifySignatures } from './note.ts'

/** What a signer or witness last signed for a log. It must be on disk before the signature leaves the house. */
export type Head = { readonly size: number; readonly root: Uint8Array }

/** A wish to have a new head signed, with the proof that it only grew. `old` is what the asker believes is held. */
export type GrowthRequest = {
  readonly old: number
  readonly size: number
  readonly root: Uint8Array
  readonly proof: readonly Uint8Array[]
}

/** The codes of C2SP tlog-witness/v1.0.0; 409 carries the size held, so that the asker can prove from there. */
export type GrowthAnswer =
  | { readonly status: 200; readonly head: Head }
  | { readonly status: 409; readonly because: Words; readonly size: number }
  | { readonly status: 400 | 422; readonly because: Words }

/**
 * The one rule of every signer: sign only consistent growth of what was signed last, never two roots for one
 * size. Pure; the caller holds the lock, stores the head durably, then signs. Nothing held counts as size 0.
 */
export function decideGrowth(
  held: Head | undefined,
  request: GrowthRequest,
  hash: Sha256 = sha256,
): GrowthAnswer {
  const { old, size, root, proof } = request
  if (!isCount(old) || !isCount(size) || root.length !== 32 || old > size || proof.length > 63) {
    return {
      status: 400,
      because: say('요청의 크기가 잘못되었습니다.', 'The sizes in the request are wrong.'),
    }
  }
  const last = held ?? { size: 0, root: hash(new Uint8Array(0)) }
  if (old !== last.size) {
    const because = say('마지막으로 서명한 크기와 다릅니다.', 'The old size is not the one last signed.')
    return { status: 409, size: last.size, because }
  }
  if (size === old || old === 0) {
    if (proof.length > 0) return wrong('증명이 있어서는 안 됩니다.', 'No proof may be given here.')
    if (size === old && !equalBytes(root, last.root)) {
      return wrong('같은 크기에 다른 루트입니다.', 'The same size has another root.')
    }
    return { status: 200, head: { size, root } }
  }
  const grows = verifyConsistency(
    { first: old, second: size, firstRoot: last.root, secondRoot: root, path: proof },
    hash,
  )
  return grows
    ? { status: 200, head: { size, root } }
    : wrong('이어서 자란 원장이라는 증명이 맞지 않습니다.', 'The consistency proof is wrong.')
}

/** A log a witness serves: its keys and the head last cosigned. */
export type WitnessedLog = { readonly keys: readonly VerifierKey[]; readonly held: Head | undefined }

export type WitnessAnswer =
  | { readonly status: 200; readonly origin: string; readonly head: Head; readonly checkpointText: string }
  | { readonly status: 409; readonly because: Words; readonly size: number }
  | { readonly status: 400 | 403 | 404 | 422; readonly because: Words }

/** The decision on one `add-checkpoint` body. Check and store must be one atomic step of the caller. */
export function decideAddCheckpoint(
  body: Uint8Array,
  findLog: (origin: string) => WitnessedLog | undefined,
  hash: Sha256 = sha256,
): WitnessAnswer {
  const asked = parseAddCheckpoint(body)
  if (asked === undefined)
    return { status: 400, because: say('요청의 형식이 잘못되었습니다.', 'The request is malformed.') }
  const note = parseNote(asked.note)
  if (!note.ok) return { status: 400, because: note.refusal.because }
  const checkpoint = parseCheckpoint(note.value.text)
  if (!checkpoint.ok) return { status: 400, because: checkpoint.refusal.because }
  const { origin, size, root } = checkpoint.value
  const log = findLog(origin)
  if (log === undefined) return { status: 404, because: say('모르는 원장입니다.', 'The log is not known.') }
  const signed = verifySignatures(note.value, log.keys)
  if (!signed.ok) return { status: 403, because: signed.refusal.because }
  const answer = decideGrowth(log.held, { old: asked.old, size, root, proof: asked.proof }, hash)
  if (answer.status !== 200) return answer
  return { status: 200, origin, head: answer.head, checkpointText: note.value.text }
}

/** The body of an `add-checkpoint` request: what to send to a witness, or carry to it on a stick. */
export function addCheckpointText(old: number, proof: readonly string[], signedCheckpoint: string): string {
  return `old ${old}\n${proof.map((hash) => `${hash}\n`).join('')}\n${signedCheckpoint}`
}

type AddCheckpoint = {
  readonly old: number
  readonly proof: readonly Uint8Array[]
  readonly note: Uint8Array
}

function parseAddCheckpoint(body: Uint8Array): AddCheckpoint | undefined {
  const text = body.length > 1_100_000 ? undefined : utf8Text(body)
  const split = text?.indexOf('\n\n') ?? -1
  if (text === undefined || split < 0) return undefined
  const [first = '', ...lines] = text.slice(0, split).split('\n')
  const old = first.startsWith('old ') ? decimalNumber(first.slice('old '.length)) : undefined
  if (old === undefined || lines.length > 63) return undefined
  const proof: Uint8Array[] = []
  for (const line of lines) {
    const hash = base64Bytes(line)
    if (hash?.length !== 32) return undefined
    proof.push(hash)
  }
  return { old, proof, note: utf8Bytes(text.slice(split + 2)) }
}

function wrong(ko: string, en: string): GrowthAnswer {
  return { status: 422, because: say(ko, en) }
}

function say(ko: string, en: string): Words {
  return { ko, en }
}

function isCount(value: number): boolean {
  return Number.isSafeInteger(value) && value >= 0
}
