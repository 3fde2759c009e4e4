import { hash, randomUUID } from 'node:crypto'
import { decodeText } from '@maek/domain/components/decode-text.ts'
import { isJsonWithin } from '@maek/domain/components/json-value.ts'
import { decideCreate } from '@maek/domain/decide.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import type { intakeDataset } from '@maek/domain/models/datasets/api.ts'
import { type ReadCard, readCard } from '@maek/domain/models/datasets/read-card.ts'
import { parseBody } from '@maek/domain/parse.ts'
import { may } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { commitOne } from '../../commit-one.ts'
import { checkFile } from '../../files/content.ts'
import { keepFile } from '../../files/keep.ts'
import type { House } from '../../house.ts'

type Asked = Omit<z.output<(typeof intakeDataset)['input']>, 'key'>
export type CardIntake = z.input<(typeof intakeDataset)['output']>

/** A megabyte of `[[[` costs memory only once it is parsed. */
const bounds = { values: 300_000, depth: 60 }

/**
 * A data card in: a draft with what it says, and the card itself beside it, whole. The same bytes a second time make
 * no second draft.
 */
export async function takeInCard(
  house: Pick<House, 'committer' | 'database' | 'files' | 'now'>,
  actor: Actor,
  given: Asked & { readonly bytes: Buffer },
): Promise<Answer<CardIntake>> {
  if (!may(actor.roles, 'write', dataset.domain)) return notAllowed
  const checked = await checkFile(given.name, given.bytes)
  if (!checked.ok) return checked
  const card = cardIn(given.bytes)
  if (!card.ok) return card
  const sha256 = hash('sha256', given.bytes, 'hex')
  const file = { ...checked.value, sha256, size: given.bytes.length }
  const entered = enteredFrom(card.value, given)
  if (!entered.ok) return entered
  const body = parseBody(dataset, { ...entered.value, cards: [file] })
  if (!body.ok) return body
  const id = randomUUID()
  const decided = decideCreate(dataset, { id, body: body.value }, { actor, at: house.now() })
  if (!decided.ok) return decided
  await keepFile(house, actor, { bytes: given.bytes, mediaType: file.mediaType })
  const key = `intake-dataset:${sha256}`
  const written = await commitOne(house, {
    organisation: actor.organisation,
    decisions: [decided.value],
    key: { key, request: hash('sha256', key, 'buffer') },
  })
  if (!written.ok) return written
  const record = written.value
  return accept({
    record: { id: record.id, number: record.number, title: record.title },
    format: card.value.format,
    filled: Object.keys(card.value.fields),
    kept: [...card.value.kept],
    known: record.id !== id,
  })
}

function cardIn(bytes: Buffer): Answer<ReadCard> {
  const text = decodeText(bytes)
  if (!text.ok) return text
  if (!isJsonWithin(text.value, bounds)) return tooMuch
  try {
    return readCard(JSON.parse(text.value))
  } catch {
    return refuse('wrong-type', say('JSON으로 읽을 수 없습니다.', 'This cannot be read as JSON.'), 'body')
  }
}

/** What every record needs and the card may not say is asked of whoever brings it; nothing is made up. */
function enteredFrom({ fields }: ReadCard, asked: Asked): Answer<Readonly<Record<string, unknown>>> {
  const purposes = asked.purposes?.split(',').map((one) => one.trim())
  const entered: Readonly<Record<string, unknown>> = {
    ...fields,
    ...(purposes && { purposes }),
    ...(asked.version !== undefined && { version: asked.version }),
  }
  if (entered.purposes === undefined) return noPurposes
  if (entered.version === undefined) return noVersion
  return accept(entered)
}

const noPurposes = refuse(
  'invalid',
  say(
    '카드에 쓰임이 적혀 있지 않습니다. 쓰임(training, tuning, testing, reference)을 정하십시오.',
    'The card does not say what the data are for. Name the purposes: training, tuning, testing or reference.',
  ),
  'purposes',
)

const noVersion = refuse(
  'invalid',
  say('카드에 버전이 없습니다. 버전을 정하십시오.', 'The card names no version. Say which version it is.'),
  'version',
)

const tooMuch = refuse(
  'too-large',
  say('JSON에 값이 너무 많거나 너무 깊습니다.', 'The JSON holds too many values or nests too deeply.'),
  'body',
)

const notAllowed = refuse(
  'not-allowed',
  say('데이터셋을 등록할 권한이 없습니다.', 'Your role may not register datasets.'),
)
