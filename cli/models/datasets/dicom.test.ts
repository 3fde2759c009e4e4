import fc from 'fast-check'
import { expect, test } from 'vitest'
import { patientOf } from './dicom.ts'
import { dicom, element, endItem, endSequence, openItem, openSequence } from './test/dicom-bytes.ts'

test('the Patient ID is found behind sequences of open length within one another', () => {
  const inner = [openSequence, openItem, element([0x0010, 0x0020], 'LO', 'INNER'), endItem, endSequence]
  const outer = [openSequence, openItem, ...inner, endItem, endSequence]
  expect(patientOf(dicom(...outer, element([0x0010, 0x0020], 'LO', 'P-77')))).toBe('P-77')
  expect(patientOf(dicom(element([0x0008, 0x0060], 'CS', 'CT')))).toBeNull()
  expect(patientOf(Buffer.from('no DICOM'))).toBeNull()
})

test('no bytes at all make the DICOM reader throw or run on', () => {
  const sound = dicom(openSequence, openItem, endItem, endSequence, element([0x0010, 0x0020], 'LO', 'P'))
  fc.assert(
    fc.property(
      fc.uint8Array({ maxLength: 400 }),
      (bytes) => void patientOf(Buffer.concat([sound.subarray(0, 160), bytes])),
    ),
  )
  fc.assert(fc.property(fc.nat(sound.length), (length) => void patientOf(sound.subarray(0, length))))
})
