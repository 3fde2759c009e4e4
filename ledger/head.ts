import { type Checked, sound, unsound } from './answer.ts'
import { type Checkpoint, parseCheckpoint } from './checkpoint.ts'
import { type Note, parseNote, verifySignatures } from './note.ts'
import { cosignerOf, meetsQuorum, type Policy } from './policy.ts'

/** A checkpoint the log itself signed, with the witnesses whose cosignatures hold. */
export type TrustedHead = Checkpoint & { readonly text: string; readonly cosigners: readonly string[] }

/** Whether a log of the policy signed this checkpoint under its own name. */
export function verifyLogSignature(note: Note, policy: Policy): Checked<Checkpoint> {
  const checkpoint = parseCheckpoint(note.text)
  if (!checkpoint.ok) return checkpoint
  const keys = policy.logs.filter((key) => key.name === checkpoint.value.origin)
  if (keys.length === 0) {
    const { origin } = checkpoint.value
    return unsound(
      `정책에 없는 원장입니다: ${origin}`,
      `The policy does not name this log: ${origin}`,
      'origin',
    )
  }
  const signed = verifySignatures(note, keys)
  return signed.ok ? checkpoint : signed
}

/** The policy's witnesses whose cosignatures under the note hold; one that does not hold refuses the note. */
export function verifyCosigners(note: Note, policy: Policy): Checked<readonly string[]> {
  const keys = policy.witnesses.map((witness) => witness.key)
  const known = note.signatures.filter((line) => keys.some((key) => cosignerOf(key) === cosignerOf(line)))
  if (known.length === 0) return sound([])
  const checked = verifySignatures({ ...note, signatures: known }, keys)
  if (checked.ok) return sound(checked.value.verified.map(cosignerOf))
  return verifiableLines(known, policy) ? checked : sound([])
}

// Lines of ML-DSA witnesses only: nothing this room can verify, so no cosigner and no fault.
function verifiableLines(lines: Note['signatures'], policy: Policy): boolean {
  const usable = policy.witnesses.filter((witness) => witness.key.publicKey.length === 32)
  return lines.some((line) => usable.some((witness) => cosignerOf(witness.key) === cosignerOf(line)))
}

/** A whole signed checkpoint under a policy: log signature, cosignatures, quorum. */
export function verifyHead(bytes: Uint8Array, policy: Policy): Checked<TrustedHead> {
  const note = parseNote(bytes)
  if (!note.ok) return note
  const checkpoint = verifyLogSignature(note.value, policy)
  if (!checkpoint.ok) return checkpoint
  const cosigners = verifyCosigners(note.value, policy)
  if (!cosigners.ok) return cosigners
  if (!meetsQuorum(policy, new Set(cosigners.value))) {
    return unsound(
      '증인 서명이 정책의 정족수에 못 미칩니다.',
      'The cosignatures do not meet the quorum of the policy.',
    )
  }
  return sound({ ...checkpoint.value, text: note.value.text, cosigners: cosigners.value })
}
