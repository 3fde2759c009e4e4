import type { ThreadPool } from '../threads/pool.ts'

const smallest = { bomFormat: 'CycloneDX', specVersion: '1.6', components: [] }

/** Has a thread learn to read SBOMs before anybody sends one: the first to come need not wait a second for that. */
export async function warmSbomThreads(threads: ThreadPool): Promise<void> {
  const bytes = new TextEncoder().encode(JSON.stringify(smallest))
  const answer = await threads.ask({ bytes, purpose: 'compare' })
  if (!answer.ok) throw new Error(answer.refusal.because.en)
}
