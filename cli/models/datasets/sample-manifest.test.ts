import { hash } from 'node:crypto'
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { maek } from '../../test/run.ts'

const sample = (name: string) => readFile(new URL(`../../../server/sample/${name}`, import.meta.url), 'utf8')

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-sample-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

/** A part of the public table as the training script parts it: the held-out cases are those it predicted. */
async function partOf(split: 'training' | 'testing'): Promise<string> {
  const heldOut = new Set((await sample('predictions.csv')).split('\n').map((row) => row.split(',')[0]))
  const [header = '', ...rows] = (await sample('breast-cancer.csv')).trimEnd().split(/\r?\n/)
  const own = rows.flatMap((row) => {
    const [id = '', ...cells] = row.split(',')
    const name = `BC-${id.padStart(3, '0')}`
    return heldOut.has(name) === (split === 'testing') ? [[name, split, ...cells].join(',')] : []
  })
  const [id = '', ...columns] = header.split(',')
  return `${[[id, 'split', ...columns].join(','), ...own].join('\n')}\n`
}

test.each(['training', 'testing'] as const)(
  'the manifest of the sample’s %s data is what their rows give under the sample key',
  async (split) => {
    const key = hash('sha256', 'Maek sample: no site ever publishes its key', 'buffer').toString('base64url')
    await writeFile(join(folder, 'sample.key'), `maek-dataset-key/1\n${key}\n`, { mode: 0o600 })
    await writeFile(join(folder, `${split}.csv`), await partOf(split))
    const columns = [
      '--item-column',
      'id',
      '--subject-column',
      'id',
      '--split-column',
      'split',
      '--label-column',
      'malignant',
    ]
    const ran = await maek(
      [
        'dataset',
        'fingerprint',
        `${split}.csv`,
        '--rows',
        ...columns,
        '--key',
        'sample.key',
        '--out',
        `${split}.jsonl`,
      ],
      { folder },
    )
    expect([ran.exit, ran.error]).toEqual([0, ''])
    expect(await readFile(join(folder, `${split}.jsonl`), 'utf8')).toBe(
      await sample(`${split}-manifest.jsonl`),
    )
  },
)
