import { type Answer, accept, type Refusal, refuse } from '../../../refusal.ts'
import { say } from '../../../words.ts'
import { refuseAll } from '../table-faults.ts'
import { casesOf } from './cases.ts'
import type { Grouped } from './judge-cases.ts'
import type { ReadTable } from './read-table.ts'

/** A case of a crossed study: its truth, and its score by modality and reader, in order of their names. */
export type CrossedCase = Grouped & {
  readonly truth: number
  readonly scores: readonly (readonly number[])[]
}

export type CrossedStudy = {
  readonly readers: readonly string[]
  readonly modalities: readonly string[]
  readonly cases: readonly CrossedCase[]
}

const modalitiesMax = 5
const readersMax = 50
/** Pairs of a positive and a negative case, by reader: what a study holds in memory at once. */
const successesMax = 20_000_000

/** A fully crossed study. Refuses a case some reader did not read, a truth that is missing or changes. */
export function readStudy(read: ReadTable): Answer<CrossedStudy> {
  const readerOf = read.texts('reader')
  const modalityOf = read.texts('modality')
  // iMRMC: rows of the reader “truth” hold the truth in place of a score.
  const truthRows = new Set(
    read.has('truth') ? [] : readerOf.flatMap((reader, row) => (reader === 'truth' ? [row] : [])),
  )
  const cases = casesOf(read, truthRows)
  if (!cases.ok) return cases
  const truths = truthsOf(read, truthRows)
  if (!truths.ok) return truths
  const scored = (_: string, row: number) => !truthRows.has(row)
  const readers = [...new Set(readerOf.filter(scored))].sort()
  const modalities = [...new Set(modalityOf.filter(scored))].sort()
  const misfit = misfitOf(readers.length, modalities.length)
  if (misfit) return misfit
  const scores = read.numbers('score')
  const faults: Refusal[] = []
  const crossed = cases.value.map(({ id, rows, groups }): CrossedCase => {
    const own = new Map(rows.map((row) => [`${modalityOf[row]}\u0000${readerOf[row]}`, scores[row] ?? 0]))
    const truth = truths.value.get(id)
    if (truth === undefined) faults.push(unread(`case ${id}`, noTruth))
    const grid = modalities.map((modality) =>
      readers.map((reader) => {
        const score = own.get(`${modality}\u0000${reader}`)
        if (score === undefined)
          faults.push(unread(`case ${id}, reader ${reader}, modality ${modality}`, notRead))
        return score ?? 0
      }),
    )
    return { groups, truth: truth ?? 0, scores: grid }
  })
  if (faults.length > 0) return refuseAll(faults)
  const positives = crossed.filter(({ truth }) => truth === 1).length
  if (positives * (crossed.length - positives) * readers.length > successesMax) return tooLarge
  return accept({ readers, modalities, cases: crossed })
}

function truthsOf(read: ReadTable, truthRows: ReadonlySet<number>): Answer<Map<string, number>> {
  const ids = read.texts('case')
  const cells = read.has('truth') ? read.numbers('truth') : read.numbers('score')
  const role = read.has('truth') ? 'truth' : 'score'
  const rows = read.has('truth') ? ids.keys() : truthRows.values()
  const truths = new Map<string, number>()
  const faults: Refusal[] = []
  for (const row of rows) {
    const [id = '', truth = Number.NaN] = [ids[row], cells[row]]
    const before = truths.get(id)
    if (truth !== 0 && truth !== 1) faults.push(read.faultAt(row, role, notZeroOne))
    else if (before !== undefined && before !== truth) faults.push(read.faultAt(row, role, twoTruths))
    else truths.set(id, truth)
  }
  return faults.length > 0 ? refuseAll(faults) : accept(truths)
}

function misfitOf(readers: number, modalities: number): Answer<never> | null {
  if (readers < 2) return refuse('invalid', twoReaders, 'column reader')
  if (readers > readersMax || modalities > modalitiesMax) return tooLarge
  return null
}

const unread = (field: string, because: Refusal['because']): Refusal => ({ code: 'invalid', because, field })

const notZeroOne = say('정답은 0 또는 1이어야 합니다.', 'A truth is 0 or 1.')
const twoTruths = say('같은 사례의 정답이 행마다 다릅니다.', 'The truth of one case differs between rows.')
const noTruth = say('이 사례의 정답이 없습니다.', 'The truth of this case is missing.')
const notRead = say(
  '판독하지 않은 사례가 있습니다. 모든 판독자가 모든 방식으로 모든 사례를 판독해야 합니다.',
  'A reading is missing: every reader reads every case with every modality.',
)
const twoReaders = say('판독자가 둘 이상이어야 합니다.', 'There must be two readers or more.')
const tooLarge = refuse(
  'too-large',
  say(
    `판독 방식 ${modalitiesMax}개, 판독자 ${readersMax}명, 양성×음성×판독자 ${successesMax}쌍까지 계산합니다.`,
    `At most ${modalitiesMax} modalities, ${readersMax} readers, and ${successesMax} pairs of a positive and a negative case by reader.`,
  ),
)
