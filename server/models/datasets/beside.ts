import type { Overlap } from '@maek/domain/models/datasets/manifest-leak.ts'
import type { Answer } from '@maek/domain/refusal.ts'
import { answerInThread, inPlaceBytesMax } from '../../threads/in-thread.ts'
import { compareManifests, type Examined, examineManifest, type ManifestTask } from './examine.ts'

const program = new URL('./manifest-thread.ts', import.meta.url)

/** A manifest examined, and compared with the one before; small ones in place, others in a thread. */
export function examineBeside(bytes: Uint8Array, before: Uint8Array | null): Promise<Answer<Examined>> {
  const size = bytes.length + (before?.length ?? 0)
  if (size <= inPlaceBytesMax) return Promise.resolve(examineManifest(bytes, before))
  const task: ManifestTask = { task: 'examine', bytes, before }
  return answerInThread(program, task)
}

/** What a model learned from against what it is tested on. */
export function compareBeside(fitted: Uint8Array, tested: Uint8Array): Promise<Answer<Overlap>> {
  if (fitted.length + tested.length <= inPlaceBytesMax)
    return Promise.resolve(compareManifests(fitted, tested))
  const task: ManifestTask = { task: 'overlap', fitted, tested }
  return answerInThread(program, task)
}
