import { type Checked, sound, unsound } from './answer.ts'
import { base64Bytes, base64Text, decimalNumber, utf8Bytes, utf8Text } from './bytes.ts'
import { type TrustedHead, verifyHead } from './head.ts'
import { hashLeaf, verifyInclusion } from './merkle.ts'
import type { Policy } from './policy.ts'

/** Proof of one entry (C2SP tlog-proof@v1). `extra` is carried but not authenticated. */
export type Proof = {
  readonly index: number
  readonly path: readonly Uint8Array[]
  /** The signed checkpoint with all its signature lines. */
  readonly checkpoint: Uint8Array
  readonly extra?: Uint8Array
}

const header = 'c2sp.org/tlog-proof@v1'
const proofBytesMax = 2_000_000
const pathMax = 63

/** The text of a `.tlog-proof` file. */
export function proofText(proof: Proof): string {
  const note = utf8Text(proof.checkpoint)
  if (note === undefined) throw new Error('proofText: the checkpoint is not text')
  const extra = proof.extra === undefined ? '' : `extra ${base64Text(proof.extra)}\n`
  const path = proof.path.map((hash) => `${base64Text(hash)}\n`).join('')
  return `${header}\n${extra}index ${proof.index}\n${path}\n${note}`
}

/** Reads a `.tlog-proof` file; nothing is verified yet. */
export function parseProof(bytes: Uint8Array): Checked<Proof> {
  const text = bytes.length > proofBytesMax ? undefined : utf8Text(bytes)
  const split = text?.indexOf('\n\n') ?? -1
  if (text === undefined || split < 0) return malformed()
  const lines = text.slice(0, split).split('\n')
  if (lines.shift() !== header || lines.length > pathMax + 2) return malformed()
  const extraLine = lines[0]?.startsWith('extra ') === true ? lines.shift() : undefined
  const extra = extraLine === undefined ? undefined : base64Bytes(extraLine.slice('extra '.length))
  if (extraLine !== undefined && extra === undefined) return malformed()
  const indexLine = lines.shift() ?? ''
  const index = indexLine.startsWith('index ') ? decimalNumber(indexLine.slice('index '.length)) : undefined
  const path: Uint8Array[] = []
  for (const line of lines) {
    const hash = base64Bytes(line)
    if (hash?.length !== 32) return malformed()
    path.push(hash)
  }
  if (index === undefined || path.length > pathMax) return malformed()
  const checkpoint = utf8Bytes(text.slice(split + 2))
  return sound(extra === undefined ? { index, path, checkpoint } : { index, path, checkpoint, extra })
}

/** Whether the leaf stands in a log the policy trusts: signature, quorum, then inclusion. */
export function verifyProof(leaf: Uint8Array, proofBytes: Uint8Array, policy: Policy): Checked<TrustedHead> {
  const proof = parseProof(proofBytes)
  if (!proof.ok) return proof
  const head = verifyHead(proof.value.checkpoint, policy)
  if (!head.ok) return head
  const { index, path } = proof.value
  const { size, root } = head.value
  if (!verifyInclusion({ index, size, root, path, leafHash: hashLeaf(leaf) })) {
    return unsound(
      '이 항목은 체크포인트의 원장에 들어 있지 않습니다.',
      'The entry is not in the log under this checkpoint.',
      `index ${index}`,
    )
  }
  return head
}

function malformed() {
  return unsound('증명 파일의 형식이 잘못되었습니다.', 'The proof file is malformed.')
}
