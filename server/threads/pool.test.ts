import { expect, onTestFinished, test } from 'vitest'
import { openThreads } from './pool.ts'

const bytes = new TextEncoder().encode('{"bomFormat":"CycloneDX","specVersion":"1.6","components":[]}')
const question = { bytes, purpose: 'compare' }

function threads() {
  const pool = openThreads(new URL('../components/prepare-thread.ts', import.meta.url), {
    threadsMax: 1,
    taskMsMax: 60_000,
  })
  onTestFinished(() => pool.close())
  return pool
}

test('whoever asks after closing is told so at once, instead of waiting for ever', async () => {
  const pool = threads()
  expect(await pool.ask(question)).toMatchObject({ ok: true })
  await pool.close()
  await expect(pool.ask(question)).rejects.toThrow('the house is closing')
})

test('closing ends the question under way and the one that waits behind it', async () => {
  const pool = threads()
  const asked = [pool.ask(question), pool.ask(question)]
  const told = Promise.allSettled(asked)
  await pool.close()
  expect((await told).map(({ status }) => status)).toEqual(['rejected', 'rejected'])
})
