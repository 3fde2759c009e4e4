import { expect, test } from 'vitest'
import { type Modality, readerAveragedAuroc, readerAveragedDifference } from './mrmc.ts'
import { expectClose, hasMedical, medicalText, plainRows } from './test/shared-medical.ts'

type Expected = {
  readonly modalityA: string
  readonly modalityB: string
  readonly AUCA: number
  readonly varAUCA: number
  readonly AUCAminusAUCB: number | null
  readonly varAUCAminusAUCB: number | null
  readonly pValueNormal: number
  readonly dfBDG: number
}

/** The reader study of the iMRMC package, fully crossed: five readers, eighty cases, two modalities. */
function readStudy(): ReadonlyMap<string, Modality> {
  const rows = plainRows(medicalText('imrmc-example.csv'))
  const truth = new Map(rows.filter((row) => row.readerID === 'truth').map((row) => [row.caseID, row.score]))
  const cases = [...truth.keys()]
  const scored = new Map(
    rows.map((row) => [`${row.modalityID} ${row.readerID} ${row.caseID}`, Number(row.score)]),
  )
  const readers = [...new Set(rows.map((row) => row.readerID))].filter((reader) => reader !== 'truth')
  const scoresOf = (modality: string, reader: string | undefined, label: string) =>
    Float64Array.from(
      cases.filter((one) => truth.get(one) === label),
      (one) => scored.get(`${modality} ${reader} ${one}`) ?? Number.NaN,
    )
  return new Map(
    ['testA', 'testB'].map((modality) => [
      modality,
      readers.map((reader) => ({
        positives: scoresOf(modality, reader, '1'),
        negatives: scoresOf(modality, reader, '0'),
      })),
    ]),
  )
}

test.skipIf(!hasMedical)(
  'areas, variances and degrees agree with iMRMC 2.1.2 (skipped where the outside data is absent)',
  () => {
    const modalities = readStudy()
    const of = (name: string) => modalities.get(name) ?? []
    // Made by R from the very table: the types hold.
    const reference: { Ustat: Expected[]; MLEstat: Expected[] } = JSON.parse(
      medicalText('reference/imrmc-example-results.json'),
    )
    const suites = [
      { moments: 'unbiased', rows: reference.Ustat },
      { moments: 'plug-in', rows: reference.MLEstat },
    ] as const
    for (const { moments, rows } of suites) {
      for (const row of rows) {
        const isPair = row.modalityB !== 'NO_MOD'
        const found = isPair
          ? readerAveragedDifference(of(row.modalityA), of(row.modalityB), moments)
          : readerAveragedAuroc(of(row.modalityA), moments)
        expectClose(found.estimate, isPair ? Number(row.AUCAminusAUCB) : row.AUCA, 1e-10)
        expectClose(found.variance, isPair ? Number(row.varAUCAminusAUCB) : row.varAUCA, 1e-10)
        expectClose(found.pValueNormal, row.pValueNormal, 1e-8)
        expectClose(found.degrees, row.dfBDG, 1e-8)
      }
    }
  },
)

const reading = (positives: number[], negatives: number[]) => ({
  positives: Float64Array.from(positives),
  negatives: Float64Array.from(negatives),
})

/** Two readers who are right about different cases: the unbiased variance falls below zero. */
const negativeVariance: Modality = [
  reading([3, 3, 1, 3], [2, 2, 2, 0]),
  reading([3, 1, 3, 3], [2, 2, 0, 2]),
  reading([1, 3, 3, 3], [0, 2, 2, 2]),
]

test('a variance below zero has no p-value and no interval; the plug-in one is never below zero', () => {
  const unbiased = readerAveragedAuroc(negativeVariance, 'unbiased')
  expect(unbiased.variance).toBeLessThan(0)
  expect(unbiased.pValue).toBeNull()
  const plugIn = readerAveragedAuroc(negativeVariance, 'plug-in')
  expect(plugIn.variance).toBeGreaterThan(0)
  expect(plugIn.pValue).not.toBeNull()
})

test('a modality compared with itself differs by nothing', () => {
  expect(readerAveragedDifference(negativeVariance, negativeVariance, 'plug-in')).toMatchObject({
    estimate: 0,
    pValue: null,
  })
})

test('readers who did not read every case, or too few of them, are refused', () => {
  expect(() => readerAveragedAuroc([reading([1, 2], [0, 1])], 'unbiased')).toThrow(RangeError)
  expect(() => readerAveragedAuroc([reading([1, 2], [0, 1]), reading([1], [0, 1])], 'unbiased')).toThrow(
    RangeError,
  )
})
