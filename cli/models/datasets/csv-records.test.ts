import fc from 'fast-check'
import { expect, test } from 'vitest'
import { csvRecords } from './csv-records.ts'

test('CSV in pieces of any size gives the records that CSV in one piece gives', () => {
  const cell = fc.constantFrom('a', '', 'b"c', 'd,e', 'f\ng', '한글', ' ')
  const quoted = (text: string) => (/[",\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text)
  fc.assert(
    fc.property(
      fc.array(fc.array(cell, { minLength: 2, maxLength: 4 }), { minLength: 1, maxLength: 6 }),
      fc.integer({ min: 1, max: 7 }),
      (rows, size) => {
        const text = rows.map((row) => row.map(quoted).join(',')).join('\r\n')
        const take = csvRecords(',')
        const found: string[][] = []
        for (let at = 0; at < text.length; at += size)
          found.push(...(take(text.slice(at, at + size), false) ?? []))
        found.push(...(take('', true) ?? []))
        expect(found).toEqual(rows)
      },
    ),
  )
})
