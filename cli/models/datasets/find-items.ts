import { resolve } from 'node:path'
import type { Manifest } from '@maek/domain/models/datasets/manifest.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { needed } from '../../arguments.ts'
import type { Asked, Outcome, Terminal } from '../../command.ts'
import { readManifestFile } from './manifest-file.ts'
import { keyedBy, siteKey } from './site-key.ts'
import { patternOf } from './sources.ts'
import { walk } from './walk.ts'

/**
 * The files behind pseudonyms of a manifest, be they of names, contents or subjects: who is told of a leak or a change
 * finds it again here, and only here, where the key is.
 */
export async function findItems(
  asked: Asked,
  terminal: Terminal,
  [place = '', ...pseudonyms]: readonly string[],
): Promise<Answer<Outcome>> {
  const file = needed(asked, 'manifest')
  if (!file.ok) return file
  const manifest = await readManifestFile(terminal, file.value)
  if (!manifest.ok) return manifest
  const site = await siteKey(asked, terminal, { mayMake: false })
  if (!site.ok) return site
  const keyed = keyedBy(site.value.key)
  if (keyed.id !== manifest.value.header.key) return otherKey
  const skip = asked.text('skip')
  const pattern = skip === undefined ? accept(null) : patternOf(skip, 'skip')
  if (!pattern.ok) return pattern
  const wanted = namesBehind(manifest.value, new Set(pseudonyms))
  const { files } = walk([resolve(terminal.folder, place)], {
    follow: asked.on('follow'),
    skip: pattern.value,
  })
  const isPlain = manifest.value.header.names === 'plain'
  const found = files.flatMap(({ name }) => {
    const by = wanted.get(isPlain ? name : keyed.name(name))
    return by === undefined ? [] : [{ pseudonym: by, name }]
  })
  const lines = found.map(({ pseudonym, name }) => `${pseudonym}  ${name}`)
  const none = say('해당하는 파일이 없습니다.', 'No file is behind these pseudonyms.')[asked.language]
  return accept({ exit: found.length > 0 ? 0 : 1, json: { found }, lines: lines.length > 0 ? lines : [none] })
}

/** Name → the pseudonym that was asked for. */
function namesBehind(manifest: Manifest, asked: ReadonlySet<string>): ReadonlyMap<string, string> {
  const wanted = new Map<string, string>()
  for (const [item, name] of manifest.names.entries()) {
    const own = [name, manifest.contents[item], manifest.subjects[item]]
    const hit = own.find((one) => typeof one === 'string' && asked.has(one))
    if (hit) wanted.set(name, hit)
  }
  return wanted
}

const otherKey = refuse(
  'conflict',
  say('이 매니페스트는 다른 키로 만들었습니다.', 'This manifest was made with another key.'),
  'key',
)
