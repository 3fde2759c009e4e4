import { type Checked, sound, unsound } from './answer.ts'
import { base64Bytes, base64Text, decimalNumber } from './bytes.ts'

/** A log's head: its name, how many entries it holds, and the root over them. */
export type Checkpoint = { readonly origin: string; readonly size: number; readonly root: Uint8Array }

/** The note text of a checkpoint (C2SP tlog-checkpoint/v1.0.0), without extension lines: ML-DSA would not cover them. */
export function checkpointText(checkpoint: Checkpoint): string {
  const { origin, size, root } = checkpoint
  if (origin === '' || origin.includes('\n')) throw new Error('checkpointText: not an origin')
  if (!Number.isSafeInteger(size) || size < 0 || root.length !== 32)
    throw new Error('checkpointText: not a head')
  return `${origin}\n${size}\n${base64Text(root)}\n`
}

/** Reads a checkpoint text. Extension lines are allowed by the format and ignored; empty ones are refused. */
export function parseCheckpoint(text: string): Checked<Checkpoint> {
  const [origin, count, encoded, ...rest] = text.split('\n')
  const size = decimalNumber(count ?? '')
  const root = base64Bytes(encoded ?? '')
  const closed = rest.pop() === '' && !rest.includes('')
  if (origin === undefined || origin === '' || size === undefined || root?.length !== 32 || !closed) {
    return unsound('체크포인트의 형식이 잘못되었습니다.', 'The checkpoint is malformed.')
  }
  return sound({ origin, size, root })
}
