import { readFileSync } from 'node:fs'
import { copyFile, mkdir, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { contentsOf } from '../house-contents.ts'
import { emptyPlace, startHouse } from '../house-process.ts'
import { maek } from '../maek-command.ts'
import { signIn } from '../member.ts'
import { checkInBrowser } from '../offline-page.ts'
import { judged } from '../verdicts.ts'
import { turnOneBit, unpack, withOneBitTurned } from '../zip-files.ts'
import {
  browser,
  contents,
  folder,
  house,
  idOf,
  leave,
  packOf,
  pictures,
  reviewer,
  tampered,
} from './journey.ts'

test('a pack for each framework and a backup are saved, and the house is stopped', async () => {
  for (const framework of judged) {
    const saved = await maek(house().place, 'pack', '--framework', framework, '--out', packOf(framework))
    expect(saved, saved.error).toMatchObject({ exit: 0 })
  }
  const backup = await maek(house().place, 'backup', '--out', join(folder(), 'backup.zip'))
  expect(backup, backup.error).toMatchObject({ exit: 0 })
  leave({ contents: await contentsOf(reviewer()) })
  expect(contents().size).toBeGreaterThan(15)
  expect(await house().stop()).toBe(0)
})

test('every pack, copied elsewhere, is verified without a server', async () => {
  const elsewhere = join(folder(), 'inspector')
  await mkdir(elsewhere)
  for (const framework of judged) {
    const copy = join(elsewhere, `${framework}.zip`)
    await copyFile(packOf(framework), copy)
    const verified = await maek({ folder: elsewhere, environment: process.env }, 'verify', copy)
    expect(verified, verified.out).toMatchObject({ exit: 0 })
    expect(verified.out).toContain('Valid')
  }
})

test('one bit turned in a record of a pack is found and named', async () => {
  const unpacked = join(folder(), 'unpacked')
  const names = await unpack(packOf('iso-42001'), unpacked)
  const record =
    names.find((name) => name.startsWith(`records/`) && name.includes(idOf('impactAssessment'))) ?? ''
  expect(names).toContain(record)
  const bytes = readFileSync(join(unpacked, record))
  turnOneBit(bytes)
  await writeFile(join(unpacked, record), bytes)
  const verified = await maek(house().place, 'verify', unpacked)
  expect(verified.exit).toBe(1)
  expect(verified.out).toContain(record)
  leave({ tampered: { zip: join(folder(), 'tampered.zip'), record } })
  await withOneBitTurned(packOf('iso-42001'), record, tampered().zip)
  expect((await maek(house().place, 'verify', tampered().zip)).exit).toBe(1)
})

test('the page inside the pack, opened from the disk, tells both apart in Korean and English', async () => {
  const page = join(folder(), 'unpacked', 'verify.html')
  const picture = (name: string) => join(pictures(), `${name}.png`)
  const sound = await checkInBrowser(browser(), {
    page,
    pack: packOf('iso-42001'),
    picture: picture('valid'),
  })
  expect(sound).toEqual({
    failing: [],
    complaints: [],
    outside: [],
    ko: '모든 확인 통과',
    en: 'Every check passed',
  })
  const spoilt = await checkInBrowser(browser(), { page, pack: tampered().zip, picture: picture('invalid') })
  expect(spoilt).toMatchObject({
    ko: '믿을 수 없는 자료',
    en: 'Not to be trusted',
    complaints: [],
    outside: [],
  })
  expect(spoilt.failing.join()).toContain(tampered().record)
})

test('the backup is restored into an empty place, says that nothing is missing, and serves the same', async () => {
  const place = await emptyPlace(join(folder(), 'restored'))
  const restored = await maek(place, 'restore', join(folder(), 'backup.zip'), '--data', place.folder)
  expect(restored, restored.out + restored.error).toMatchObject({ exit: 0 })
  expect(restored.out).toContain('Nothing is missing')
  leave({ house: await startHouse(place) })
  expect(await contentsOf(await signIn(house(), reviewer()))).toEqual(contents())
  const pack = join(folder(), 'restored.zip')
  expect((await maek(place, 'pack', '--framework', 'iso-42001', '--out', pack)).exit).toBe(0)
  expect((await maek(place, 'verify', pack)).exit).toBe(0)
})
