import { equalBytes } from './bytes.ts'
import { find, findingsText, noFindings } from './findings.ts'
import { digestHex } from './hash.ts'
import { type Manifest, type PackFile, packDigest } from './pack.ts'
import { isPackName, neededFiles } from './pack-layout.ts'
import { parseTilePath, tileWidth } from './tiles.ts'
import type { LogReport } from './verify-log.ts'
import type { OpenPack } from './verify-open.ts'
import { type Step, stepOf } from './verify-step.ts'

/** Step 5: every listed file is there with its hash, and nothing is there that is not listed. */
export async function checkFiles(pack: OpenPack): Promise<Step> {
  const title = { ko: '파일 해시', en: 'File hashes' }
  const { manifest, names } = pack
  if (!manifest.ok) return stepOf(title, { ok: false, detail: manifest.refusal.because })
  const faults = noFindings()
  const listed = new Set(manifest.value.files.map((file) => file.name))
  const present = new Set(names)
  if (present.size !== names.length)
    find(faults, '같은 이름의 파일이 둘 있습니다.', 'Two files share a name.')
  for (const name of neededFiles)
    if (!present.has(name)) find(faults, `${name} 파일이 없습니다.`, `${name} is missing.`)
  for (const name of present) {
    if (name === 'manifest.json') continue
    if (!listed.has(name)) find(faults, `목록에 없는 파일: ${name}`, `Not listed in the manifest: ${name}`)
    if (!isPackName(name) || isBeyondLog(name, pack)) {
      find(faults, `있어서는 안 되는 파일: ${name}`, `A file that has no place in a pack: ${name}`)
    }
  }
  for (const file of manifest.value.files) await checkFile(pack, file, (ko, en) => find(faults, ko, en))
  const clean = {
    ko: `파일 ${listed.size}개의 해시가 모두 맞고, 목록 밖의 파일은 없습니다.`,
    en: `The hashes of all ${listed.size} files are right and no other file is present.`,
  }
  return stepOf(title, { ok: faults.count === 0, detail: findingsText(faults, clean) })
}

async function checkFile(
  pack: OpenPack,
  file: PackFile,
  fault: (ko: string, en: string) => void,
): Promise<void> {
  const found = await digestOf(pack, file.name)
  if (found === undefined) {
    fault(`${file.name} 파일이 없습니다.`, `${file.name} is missing.`)
    return
  }
  const named = /^files\/([0-9a-f]{64})$/.exec(file.name)?.[1] ?? file.sha256
  if (found.sha256 !== file.sha256 || found.size !== file.size || named !== found.sha256) {
    fault(`${file.name}의 내용이 바뀌었습니다.`, `${file.name} has been changed.`)
  }
}

async function digestOf(
  pack: OpenPack,
  name: string,
): Promise<{ readonly sha256: string; readonly size: number } | undefined> {
  const { reader, hash } = pack
  if (reader.digest !== undefined) return reader.digest(name)
  const bytes = await reader.read(name)
  return bytes === undefined ? undefined : { sha256: digestHex(bytes, hash), size: bytes.length }
}

// A tile the checkpoint's size has no room for proves nothing and could hide something.
function isBeyondLog(name: string, pack: OpenPack): boolean {
  const tile = parseTilePath(name)
  if (tile === undefined || pack.checkpoint === undefined) return false
  const level = tile.level === 'entries' ? 0 : tile.level
  const hashes = Math.floor(pack.checkpoint.size / tileWidth ** level)
  return tile.width !== Math.min(tileWidth, hashes - tile.index * tileWidth)
}

/** Step 9: the manifest speaks of this checkpoint, and says whether its own statements are sealed in the log. */
export function checkManifest(pack: OpenPack, log: LogReport | undefined): Step {
  const title = { ko: '목록과 체크포인트의 일치', en: 'Manifest agrees with checkpoint' }
  const { manifest, checkpoint } = pack
  if (!manifest.ok) return stepOf(title, { ok: false, detail: manifest.refusal.because })
  if (checkpoint === undefined || log === undefined) return stepOf(title, { unchecked: true })
  const { origin, size, root, ledgerIndex, madeAt } = manifest.value
  const faults = noFindings()
  if (origin !== checkpoint.origin)
    find(faults, '목록의 원장 이름이 체크포인트와 다릅니다.', 'The manifest names another log.')
  if (size !== checkpoint.size)
    find(faults, '목록의 항목 수가 체크포인트와 다릅니다.', 'The manifest states another size.')
  if (!equalBytes(root, checkpoint.root))
    find(faults, '목록의 루트가 체크포인트와 다릅니다.', 'The manifest states another root.')
  if (ledgerIndex !== undefined && log.wanted.get(ledgerIndex)?.h !== packDigest(manifest.value)) {
    find(
      faults,
      `${ledgerIndex}번 항목이 이 묶음의 것이 아닙니다.`,
      `Entry ${ledgerIndex} does not seal this pack.`,
    )
  }
  const evidence = [{ label: { ko: '만든 때', en: 'Made at' }, value: madeAt }]
  return stepOf(title, {
    ok: faults.count === 0,
    detail: findingsText(faults, sealWords(manifest.value)),
    evidence,
  })
}

function sealWords(manifest: Manifest) {
  if (manifest.ledgerIndex !== undefined) {
    return {
      ko: `같은 체크포인트이며, 만든 때와 기타 파일까지 ${manifest.ledgerIndex}번 항목에 봉인되어 있습니다.`,
      en: `Same checkpoint; time of making and all other files are sealed by entry ${manifest.ledgerIndex}.`,
    }
  }
  return {
    ko: '같은 체크포인트입니다. 만든 때, README, readiness.json은 원장에 봉인되지 않아 참고용입니다.',
    en: 'Same checkpoint. Time of making, README and readiness.json are not sealed in the log: for information only.',
  }
}
