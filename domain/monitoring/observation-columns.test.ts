import { expect, test } from 'vitest'
import {
  columnParameters,
  likelyContents,
  mayBeObservations,
  observationsIn,
  proposeColumns,
  unchosen,
} from './observation-columns.ts'

const usual = ['event_id', 'predicted_at', 'score', 'decision', 'attribute_sex', 'input_kvp']

test('a file with the usual names needs no parameters', () => {
  const choice = proposeColumns('predictions', usual)
  expect(unchosen('predictions', choice)).toEqual([])
  expect(choice).toMatchObject({ attributes: ['attribute_sex'], inputs: ['input_kvp'] })
  expect(columnParameters('predictions', usual, choice)).toEqual({})
})

test('columns called otherwise are proposed, each for one meaning, and sent by name', () => {
  const names = ['image_id', 'timestamp', 'probability', 'prediction', 'hospital', 'sex']
  const choice = proposeColumns('predictions', names)
  expect(choice.named).toEqual({
    event: 'image_id',
    predictedAt: 'timestamp',
    score: 'probability',
    decision: 'prediction',
    siteKey: 'hospital',
    subjectKey: null,
  })
  expect(columnParameters('predictions', names, { ...choice, attributes: ['sex'] })).toEqual({
    event: 'image_id',
    predictedAt: 'timestamp',
    score: 'probability',
    decision: 'prediction',
    siteKey: 'hospital',
    attributes: 'sex',
  })
})

test('a usual name that means something else is sent as empty, and is not read', () => {
  const choice = proposeColumns('predictions', usual)
  const sent = columnParameters('predictions', usual, {
    ...choice,
    named: { ...choice.named, decision: null },
    inputs: [],
  })
  expect(sent).toEqual({ decision: '', inputs: '' })
})

test('what is needed and not there is told; nothing is guessed from numbers', () => {
  const choice = proposeColumns('labels', ['a', 'b', '정답'])
  expect(unchosen('labels', choice)).toEqual(['event', 'labelledAt'])
  expect(choice.named.label).toBe('정답')
})

test('a table is known for observations only where it can be nothing else', () => {
  expect(observationsIn(usual)).toBe('predictions')
  expect(observationsIn(['event_id', 'label', 'labelled_at', 'source'])).toBe('labels')
  // Scores and labels together make an evaluation.
  expect(observationsIn([...usual, 'label'])).toBeNull()
  expect(observationsIn(['case_id', 'label', 'score'])).toBeNull()
  expect(mayBeObservations([...usual, 'label'])).toBe(true)
  expect(mayBeObservations(['case_id', 'label', 'score'])).toBe(false)
})

test('what a table seems to hold is proposed only where one of the two fits', () => {
  expect(likelyContents(['image_id', 'timestamp', 'probability'])).toBe('predictions')
  expect(likelyContents(['image_id', 'timestamp', 'truth'])).toBe('labels')
  expect(likelyContents(['image_id', 'timestamp', 'truth', 'probability'])).toBeNull()
  expect(likelyContents(['a', 'b'])).toBeNull()
})
