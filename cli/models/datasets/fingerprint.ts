import { existsSync, realpathSync } from 'node:fs'
import { open, rename, rm } from 'node:fs/promises'
import { dirname, resolve, sep } from 'node:path'
import { leakWithin } from '@maek/domain/models/datasets/manifest-leak.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { counted, type Language, say } from '@maek/domain/words.ts'
import type { Asked, Options, Outcome, Terminal } from '../../command.ts'
import { type Assembled, manifestPieces } from './assemble.ts'
import { openJournal } from './journal.ts'
import { manifestOf } from './manifest-file.ts'
import { keyedBy, type SiteKey, siteKey } from './site-key.ts'
import { fingerprintOptions, takeFingerprint } from './take-fingerprint.ts'
import { manifestLines } from './told-lines.ts'

const usual = 'dataset.manifest.jsonl'

/** Makes the manifest of what lies here. No server is asked, and nothing leaves the machine. */
export async function makeFingerprint(
  asked: Asked,
  terminal: Terminal,
  places: readonly string[],
): Promise<Answer<Outcome>> {
  const out = placeOf(asked, terminal, places)
  if (!out.ok) return out
  const site = await siteKey(asked, terminal, { mayMake: true })
  if (!site.ok) return site
  const journal = openJournal(out.value, {
    keyId: keyedBy(site.value.key).id,
    resume: asked.on('resume'),
    rules: asked.text('subject-from') === 'dicom' ? 'dicom' : '',
  })
  const taken = await takeFingerprint(asked, terminal, { site: site.value, places, journal })
  if (!taken.ok) return taken
  const bytes = await writeManifest(out.value, taken.value)
  journal.remove()
  const manifest = manifestOf(bytes)
  if (!manifest.ok) throw new Error(`our own manifest was refused: ${manifest.refusal.because.en}`)
  return accept({
    exit: 0,
    json: { file: out.value, ...taken.value.header, leak: leakWithin(manifest.value) },
    lines: [
      ...keyLines(site.value, asked.language),
      `✓ ${out.value}`,
      ...manifestLines(manifest.value, asked.language, terminal.columns),
      ...(journal.known.size > 0 ? [resumedLine(journal.known.size, asked.language)] : []),
    ],
  })
}

function placeOf(asked: Asked, terminal: Terminal, places: readonly string[]): Answer<string> {
  const named = asked.text('out') ?? usual
  const path = resolve(terminal.folder, named)
  if (existsSync(path) && !asked.on('force') && !asked.on('resume'))
    return refuse(
      'conflict',
      say(
        `이미 있는 파일입니다: ${named}. 덮어쓰려면 --force를 더하십시오.`,
        `${named} exists already. Add --force to replace it.`,
      ),
      'out',
    )
  for (const place of places) {
    const folder = resolve(terminal.folder, place)
    if (!existsSync(folder))
      return refuse(
        'not-found',
        say(`없는 파일이나 폴더입니다: ${place}`, `There is no file or folder ${place}.`),
      )
    // A manifest among the data would be an item of the next one.
    const whole = realpathSync(folder)
    if (existsSync(dirname(path)) && `${realpathSync(dirname(path))}${sep}`.startsWith(`${whole}${sep}`))
      return refuse(
        'invalid',
        say(
          '매니페스트를 데이터 폴더 안에 둘 수 없습니다. --out으로 다른 곳을 정하십시오.',
          'The manifest cannot lie inside the data. Choose another place with --out.',
        ),
        'out',
      )
  }
  return accept(path)
}

/** Whole or not at all. Gives back the bytes as they were written. */
async function writeManifest(path: string, manifest: Assembled): Promise<Buffer> {
  const part = `${path}.writing`
  const pieces: Buffer[] = []
  const file = await open(part, 'w', 0o600)
  try {
    for (const piece of manifestPieces(manifest)) {
      const bytes = Buffer.from(piece)
      pieces.push(bytes)
      await file.writeFile(bytes)
    }
    await file.sync()
  } catch (error) {
    await rm(part, { force: true })
    throw error
  } finally {
    await file.close()
  }
  await rename(part, path)
  return Buffer.concat(pieces)
}

function keyLines({ isNew, path }: SiteKey, language: Language): string[] {
  if (!isNew) return []
  return [
    say(
      `! 이 기관의 키를 새로 만들었습니다: ${path}. 백업해 두십시오. 잃으면 비교할 수 없고, 밖으로 나가면 추측한 값을 대조할 수 있습니다.`,
      `! A key of this site was made: ${path}. Back it up: without it nothing can be compared, and whoever else has it can test guesses.`,
    )[language],
  ]
}

function resumedLine(known: number, language: Language): string {
  return say(
    `– 이어서 했습니다. 앞서 읽은 ${known}건은 크기와 시각이 같아 다시 읽지 않았습니다.`,
    `– Resumed: ${counted(known, 'item')} read before, with the same size and times, ${known === 1 ? 'was' : 'were'} not read again.`,
  )[language]
}

export const makeOptions = {
  ...fingerprintOptions,
  out: {
    takes: 'text',
    value: 'FILE',
    about: say(`저장할 파일. 없으면 ${usual}.`, `File to save to; ${usual} if not given.`),
  },
  force: { takes: 'switch', about: say('있는 파일을 덮어씁니다.', 'Replace the file if it exists.') },
  resume: {
    takes: 'switch',
    about: say(
      '중단된 작업을 이어서 합니다. 이미 읽고 그 뒤 바뀌지 않은 파일은 다시 읽지 않습니다.',
      'Go on with an interrupted run: files read then and unchanged since are not read again.',
    ),
  },
} as const satisfies Options
