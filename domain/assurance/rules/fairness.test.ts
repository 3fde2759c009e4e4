import { expect, test } from 'vitest'
import type { RecordRow } from '../fact.ts'
import { factsFrom } from '../facts.ts'
import { sceneAt } from '../look.ts'
import { house, now, row } from '../test/house.ts'
import { rules, watched } from './every-rule.ts'

function found(requirement: string, records: readonly RecordRow[]) {
  const rule = rules.find(({ framework, ref }) => `${framework}/${ref}` === requirement)
  if (!rule) throw new Error(`no rule for ${requirement}`)
  return rule.claim.evaluate(sceneAt(factsFrom(watched, { records, clocks: [] }), now))
}
const art15 = (records: readonly RecordRow[]) => found('eu-ai-act/Art.15', records)
const art33 = (records: readonly RecordRow[]) => found('kr-digital-medical-products-rule/Art.33', records)

const without = (id: string) => house.filter((one) => one.id !== id)
const withBody = (id: string, change: object) =>
  house.map((one) => (one.id === id ? { ...one, body: { ...one.body, ...change } } : one))
const asDraft = (id: string) =>
  house.map((one) =>
    one.id === id ? { ...one, state: 'draft', approvedVersion: null, approvedAt: null } : one,
  )

test('EU AI Act Art. 15: all that records can show is in order, and what they cannot show is said', () => {
  const whole = art15(house)
  expect(whole.verdict).toBe('partly')
  expect(whole.lacking).toEqual([])
  expect(whole.because.en).toMatch(/^Not yet shown by any record: measures against feedback loops/)
  const counted = whole.counting.map(({ id }) => id)
  expect(counted).toEqual(expect.arrayContaining(['external', 'robust', 'article-12', 'paper-report']))
})

test('EU AI Act Art. 15: a model without a met evaluation of robustness lacks one, and the step opens it', () => {
  for (const records of [
    without('robust'),
    withBody('robust', { verdict: 'partly-met' }),
    withBody('robust', { purpose: 'external' }),
  ]) {
    const lacking = art15(records)
    expect(lacking.lacking.map(({ id }) => id)).toEqual(['model'])
  }
  expect(art15(without('robust')).mend).toMatchObject({
    kind: 'evaluation',
    prefill: { purpose: 'robustness', modelVersion: 'model' },
  })
})

test('EU AI Act Art. 15: accuracy that no one declares is not declared, however well it was measured', () => {
  for (const field of ['performance', 'limits']) {
    const lacking = art15(withBody('model', { [field]: undefined }))
    expect(lacking.lacking.map(({ id }) => id)).toEqual(['model'])
    expect(lacking.mend).toMatchObject({ kind: 'model-version', id: 'model' })
  }
})

test('EU AI Act Art. 15: an undecided gap, an unprotected AI and altered training data are each named', () => {
  expect(art15(asDraft('gap')).because.en).toMatch(/1 undecided performance gap/)
  expect(
    art15(withBody('article-12', { topics: ['runtime-failure'] })).lacking.map(({ id }) => id),
  ).toContain('ai-system')
  const altered = row('dataset-check', 'check', {
    dataset: 'dataset',
    outcome: 'altered',
    manifestSha256: '7c'.repeat(32),
  })
  expect(art15([...house, altered]).lacking.map(({ id }) => id)).toEqual(['ai-system'])
})

test('Rule Art. 33: a label of a Korean device is proved by its papers and by what each of its models says', () => {
  expect(art33(house)).toMatchObject({ verdict: 'partly', lacking: [] })
  expect(art33(house).because.en).toMatch(/Not yet shown by any record: kind and configuration of cloud/)
  for (const field of ['trainingMethod', 'performance', 'limits', 'trainedOn']) {
    expect(art33(withBody('model', { [field]: undefined })).lacking.map(({ id }) => id)).toEqual(['model'])
  }
  expect(art33(withBody('dataset', { population: undefined })).lacking.map(({ id }) => id)).toEqual(['model'])
  const unlabelled = house.map((one) =>
    one.kind === 'document' ? { ...one, body: { ...one.body, subjects: ['design'] } } : one,
  )
  expect(art33(unlabelled).lacking.map(({ id }) => id)).toEqual(['device'])
})

test('Rule Art. 33: limits are not known while a gap between groups is undecided, or none was looked for', () => {
  expect(art33(asDraft('gap')).because.en).toMatch(/1 undecided performance gap/)
  expect(art33(asDraft('gap')).mend?.words.en).toMatch(/decide the gap/)
  const unlooked = house.map((one) =>
    one.kind === 'evaluation' ? { ...one, body: { ...one.body, gapsFound: undefined } } : one,
  )
  expect(art33(unlooked).because.en).toMatch(/by group/)
})

test('Rule Art. 33: models of devices for other markets are not asked for a Korean label', () => {
  const elsewhere = [
    ...house,
    row('device', 'far', { ...house.find(({ id }) => id === 'device')?.body, markets: ['us'] }),
    row('ai-system', 'far-ai', { ...house.find(({ id }) => id === 'ai-system')?.body, devices: ['far'] }),
    row('model-version', 'far-model', { aiSystem: 'far-ai' }),
  ]
  expect(art33(elsewhere).lacking).toEqual([])
})

test('Rule Art. 33: a model changed under a plan needs the signed decision that the label tells of', () => {
  const undecided = art33(withBody('model', { changePlan: 'plan' }))
  expect(undecided.lacking.map(({ id }) => id)).toEqual(['model'])
  expect(undecided.because.en).toMatch(/Models made under a change plan/)
})
