/*
 * The Patient ID (0010,0020) of a DICOM Part 10 file (PS3.10 7.1), read from its beginning and nothing else. It
 * becomes a keyed pseudonym at once and stands nowhere.
 */

const patientId = 0x00100020
const longForms = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])
const implicitLittle = '1.2.840.10008.1.2'
const explicitBig = '1.2.840.10008.1.2.2'
const deflated = '1.2.840.10008.1.2.1.99'

type Form = { readonly explicit: boolean; readonly little: boolean }
type Element = { readonly tag: number; readonly start: number; readonly end: number }

/** The Patient ID, or null where the bytes are no DICOM file, are compressed as a whole, or name no patient. */
export function patientOf(bytes: Buffer): string | null {
  if (bytes.length < 140 || bytes.toString('latin1', 128, 132) !== 'DICM') return null
  const metaForm = { explicit: true, little: true }
  let syntax = implicitLittle
  let at = 132
  // The meta group is always explicit and little-endian; the first element of another group ends it.
  for (;;) {
    if (at + 2 > bytes.length || bytes.readUInt16LE(at) !== 0x0002) break
    const element = elementAt(bytes, at, metaForm)
    if (!element) return null
    if (element.tag === 0x00020010) syntax = textOf(bytes, element)
    at = element.end
  }
  if (syntax === deflated) return null
  const form = { explicit: syntax !== implicitLittle, little: syntax !== explicitBig }
  for (let element = elementAt(bytes, at, form); element; element = elementAt(bytes, element.end, form)) {
    // Elements rise by tag: once past it, it is not there.
    if (element.tag > patientId) return null
    if (element.tag === patientId) return textOf(bytes, element) || null
  }
  return null
}

/** The element that begins here; null at the end of what was read. */
function elementAt(bytes: Buffer, at: number, form: Form): Element | null {
  const head = headAt(bytes, at, form)
  if (!head) return null
  const { tag, start, length } = head
  const end = length === openLength ? endOfSequence(bytes, start, form) : start + length
  return end === null || end > bytes.length ? null : { tag, start, end }
}

const openLength = 0xffffffff
const item = 0xfffee000
const itemEnd = 0xfffee00d
const sequenceEnd = 0xfffee0dd

function headAt(bytes: Buffer, at: number, { explicit, little }: Form) {
  if (at + 12 > bytes.length) return null
  const short = (place: number) => (little ? bytes.readUInt16LE(place) : bytes.readUInt16BE(place))
  const long = (place: number) => (little ? bytes.readUInt32LE(place) : bytes.readUInt32BE(place))
  const tag = short(at) * 0x10000 + short(at + 2)
  // Items and their ends have no type in any transfer syntax (PS3.5 7.5).
  const hasType = explicit && tag < item
  const isLong = hasType && longForms.has(bytes.toString('latin1', at + 4, at + 6))
  const start = at + (isLong ? 12 : 8)
  return { tag, start, length: isLong ? long(at + 8) : hasType ? short(at + 6) : long(at + 4) }
}

/** Where a sequence of open length ends, sequences within it left behind; null where that was not read. */
function endOfSequence(bytes: Buffer, start: number, form: Form): number | null {
  let depth = 1
  let at = start
  for (;;) {
    const head = headAt(bytes, at, form)
    if (!head) return null
    at = head.start
    if (head.tag === itemEnd || head.tag === sequenceEnd) depth--
    else if (head.length === openLength) depth++
    else at += head.length
    if (depth === 0) return at
  }
}

function textOf(bytes: Buffer, { start, end }: Element): string {
  // Values are padded to an even length, some by a NUL.
  return bytes.toString('utf8', start, end).replaceAll('\0', '').trim()
}
