import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { importFeed } from './api.ts'
import { feedSourceNames } from './feed-source.ts'

const source = z.enum(feedSourceNames)

const setting = z.strictObject({
  isOn: z.boolean(),
  url: z.string().max(2_000),
  /** Ecosystems of OSV, release left out: `PyPI`, `Debian`. */
  parts: z.array(z.string().regex(/^[A-Za-z0-9][A-Za-z0-9 .+-]{0,59}$/)).max(60),
  everyHours: z.number().int().min(1).max(720),
})

/** How each source stands, where it is fetched from, and whose bundles are taken. */
export const readFeedSources = endpoint({
  name: 'readFeedSources',
  method: 'GET',
  path: '/feeds/sources',
  title: say('정보원 상태', 'State of the sources'),
  access: 'read',
  input: z.strictObject({}),
  output: z.strictObject({
    sources: z.array(
      z.strictObject({
        source,
        /** Any of its parts is older than it may be. */
        stale: z.boolean(),
        freshDays: z.number(),
        states: z.array(
          z.strictObject({
            part: z.string(),
            entries: z.number(),
            lastSuccessAt: z.string().nullable(),
            lastTryAt: z.string().nullable(),
            fault: words.nullable(),
            failures: z.number(),
            contentAt: z.string().nullable(),
            /** Names of the keys that signed its bundle; null where nothing vouches for it. */
            signedBy: z.string().nullable(),
            stale: z.boolean(),
            /** False: only some of it, which answers for the packages and products it names. */
            whole: z.boolean(),
          }),
        ),
        setting,
      }),
    ),
    keys: z.array(
      z.strictObject({ name: z.string(), key: z.string(), addedAt: z.string(), addedBy: z.string() }),
    ),
    /** A fetch or an import is running now. */
    busy: z.boolean(),
  }),
})

export const setFeedSource = endpoint({
  name: 'setFeedSource',
  method: 'PUT',
  path: '/feeds/sources/{source}',
  title: say('정보원 설정', 'Set a source'),
  access: 'administer',
  input: setting.extend({ source }),
  output: setting,
})

/** Starts to fetch at once; how it went stands in the state of the source. */
export const fetchFeedSource = endpoint({
  name: 'fetchFeedSource',
  method: 'POST',
  path: '/feeds/sources/{source}/fetch',
  title: say('지금 받기', 'Fetch now'),
  access: 'administer',
  input: z.strictObject({ source }),
  output: z.strictObject({ started: z.boolean() }),
})

export const trustFeedKey = endpoint({
  name: 'trustFeedKey',
  method: 'POST',
  path: '/feeds/keys',
  title: say('묶음의 공개키 신뢰', 'Trust the key of a bundle'),
  access: 'administer',
  input: z.strictObject({ key: z.string().max(1_000) }),
  output: z.strictObject({ name: z.string() }),
})

export const distrustFeedKey = endpoint({
  name: 'distrustFeedKey',
  method: 'DELETE',
  path: '/feeds/keys/{name}',
  title: say('공개키 신뢰 해제', 'Stop trusting a key'),
  access: 'administer',
  input: z.strictObject({ name: z.string().max(300) }),
  output: z.strictObject({ name: z.string() }),
})

/** A bundle made by `maek feeds bundle`, signed by a key trusted beforehand; taken whole or not at all. */
export const importBundle = endpoint({
  name: 'importBundle',
  method: 'POST',
  path: '/feeds/bundles',
  title: say('서명된 묶음 가져오기', 'Import a signed bundle'),
  access: 'administer',
  bytesMax: 500_000_000,
  input: z.strictObject({ name: z.string().max(255) }),
  output: z.strictObject({
    madeAt: z.string(),
    signedBy: z.array(z.string()),
    files: z.array(importFeed.output.extend({ name: z.string(), contentAt: z.string() })),
  }),
})

/** Components that no source knows as they are named, by name, with what is done about them. */
export const listUnmatched = endpoint({
  name: 'listUnmatched',
  method: 'GET',
  path: '/unmatched',
  title: say('대조되지 않는 구성요소', 'Unmatched components'),
  access: 'read',
  input: z.strictObject({
    /** Begins with; capitals do not matter. */
    q: z.string().max(200).optional(),
    after: z.string().max(2_000).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  output: z.strictObject({
    components: z.array(
      z.strictObject({
        name: z.string(),
        types: z.array(z.string()),
        suppliers: z.array(z.string()),
        /** At most ten of them, and how many there are. */
        versions: z.array(z.string()),
        versionCount: z.number(),
        sboms: z.number(),
        hasPurl: z.boolean(),
        /** A CPE that cannot be asked by: broken, or without vendor or product. */
        cpe: z.string().nullable(),
        /** Rules on their way or in force that name it. */
        rules: z.array(
          z.strictObject({
            id: z.uuid(),
            number: z.string(),
            state: z.string(),
            /** Watched by hand: when somebody last looked, and by when somebody must look again. */
            watch: z.strictObject({ lastAt: z.string().nullable(), dueOn: z.string() }).nullable(),
          }),
        ),
      }),
    ),
    next: z.string().nullable(),
    /** Ecosystems that ask and have no advisories here; on the first page only. */
    withoutSource: z.array(z.strictObject({ ecosystem: z.string(), versions: z.number() })),
  }),
})
