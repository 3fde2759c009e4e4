import { say, type Words } from '../../../words.ts'
import type { ColumnType } from './table-schema.ts'

/** What a column may hold, in words: `0 – 1`, `1 or 0`, `a, b, c`. */
export function columnTypeWords(type: ColumnType): Words {
  switch (type.kind) {
    case 'id':
      return say('일련번호 또는 키 가명', 'serial number or keyed pseudonym')
    case 'code':
      return say('코드', 'code')
    case 'listed':
      return say(type.codes.join(', '), type.codes.join(', '))
    case 'zero-one':
      return say('0 또는 1', '0 or 1')
    case 'count':
      return say('0 이상의 정수', 'whole number from 0')
    case 'number':
      return numberWords(type)
  }
}

function numberWords({ min, max, above }: Extract<ColumnType, { kind: 'number' }>): Words {
  if (above !== undefined) return say(`${above} 초과의 수`, `number above ${above}`)
  if (min !== undefined && max !== undefined) return say(`${min}–${max}의 수`, `number from ${min} to ${max}`)
  if (min !== undefined) return say(`${min} 이상의 수`, `number from ${min}`)
  return say('수', 'number')
}
