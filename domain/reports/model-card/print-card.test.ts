import { expect, test } from 'vitest'
import { say } from '../../words.ts'
import type { CardFact } from './card.ts'
import { type PrintedCard, printCard } from './print-card.ts'

const source = {
  id: '00000000-0000-4000-8000-000000000001',
  kind: 'model-version',
  number: 'MOD-2026-0001',
  title: '유방암 분류',
  version: 3,
}
const limits: CardFact = {
  label: say('한계', 'Limits'),
  text: say('40세 미만은 자료가 적다.', 'Few data below the age of 40.'),
  table: null,
  source,
}
const missing: CardFact = {
  label: say('훈련방법', 'Training method'),
  text: null,
  table: null,
  source: null,
}
const results: CardFact = {
  label: say('성능', 'Performance'),
  text: null,
  table: {
    columns: [say('지표', 'Metric'), say('건수', 'n')],
    rows: [
      [say('민감도', 'Sensitivity'), say('226', '226')],
      [say('특이도', 'Specificity'), say('—', '—')],
    ],
  },
  source,
}
const printed = (facts: CardFact[], isApproved = true): PrintedCard => ({
  at: '2026-11-22T03:00:00.000Z',
  maker: say('샘플', 'Sample'),
  card: {
    model: { ...source, versionName: '1.0.0', state: say('승인됨', 'Approved'), isApproved },
    at: '2026-11-22T03:00:00.000Z',
    sections: [
      { id: 'limits', title: say('한계', 'Limits'), citation: say('제33조', 'Rule Art. 33'), facts },
    ],
    gaps: facts.filter(({ text, table }) => text === null && table === null).length,
  },
  signatures: [],
  checkpoint: null,
})

test('every fact of a printed card names the record and the version it stands in', () => {
  const { blocks } = printCard(printed([limits, results]), 'both')
  const text = JSON.stringify(blocks)
  expect(text).toContain('Few data below the age of 40. (MOD-2026-0001 v3)')
  expect(text).toContain('성능 (MOD-2026-0001 v3)')
})

test('what no record says stands first as missing, and again in its place', () => {
  const { blocks } = printCard(printed([limits, missing]), 'ko')
  expect(blocks[1]).toMatchObject({
    is: 'note',
    tone: 'warning',
    text: {
      ko: '기록되지 않은 사항 1건\n한계: 훈련방법',
      en: expect.stringContaining('Limits: Training method'),
    },
  })
  expect(JSON.stringify(blocks.slice(2))).toContain('"en":"Nothing on record"')
})

test('a card of which nothing is missing bears no such note', () => {
  expect(printCard(printed([limits]), 'en').blocks.filter(({ is }) => is === 'note')).toEqual([])
})

test('the card of a model that is not approved says not to hand it out', () => {
  const [, note] = printCard(printed([limits], false), 'en').blocks
  expect(note).toMatchObject({
    is: 'note',
    tone: 'bad',
    text: { en: expect.stringContaining('not approved') },
  })
})

test('the same card and language always give the same tree, and a table keeps every row and column', () => {
  const one = printCard(printed([results]), 'both')
  expect(one).toEqual(printCard(printed([results]), 'both'))
  const table = one.blocks.find(({ is }) => is === 'table')
  expect(table).toMatchObject({ columns: [{ title: { en: 'Metric' } }, { side: 'right' }] })
  expect(table).toMatchObject({ rows: results.table?.rows })
})
