import { ed25519 } from '@noble/curves/ed25519.js'
import { type Checked, sound, unsound } from './answer.ts'
import { base64Bytes, equalBytes, hexText, utf8Bytes, utf8Text } from './bytes.ts'
import { verifyCosignature, verifyEd25519 } from './cosignature.ts'
import { isKeyName, keyTypes, type SignerKey, type VerifierKey } from './keys.ts'
import { signatureLine } from './signature-line.ts'

/** One signature under a note; `signature` is what follows the key ID. */
export type NoteSignature = { readonly name: string; readonly id: string; readonly signature: Uint8Array }

/** A note that is well formed; nothing has been verified yet. */
export type Note = { readonly text: string; readonly signatures: readonly NoteSignature[] }

/** A note with at least one verified signature and none that a known key disowns. */
export type VerifiedNote = Note & {
  readonly verified: readonly NoteSignature[]
  readonly unknown: readonly NoteSignature[]
}

// Only newline and what is not below a space, C2SP signed-note.
const forbidden = /[^\n -\u{10ffff}]/u
const noteBytesMax = 1_000_000
const signatureLinesMax = 100

/** Splits a signed note (C2SP signed-note/v1.0.0) at its last empty line. */
export function parseNote(bytes: Uint8Array): Checked<Note> {
  if (bytes.length > noteBytesMax) return unsound('노트가 1 MB를 넘습니다.', 'The note exceeds 1 MB.')
  const whole = utf8Text(bytes)
  if (whole === undefined || forbidden.test(whole)) {
    return unsound('노트에 허용되지 않는 바이트가 있습니다.', 'The note holds bytes that are not allowed.')
  }
  const split = whole.lastIndexOf('\n\n')
  const lines = whole.slice(split + 2).split('\n')
  if (split < 0 || lines.pop() !== '' || lines.length === 0) {
    return unsound('노트에 서명란이 없습니다.', 'The note has no signature block.')
  }
  if (lines.length > signatureLinesMax) {
    return unsound('서명 줄이 100개를 넘습니다.', 'The note has more than 100 signature lines.')
  }
  const signatures: NoteSignature[] = []
  for (const line of lines) {
    const signature = parseSignatureLine(line)
    if (signature === undefined)
      return unsound('서명 줄의 형식이 잘못되었습니다.', 'A signature line is malformed.')
    signatures.push(signature)
  }
  return sound({ text: whole.slice(0, split + 1), signatures })
}

/** One line without its newline, or undefined. Base64 must be the only spelling of its bytes. */
export function parseSignatureLine(line: string): NoteSignature | undefined {
  const [dash, name, encoded, ...rest] = line.split(' ')
  const payload = base64Bytes(encoded ?? '')
  if (dash !== '—' || name === undefined || rest.length > 0 || payload === undefined) return undefined
  if (!isKeyName(name) || payload.length < 5) return undefined
  return { name, id: hexText(payload.subarray(0, 4)), signature: payload.subarray(4) }
}

/**
 * Verifies a note with known keys: unknown lines are ignored (that is how keys rotate), a bad signature of a
 * known key refuses the whole note, and so does a note no known key has signed.
 */
export function verifyNote(bytes: Uint8Array, keys: readonly VerifierKey[]): Checked<VerifiedNote> {
  const note = parseNote(bytes)
  return note.ok ? verifySignatures(note.value, keys) : note
}

/** As verifyNote, for a note already parsed. */
export function verifySignatures(note: Note, keys: readonly VerifierKey[]): Checked<VerifiedNote> {
  const verified: NoteSignature[] = []
  const unknown: NoteSignature[] = []
  const seen = new Set<string>()
  for (const line of note.signatures) {
    const [key, ...others] = keys.filter((known) => known.name === line.name && known.id === line.id)
    if (others.length > 0)
      return unsound(`같은 이름의 키가 둘입니다: ${line.name}`, `Two keys share name and ID: ${line.name}`)
    if (key === undefined || key.type === keyTypes.postQuantumCosignature) {
      if (!unknown.some((other) => isSameLine(other, line))) unknown.push(line)
      continue
    }
    const known = `${line.name}+${line.id}`
    if (seen.has(known)) continue
    seen.add(known)
    if (!verifies(note.text, key, line.signature)) {
      return unsound(
        `서명이 맞지 않습니다: ${line.name}`,
        `The signature of a known key is wrong: ${line.name}`,
      )
    }
    verified.push(line)
  }
  if (verified.length === 0) return unsound('아는 키의 서명이 없습니다.', 'No known key has signed the note.')
  return sound({ ...note, verified, unknown })
}

function isSameLine(left: NoteSignature, right: NoteSignature): boolean {
  return left.name === right.name && left.id === right.id && equalBytes(left.signature, right.signature)
}

function verifies(text: string, key: VerifierKey, signature: Uint8Array): boolean {
  if (key.type === keyTypes.cosignature) return verifyCosignature(text, key, signature)
  return verifyEd25519(signature, utf8Bytes(text), key.publicKey)
}

/** The note of a text that ends in a newline, with one Ed25519 line for each key, ready for more lines. */
export function signNote(text: string, keys: readonly SignerKey[]): string {
  if (!text.endsWith('\n') || forbidden.test(text)) throw new Error('signNote: not a note text')
  const lines = keys.map((key) => {
    if (key.type !== keyTypes.note) throw new Error('signNote: not a note key')
    return signatureLine(key, ed25519.sign(utf8Bytes(text), key.seed))
  })
  return `${text}\n${lines.join('')}`
}
