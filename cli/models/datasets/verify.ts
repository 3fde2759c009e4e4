import { readManifestFile as readStored } from '@maek/domain/models/datasets/api.ts'
import type { Manifest } from '@maek/domain/models/datasets/manifest.ts'
import { diffManifests, isChanged } from '@maek/domain/models/datasets/manifest-diff.ts'
import { manifestBytesMax } from '@maek/domain/models/datasets/manifest-form.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { open } from '../../call.ts'
import type { Asked, Outcome, Terminal } from '../../command.ts'
import { connect } from '../../connection.ts'
import { recordIdOf } from '../../find-record.ts'
import { readAll } from '../../wire.ts'
import { manifestPieces } from './assemble.ts'
import { manifestOf, readManifestFile } from './manifest-file.ts'
import { siteKey } from './site-key.ts'
import { takeFingerprint } from './take-fingerprint.ts'
import { changeLines } from './told-lines.ts'

/**
 * Reads the data again and compares them with the manifest of the dataset, or with one at hand. Nothing is sent. It
 * leaves with 1 when anything changed, so a pipeline stops before it trains on altered data.
 */
export async function verifyData(
  asked: Asked,
  terminal: Terminal,
  places: readonly string[],
): Promise<Answer<Outcome>> {
  const before = await baseline(asked, terminal)
  if (!before.ok) return before
  const site = await siteKey(asked, terminal, { mayMake: false })
  if (!site.ok) return site
  const taken = await takeFingerprint(asked, terminal, { site: site.value, places, journal: null })
  if (!taken.ok) return taken
  const after = manifestOf(Buffer.from([...manifestPieces(taken.value)].join('')))
  if (!after.ok) throw new Error(`our own manifest was refused: ${after.refusal.because.en}`)
  const changes = diffManifests(before.value, after.value)
  if (!changes.ok) return changes
  return accept({
    exit: isChanged(changes.value) ? 1 : 0,
    json: { same: !isChanged(changes.value), root: taken.value.header.root, ...changes.value },
    lines: changeLines(changes.value, asked.language, terminal.columns),
  })
}

async function baseline(asked: Asked, terminal: Terminal): Promise<Answer<Manifest>> {
  const file = asked.text('manifest')
  const dataset = asked.text('dataset')
  if (file !== undefined && dataset === undefined) return readManifestFile(terminal, file)
  if (dataset === undefined || file !== undefined) return oneOfBoth
  const connection = await connect(asked, terminal)
  if (!connection.ok) return connection
  const id = await recordIdOf(connection.value, 'dataset', dataset)
  if (!id.ok) return id
  const response = await open(connection.value, readStored, { input: { id: id.value } })
  if (!response.ok) return response
  const bytes = await readAll(response.value, manifestBytesMax)
  return bytes ? manifestOf(Buffer.from(bytes)) : tooLarge
}

const oneOfBoth = refuse(
  'invalid',
  say(
    '--dataset DAT-… 또는 --manifest FILE 가운데 하나를 정하십시오.',
    'Name what to compare with: --dataset DAT-… or --manifest FILE.',
  ),
  'dataset',
)

const tooLarge = refuse(
  'unavailable',
  say(
    '매니페스트를 끝까지 받지 못했습니다. 다시 시도하십시오.',
    'The manifest did not arrive whole. Try again.',
  ),
)
