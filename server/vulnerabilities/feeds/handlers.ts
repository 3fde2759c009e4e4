import { hash } from 'node:crypto'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { importFeed } from '@maek/domain/vulnerabilities/api.ts'
import { readFeedAddress } from '@maek/domain/vulnerabilities/feed-address.ts'
import { isSourceStale } from '@maek/domain/vulnerabilities/feed-due.ts'
import {
  type FeedSourceName,
  feedSourceNames,
  feedSources,
} from '@maek/domain/vulnerabilities/feed-source.ts'
import {
  distrustFeedKey,
  fetchFeedSource,
  importBundle,
  readFeedSources,
  setFeedSource,
  trustFeedKey,
} from '@maek/domain/vulnerabilities/feeds-api.ts'
import { say } from '@maek/domain/words.ts'
import { canonicalText } from '@maek/ledger/canonical.ts'
import { parseVerifierKey } from '@maek/ledger/keys.ts'
import type pg from 'pg'
import { actorOf, type Call, type Handler, handle } from '../../http/handler.ts'
import { takeInFeed } from '../import.ts'
import { isImporting } from './alone.ts'
import { type Covering, readCovering } from './covering.ts'
import { type FeedSetting, readFeedSettings, readTrustedKeys, writeFeedSetting } from './feed-setting.ts'
import { type FeedState, readFeedStates } from './feed-state.ts'
import { importBundle as takeInBundle } from './import-bundle.ts'
import { fetchNow } from './schedule.ts'

const readSources = handle(readFeedSources, async (_input, call) => {
  const { pool } = call.house.database
  const [states, settings, keys] = [
    await readFeedStates(pool),
    await readFeedSettings(pool),
    await readTrustedKeys(pool),
  ]
  const now = call.house.now()
  const covering = await readCovering(pool, now)
  const sources = feedSourceNames.map((source) => {
    const stored = states.filter((state) => state.source === source).map((state) => shownState(state, now))
    const own =
      source === 'osv'
        ? byEcosystem(stored, covering)
        : source === 'nvd'
          ? wholeByCovering(stored, covering)
          : stored
    return {
      source,
      stale: own.some((state) => state.stale),
      freshDays: feedSources[source].freshDays,
      states: own,
      setting: shownSetting(settings.find((one) => one.source === source) ?? settingOf(source)),
    }
  })
  return accept({ sources, keys, busy: await isImporting(call.house) })
})

function shownState(state: FeedState, now: string) {
  const { part, entries, lastSuccessAt, lastTryAt, fault, failures, contentAt, signedBy } = state
  const stale = isSourceStale(state.source, state, now)
  return { part, entries, lastSuccessAt, lastTryAt, fault, failures, contentAt, signedBy, stale, whole: true }
}

/** NVD is one row of its own, and may stand in part like an ecosystem of OSV. */
function wholeByCovering(states: readonly Shown[], covering: readonly Covering[]): Shown[] {
  const whole = covering.find(({ source }) => source.startsWith('nvd '))?.whole ?? true
  return states.map((state) => ({ ...state, whole }))
}

/**
 * OSV ecosystem by ecosystem, also where files were carried in that name none: one row for all of them would call the
 * oldest current because the newest is.
 */
function byEcosystem(stored: readonly Shown[], covering: readonly Covering[]): Shown[] {
  const named = stored.filter(({ part }) => part !== '')
  const unnamed = stored.find(({ part }) => part === '')
  const carried = covering.flatMap(({ source, advisories, importedAt, stale, whole }) => {
    const part = source.startsWith(osvPrefix) ? source.slice(osvPrefix.length) : ''
    if (part === '' || named.some((state) => state.part === part)) return []
    const state = {
      part,
      entries: advisories,
      lastSuccessAt: importedAt,
      lastTryAt: importedAt,
      stale,
      whole,
    }
    return [{ ...state, fault: null, failures: 0, contentAt: null, signedBy: unnamed?.signedBy ?? null }]
  })
  const all = [...named, ...carried].sort((left, right) => (left.part < right.part ? -1 : 1))
  return unnamed && (unnamed.fault !== null || all.length === 0) ? [unnamed, ...all] : all
}

type Shown = ReturnType<typeof shownState>
const osvPrefix = 'osv '

/** What a source that nobody has set is set to: off. */
function settingOf(source: FeedSourceName): FeedSetting {
  const { url, everyHours } = feedSources[source]
  return { source, isOn: false, url, parts: [], everyHours }
}

function shownSetting({ isOn, url, parts, everyHours }: FeedSetting) {
  return { isOn, url, parts: [...parts], everyHours }
}

const setSource = handle(setFeedSource, async (input, call) => {
  const address = readFeedAddress(input.url)
  if (!address.ok) return address
  if (input.source === 'osv' && input.isOn && input.parts.length === 0) return needsParts
  const { source, ...rest } = input
  const setting = { ...rest, parts: [...new Set(input.parts)] }
  const noted = await noteFeedAct(call, {
    id: source,
    act: 'feed.set',
    detail: { source, ...setting },
    alongside: (client, { at, actor }) =>
      writeFeedSetting(client, { source, ...setting, at, by: actor.name }),
  })
  return noted.ok ? accept(setting) : noted
})

const needsParts = refuse(
  'invalid',
  say(
    'OSV에서 받을 생태계를 적으십시오(예: PyPI, npm, Debian).',
    'Name the ecosystems of OSV (such as PyPI, npm, Debian).',
  ),
  'parts',
)

/** Fetching may take long: it goes on after the answer, and what came of it stands in the source's state. */
const fetchSource = handle(fetchFeedSource, async ({ source }, call) => {
  const { house } = call
  const setting = (await readFeedSettings(house.database.pool)).find((one) => one.source === source)
  if (!setting?.isOn)
    return refuse(
      'conflict',
      say('이 정보원은 꺼져 있습니다. 먼저 켜십시오.', 'This source is off. Turn it on first.'),
    )
  if (await isImporting(house))
    return refuse('conflict', say('이미 가져오는 중입니다.', 'An import is already running.'))
  fetchNow(house, setting).catch((error: unknown) =>
    house.log({ level: 'error', what: 'feed', source, error: String(error) }),
  )
  return accept({ started: true })
})

const trustKey = handle(trustFeedKey, async ({ key: text }, call) => {
  const key = parseVerifierKey(text.trim())
  if (!key.ok) return refuse('invalid', key.refusal.because, 'key')
  const { name } = key.value
  const known = (await readTrustedKeys(call.house.database.pool)).find((one) => one.name === name)
  if (known)
    return refuse(
      'conflict',
      say(
        '같은 이름의 키가 이미 있습니다. 바뀐 키라면 먼저 해제하십시오.',
        'A key of this name is trusted already. Remove it first if it was replaced.',
      ),
      'key',
    )
  const noted = await noteFeedAct(call, {
    id: hash('sha256', name, 'hex'),
    act: 'feed.trust',
    detail: { key: text.trim() },
    alongside: (client, { at, actor }) =>
      client.query(
        'insert into feed_trust (name, verifier_key, added_at, added_by) values ($1, $2, $3, $4)',
        [name, text.trim(), at, actor.name],
      ),
  })
  return noted.ok ? accept({ name }) : noted
})

const distrustKey = handle(distrustFeedKey, async ({ name }, call) => {
  const known = (await readTrustedKeys(call.house.database.pool)).find((one) => one.name === name)
  if (!known) return refuse('not-found', say('그런 키가 없습니다.', 'There is no such key.'), 'name')
  const noted = await noteFeedAct(call, {
    id: hash('sha256', name, 'hex'),
    act: 'feed.distrust',
    detail: { key: known.key },
    alongside: (client) => client.query('delete from feed_trust where name = $1', [name]),
  })
  return noted.ok ? accept({ name }) : noted
})

const bringBundle = handle(importBundle, async ({ name }, call) => {
  const taken = await takeInBundle(call.house, actorOf(call), { bytes: call.bytes, name })
  if (!taken.ok) return taken
  const { madeAt, signedBy, files } = taken.value
  return accept({ madeAt, signedBy: [...signedBy], files: [...files] })
})

/** A file nobody signed is taken too, and the ledger says who brought it. */
const bringFile = handle(importFeed, async ({ name, source }, call) => {
  const sha256 = hash('sha256', call.bytes, 'hex')
  const noted = await noteFeedAct(call, {
    id: sha256,
    act: 'feed.import',
    detail: { source, name, sha256, signedBy: [] },
    alongside: () => Promise.resolve(),
  })
  return noted.ok ? takeInFeed(call.house, { bytes: call.bytes, name, source }) : noted
})

type FeedAct = {
  readonly id: string
  readonly act: string
  readonly detail: Readonly<Record<string, unknown>>
  readonly alongside: (
    client: pg.PoolClient,
    by: { readonly at: string; readonly actor: Actor },
  ) => Promise<unknown>
}

/** Every change of where knowledge comes from stands or falls with its entry in the log. */
async function noteFeedAct(call: Call, { id, act, detail, alongside }: FeedAct): Promise<Answer<unknown>> {
  const actor = actorOf(call)
  const at = call.house.now()
  return call.house.committer.commit({
    organisation: actor.organisation,
    decisions: [],
    notes: [
      { kind: 'feed', id, act, canonical: canonicalText({ v: 1, by: actor.id, at, ...detail }), actor, at },
    ],
    alongside: async (client) => {
      await alongside(client, { at, actor })
    },
  })
}

export const feedHandlers: readonly Handler[] = [
  bringFile,
  readSources,
  setSource,
  fetchSource,
  trustKey,
  distrustKey,
  bringBundle,
]
