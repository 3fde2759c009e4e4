import { expect, test } from 'vitest'
import { answerRows, bodyRows, rubricColumns, ssvcColumns, withAnswer } from './answer-rows.ts'

const rows = [{ question: 'XAVN', answer: 'yes', reason: 'LAN' }]

test('answers come back from a record as they went in', () => {
  expect(bodyRows(answerRows(rows, rubricColumns), rubricColumns)).toEqual(rows)
})

test('what is no row, or no text, becomes no answer', () => {
  expect(answerRows('nonsense', ssvcColumns)).toEqual([])
  expect(
    bodyRows(answerRows([{ point: 3 }, null, { point: 'in-kev', value: '' }], ssvcColumns), ssvcColumns),
  ).toEqual([])
})

test('an answer given again takes the place of the first and keeps its reason', () => {
  const changed = withAnswer(answerRows(rows, rubricColumns), 'XAVN', { answer: 'no' })
  expect(bodyRows(changed, rubricColumns)).toEqual([{ question: 'XAVN', answer: 'no', reason: 'LAN' }])
})
