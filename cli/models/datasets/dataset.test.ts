import { createHash, createHmac } from 'node:crypto'
import { appendFile, chmod, mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import fc from 'fast-check'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { type ServedHouse, servedHouse } from '../../../test/served-house.ts'
import { maek } from '../../test/run.ts'
import { hmac, keyedBy } from './site-key.ts'
import { dicom, element } from './test/dicom-bytes.ts'

let folder: string
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'maek-dataset-'))
})
afterAll(() => rm(folder, { recursive: true, force: true }))

let made = 0
/** A folder of its own for each test: files by their paths. */
async function site(files: Readonly<Record<string, string | Uint8Array>>): Promise<string> {
  const place = join(folder, `site-${made++}`)
  await mkdir(join(place, 'data'), { recursive: true })
  for (const [name, content] of Object.entries(files)) {
    await mkdir(join(place, 'data', name, '..'), { recursive: true })
    await writeFile(join(place, 'data', name), content)
  }
  return place
}
const run = (place: string, ...args: string[]) =>
  maek(['dataset', ...args, '--key', join(folder, 'site.key')], { folder: place })
const fingerprint = (place: string, ...args: string[]) =>
  run(place, 'fingerprint', 'data', '--out', 'm.jsonl', '--force', ...args)
const manifestAt = (place: string, name = 'm.jsonl') => readFile(join(place, name), 'utf8')

const patients = {
  'train/p1/홍길동.dcm': 'one',
  'train/p2/b.dcm': 'two',
  'test/p3/c.dcm': 'three',
}
const sources = ['--subject-from', '/(p\\d)/', '--split-from', '^(\\w+)/']

test('HMAC by the one-call hash is the HMAC of RFC 2104 for keys and texts of any length', () => {
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 200 }), fc.uint8Array({ maxLength: 2000 }), (key, message) => {
      const wanted = createHmac('sha256', key).update(message).digest('hex')
      expect(hmac(Buffer.from(key))(Buffer.from(message)).toString('hex')).toBe(wanted)
    }),
  )
})

test('no name, subject, label or plain hash of a content stands in the manifest', async () => {
  const place = await site(patients)
  const ran = await fingerprint(place, ...sources, '--label-from', '/(\\w+)\\.dcm$|(홍)')
  expect(ran.exit).toBe(2) // a label that nothing tells is refused, and not left out
  const again = await fingerprint(place, ...sources)
  expect([again.exit, again.error]).toEqual([0, ''])
  const text = await manifestAt(place)
  const plain = createHash('sha256').update('one').digest()
  for (const word of ['홍길동', 'p1/', '.dcm', plain.toString('hex'), plain.toString('base64url')])
    expect(text).not.toContain(word)
  expect(text).toContain('"splits":["testing","training"],"subjects":3')
})

test('the same data give the same bytes, under another key all others', async () => {
  const [one, other] = [await site(patients), await site(patients)]
  await fingerprint(one, ...sources)
  await fingerprint(other, ...sources)
  expect(await manifestAt(one)).toBe(await manifestAt(other))
  const args = ['dataset', 'fingerprint', 'data', '--out', 'k.jsonl', '--key', join(folder, 'other.key')]
  await maek([...args, ...sources], { folder: one })
  const own = (await manifestAt(one)).split('\n')
  for (const line of own.filter((each) => each !== ''))
    expect(await manifestAt(one, 'k.jsonl')).not.toContain(line)
  const diff = await run(one, 'diff', 'm.jsonl', 'k.jsonl')
  expect(diff).toMatchObject({ exit: 2, error: expect.stringContaining('cannot be compared') })
})

test('a name composed otherwise (NFD) is the same item, and two that differ only so are refused', async () => {
  const name = '가'
  const [one, other] = [
    await site({ [name.normalize('NFC')]: 'x' }),
    await site({ [name.normalize('NFD')]: 'x' }),
  ]
  await fingerprint(one)
  await fingerprint(other)
  expect(await manifestAt(one)).toBe(await manifestAt(other))
  const both = await site({ [name.normalize('NFC')]: 'x', [name.normalize('NFD')]: 'y' })
  expect(await fingerprint(both)).toMatchObject({ exit: 2, error: expect.stringContaining('Unicode form') })
})

test('links, and files that cannot be read, leave no hole: there is no fingerprint at all', async () => {
  const place = await site({ a: 'x' })
  await symlink('a', join(place, 'data', 'link'))
  expect(await fingerprint(place)).toMatchObject({ exit: 2, error: expect.stringContaining('symbolic link') })
  expect((await fingerprint(place, '--follow')).exit).toBe(0)
  await symlink('..', join(place, 'data', 'loop'))
  expect(await fingerprint(place, '--follow')).toMatchObject({
    exit: 2,
    error: expect.stringContaining('lies in'),
  })
  await rm(join(place, 'data', 'loop'))
  await symlink('nowhere', join(place, 'data', 'broken'))
  expect((await fingerprint(place, '--follow')).exit).toBe(2)
})

test('very long names and folders deeper than a stack are read', async () => {
  const deep = `${'d/'.repeat(300)}${'n'.repeat(200)}`
  const place = await site({ [deep]: 'x' })
  expect(await fingerprint(place)).toMatchObject({ exit: 0, out: expect.stringContaining('1 item,') })
})

test('a leak shows before anything is sent', async () => {
  const place = await site({ ...patients, 'test/p1/d.dcm': 'four' })
  const ran = await fingerprint(place, ...sources)
  expect(ran.out).toContain('Leak: 1 subject and 0 contents')
})

test('the files behind a leak are found again at the site, and nowhere else', async () => {
  const place = await site({ ...patients, 'test/p1/d.dcm': 'four' })
  const { leak } = JSON.parse((await fingerprint(place, ...sources, '--json')).out)
  const found = await run(place, 'find', 'data', ...leak.subjectSamples, '--manifest', 'm.jsonl')
  expect(found.exit).toBe(0)
  expect(found.out).toContain('train/p1/홍길동.dcm')
  expect(found.out).toContain('test/p1/d.dcm')
  expect(found.out).not.toContain('/p2/')
  const stranger = ['dataset', 'find', 'data', leak.subjectSamples[0], '--manifest', 'm.jsonl']
  expect((await maek([...stranger, '--key', join(folder, 'stranger.key')], { folder: place })).exit).toBe(2)
})

test('a pseudonym that begins with a dash is looked for, not taken for an option', async () => {
  const place = await site(patients)
  await fingerprint(place, ...sources)
  for (const word of ['-vH3kQ9x_Zb1mT7cLw2RfA', '--3kQ9x_Zb1mT7cLw2RfAA']) {
    const found = await run(place, 'find', 'data', word, '--manifest', 'm.jsonl')
    expect(found).toMatchObject({ exit: 1, out: expect.stringContaining('No file') })
  }
})

test('the key is made once, can be read by its owner only, and never lies among the data', async () => {
  const place = await site({ a: 'x' })
  const key = join(place, 'k.key')
  const ran = await maek(['dataset', 'fingerprint', 'data', '--key', key, '--out', 'm.jsonl'], {
    folder: place,
  })
  expect(ran.out).toContain('A key of this site was made')
  await chmod(key, 0o644)
  const open = await maek(['dataset', 'fingerprint', 'data', '--key', key, '--out', 'n.jsonl'], {
    folder: place,
  })
  expect(open).toMatchObject({ exit: 2, error: expect.stringContaining('chmod 600') })
  const inside = join(place, 'data', 'k.key')
  const ran2 = await maek(['dataset', 'fingerprint', 'data', '--key', inside, '--out', 'n.jsonl'], {
    folder: place,
  })
  expect(ran2).toMatchObject({ exit: 2, error: expect.stringContaining('inside the data') })
})

test('an interrupted run goes on, and reads again what changed since', async () => {
  const place = await site({ a: 'x', b: 'y' })
  expect((await fingerprint(place)).exit).toBe(0)
  const whole = await manifestAt(place)
  const head = JSON.stringify(['maek-dataset-journal/1', JSON.parse(whole.split('\n')[0] ?? '').key, ''])
  await writeFile(join(place, 'm.jsonl.part'), `${head}\ncut off`)
  expect((await fingerprint(place, '--resume')).exit).toBe(0)
  expect(await manifestAt(place)).toBe(whole)
})

test('plain names are written where asked for, and refused where one looks like a person', async () => {
  const place = await site({ 'scans/case-1.png': 'x', 'scans/case-2.png': 'y' })
  expect((await fingerprint(place, '--plain-names')).exit).toBe(0)
  expect(await manifestAt(place)).toContain('["scans/case-1.png"')
  const named = await site({ 'scans/홍길동.png': 'x' })
  const ran = await fingerprint(named, '--plain-names')
  expect(ran).toMatchObject({ exit: 2, error: expect.stringContaining("person's name") })
})

test('rows of a table are items; a flipped label is told as that, and a new order of rows and columns is no change', async () => {
  const place = await site({})
  const write = (name: string, text: string) => writeFile(join(place, name), text)
  await write('a.csv', 'id,age,dx\n1,60,yes\n2,"70",no\n')
  await write('b.csv', '\ufeffdx,id,age\r\nyes,2,70\r\nyes,1,60\r\n')
  const columns = ['--rows', '--item-column', 'id', '--label-column', 'dx']
  for (const name of ['a', 'b'])
    await run(place, 'fingerprint', `${name}.csv`, '--out', `${name}.jsonl`, ...columns)
  const diff = await run(place, 'diff', 'a.jsonl', 'b.jsonl', '--json')
  expect(JSON.parse(diff.out).counts).toMatchObject({ altered: 0, relabelled: 1, added: 0, removed: 0 })
  await write('c.csv', 'id,age\n1,60\n1,70\n')
  expect(
    (await run(place, 'fingerprint', 'c.csv', '--out', 'c.jsonl', '--rows', '--item-column', 'id')).exit,
  ).toBe(2)
  await write('d.csv', 'id,age\n1,"60\n')
  expect((await run(place, 'fingerprint', 'd.csv', '--out', 'd.jsonl', '--rows')).error).toContain(
    'quotation mark',
  )
})

test('a table tells subject, split and label of files; a file it does not name is refused', async () => {
  const place = await site({ 'x.png': '1', 'y.png': '2' })
  const map = [
    '--map',
    'map.csv',
    '--item-column',
    'file',
    '--subject-column',
    'pid',
    '--split-column',
    'fold',
  ]
  await writeFile(join(place, 'map.csv'), 'file,pid,fold\nx.png,P-1,train\ny.png,P-2,val\n')
  expect((await fingerprint(place, ...map)).exit).toBe(0)
  expect(await manifestAt(place)).toContain('"splits":["training","tuning"],"subjects":2')
  await writeFile(join(place, 'map.csv'), 'file,pid,fold\nx.png,P-1,train\n')
  expect(await fingerprint(place, ...map)).toMatchObject({ exit: 2, error: expect.stringContaining('y.png') })
  await writeFile(join(place, 'map.csv'), 'file,pid,fold\nx.png,P-1,홍길동\ny.png,P-2,val\n')
  expect(await fingerprint(place, ...map)).toMatchObject({
    exit: 2,
    error: expect.stringContaining('short plain name'),
  })
})

test('DICOM files give their patients as subjects; one without is refused', async () => {
  const file = (patient: string, more: string) =>
    dicom(element([0x0010, 0x0020], 'LO', patient), element([0x0010, 0x0030], 'LO', more))
  const place = await site({ i1: file('P1', 'a'), i2: file('P1', 'b'), i3: file('P2', 'c') })
  const ran = await fingerprint(place, '--subject-from', 'dicom')
  expect(ran.out).toContain('3 items, subjects 2')
  await appendFile(join(place, 'data', 'notes.txt'), 'no DICOM')
  expect(await fingerprint(place, '--subject-from', 'dicom')).toMatchObject({
    exit: 2,
    error: expect.stringContaining('Patient ID'),
  })
  expect((await fingerprint(place, '--subject-from', 'dicom', '--skip', '\\.txt$')).exit).toBe(0)
})

test('equal labels of two items cannot be told to be equal', () => {
  const keyed = keyedBy(Buffer.alloc(32, 7))
  expect(keyed.label(keyed.name('a'), 'malignant')).not.toBe(keyed.label(keyed.name('b'), 'malignant'))
  expect(keyed.id).not.toContain(Buffer.alloc(32, 7).toString('base64url').slice(0, 10))
})

let served: ServedHouse | undefined
afterAll(() => served?.close())

test('from the site to the record and back: submit, verify, export, and a card registered again', async () => {
  served = await servedHouse()
  const place = await site(patients)
  expect((await fingerprint(place, ...sources)).exit).toBe(0)
  const { run: at } = served
  const card = join(place, 'card.json')
  const document = {
    conformsTo: 'http://mlcommons.org/croissant/1.0',
    name: 'Chest',
    description: 'For nodules.',
    version: '1',
  }
  await writeFile(card, JSON.stringify(document))
  expect((await at('intake', card)).error).toContain('purposes')
  const drafted = await at('intake', card, '--purposes', 'training,testing')
  const number = /DAT-\d{4}-\d+/.exec(drafted.out)?.[0] ?? ''
  const sent = await at('dataset', 'submit', join(place, 'm.jsonl'), '--dataset', number)
  expect([sent.exit, sent.error]).toEqual([0, ''])
  const verify = () =>
    at(
      'dataset',
      'verify',
      join(place, 'data'),
      '--dataset',
      number,
      '--key',
      join(folder, 'site.key'),
      ...sources,
    )
  expect((await verify()).exit).toBe(0)
  await writeFile(join(place, 'data', 'train/p2/b.dcm'), 'poisoned')
  expect(await verify()).toMatchObject({ exit: 1, out: expect.stringContaining('Altered') })
  for (const format of ['croissant', 'cyclonedx'])
    expect(
      (await at('dataset', 'export', number, '--format', format, '--out', join(place, format))).exit,
    ).toBe(0)
  expect(await readFile(join(place, 'croissant'), 'utf8')).toContain('"splits/subjects": 2')
  expect((await at('dataset', 'submit', card, '--dataset', number)).exit).toBe(2)
})
