/** An element of explicit little-endian DICOM. */
export function element(tag: [number, number], type: string, value: string): Buffer {
  const padded = Buffer.from(value.length % 2 === 0 ? value : `${value}\0`)
  const head = Buffer.alloc(8)
  head.writeUInt16LE(tag[0], 0)
  head.writeUInt16LE(tag[1], 2)
  head.write(type, 4, 'latin1')
  head.writeUInt16LE(padded.length, 6)
  return Buffer.concat([head, padded])
}
export const openSequence = Buffer.from('0800 1111 5351 0000 ffffffff'.replaceAll(' ', ''), 'hex')
export const openItem = Buffer.from('feff00e0ffffffff', 'hex')
export const endItem = Buffer.from('feff0de000000000', 'hex')
export const endSequence = Buffer.from('feffdde000000000', 'hex')
export const dicom = (...elements: Buffer[]) =>
  Buffer.concat([
    Buffer.alloc(128),
    Buffer.from('DICM'),
    element([0x0002, 0x0010], 'UI', '1.2.840.10008.1.2.1'),
    ...elements,
    element([0x7fe0, 0x0010], 'LO', 'pixels pixels pixels'),
  ])
