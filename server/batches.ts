import type { CommitRequest } from './acts.ts'

/** What waits for one organisation, in the order of arrival, and whose turn it is. */
export type Queue<Request extends CommitRequest> = { readonly waiting: Request[]; wasLoaded: boolean }

const actsPerBatchMax = 256
/** A second of writing on a small machine: so long may somebody's click wait behind uploads. */
const rowsPerBatchMax = 10_000

/**
 * The next requests that share a transaction; they leave the queue. Those with a load and those without take turns:
 * a click never waits behind more than one transaction of uploads, however many are waiting, nor they behind clicks.
 */
export function takeBatch<Request extends CommitRequest>(queue: Queue<Request>): Request[] {
  const { waiting } = queue
  const [first] = waiting
  if (!first) return []
  const inTurn = chosen(waiting, !queue.wasLoaded)
  // Empty where nobody waits whose turn it is, or only behind the other sort; the very first waits behind nobody.
  const batch = inTurn.length > 0 ? inTurn : chosen(waiting, isLoaded(first))
  queue.wasLoaded = batch.some(isLoaded)
  for (const request of batch) waiting.splice(waiting.indexOf(request), 1)
  return batch
}

const isLoaded = (request: CommitRequest) => request.load !== undefined

/** In order: no record twice, no key twice, nothing past an earlier request about the same, and rows alongside alone. */
function chosen<Request extends CommitRequest>(waiting: readonly Request[], loaded: boolean): Request[] {
  const batch: Request[] = []
  const met = new Set<string>()
  let acts = 0
  let rows = 0
  for (const request of waiting) {
    const marks = marksOf(request)
    const isFree = !marks.some((mark) => met.has(mark))
    for (const mark of marks) met.add(mark)
    if (isLoaded(request) !== loaded) continue
    acts += request.decisions.length
    rows += request.load?.rows ?? 0
    const isAlone = request.alongside !== undefined
    const isFull = batch.length > 0 && (isAlone || acts > actsPerBatchMax || rows > rowsPerBatchMax)
    if (!isFree || isFull) break
    batch.push(request)
    if (isAlone) break
  }
  return batch
}

function marksOf({ decisions, key }: CommitRequest): string[] {
  return [...decisions.map(({ after }) => after.id), ...(key ? [`key:${key.key}`] : [])]
}
