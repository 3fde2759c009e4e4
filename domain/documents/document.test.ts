import { expect, test } from 'vitest'
import { examples } from '../../test/examples/documents.ts'
import { document } from './document.ts'

const body = examples.document ?? {}
const refusals = (action: string, change: object) =>
  (document.life.actions[action]?.guards ?? [])
    .map((guard) => guard({ body: { ...body, ...change }, links: { out: [], in: [] }, today: '2026-01-02' }))
    .filter((words) => words !== null)

test('a document with a stale language is neither submitted nor approved, and is told which to update', () => {
  for (const action of ['submit', 'approve']) {
    expect(refusals(action, {})).toEqual([])
    expect(refusals(action, { languageInStep: 'korean-newer' })[0]?.en).toContain('English lags')
    expect(refusals(action, { languageInStep: 'english-newer' })[0]?.en).toContain('Korean lags')
    expect(refusals(action, { languageInStep: undefined })).toHaveLength(1)
    expect(refusals(action, { languageInStep: undefined, languages: 'korean' })).toEqual([])
  }
})

test('a document without text or file is not submitted', () => {
  expect(refusals('submit', { body: undefined })).toHaveLength(1)
  expect(refusals('submit', { body: undefined, koreanFile: { sha256: 'a'.repeat(64) } })).toEqual([])
})

test('a document from outside names publisher and edition', () => {
  expect(refusals('submit', { documentType: 'external' })).toHaveLength(1)
  expect(refusals('submit', { documentType: 'external', origin: 'ISO 13485:2016' })).toEqual([])
})

test('what the writer claims about the languages is corrected on saving', () => {
  const edited = { ...body, body: { ko: '새 본문', en: 'Old text' }, languageInStep: 'both' }
  const before = { ...body, body: { ko: '옛 본문', en: 'Old text' }, languageInStep: 'both' }
  expect(document.settle(before, edited).languageInStep).toBe('korean-newer')
})
