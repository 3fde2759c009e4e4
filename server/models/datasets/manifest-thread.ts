import { parentPort, workerData } from 'node:worker_threads'
import { compareManifests, examineManifest, type ManifestTask } from './examine.ts'

/* One task over manifests, beside the event loop. */

// Our own program starts this thread with one of our tasks.
const task: ManifestTask = workerData
parentPort?.postMessage(
  task.task === 'examine'
    ? examineManifest(task.bytes, task.before)
    : compareManifests(task.fitted, task.tested),
)
