import { z } from 'zod'
import { endpoint } from '../endpoint.ts'
import { words } from '../views.ts'
import { say } from '../words.ts'
import { carryOverView } from './carry-over-view.ts'
import { feedSourceNames } from './feed-source.ts'
import {
  decisionHead,
  findingDetail,
  findingFilter,
  findingId,
  findingSchema,
  findingSeverity,
  findingSorts,
  findingState,
} from './finding-view.ts'
import { triageRowsMax } from './triage-decision.ts'

/**
 * A file of one source, read offline: an OSV export (`all.zip`, a folder's zip, one JSON advisory or an array), or the
 * document of another source, packed with gzip or not. Nobody vouches for it: it is marked unsigned.
 */
export const importFeed = endpoint({
  name: 'importFeed',
  method: 'POST',
  path: '/feeds/import',
  title: say('취약점 정보 가져오기', 'Import advisories'),
  access: 'administer',
  bytesMax: 500_000_000,
  input: z.strictObject({ name: z.string().max(255), source: z.enum(feedSourceNames).default('osv') }),
  output: z.strictObject({
    read: z.number(),
    added: z.number(),
    changed: z.number(),
    unchanged: z.number(),
    refused: z.array(z.strictObject({ place: z.string(), because: words })),
    findings: z.number(),
  }),
})

export const listFeeds = endpoint({
  name: 'listFeeds',
  method: 'GET',
  path: '/feeds',
  title: say('취약점 정보원', 'Advisory sources'),
  access: 'read',
  input: z.strictObject({}),
  output: z.strictObject({
    feeds: z.array(
      z.strictObject({
        source: z.string(),
        advisories: z.number(),
        lastImportedAt: z.string().nullable(),
        stale: z.boolean(),
        /** False: only some of it, which answers for the packages and products it names. */
        whole: z.boolean(),
      }),
    ),
  }),
})

export const listFindings = endpoint({
  name: 'listFindings',
  method: 'GET',
  path: '/findings',
  title: say('발견 항목', 'Findings'),
  access: 'read',
  input: z.strictObject({
    ...findingFilter,
    sort: z.enum(findingSorts).optional(),
    after: z.string().max(600).optional(),
    limit: z.coerce.number().int().min(1).max(200).optional(),
  }),
  output: z.strictObject({ findings: z.array(findingSchema), next: z.string().nullable() }),
})

/** How much there is to do: by state and severity, each counted to a bound. */
export const triageCounts = endpoint({
  name: 'triageCounts',
  method: 'GET',
  path: '/findings/counts',
  title: say('발견 항목 수', 'Counts of findings'),
  access: 'read',
  input: z.strictObject({
    release: findingFilter.release,
    device: findingFilter.device,
    sbom: findingFilter.sbom,
  }),
  output: z.strictObject({
    counts: z.array(
      z.strictObject({
        state: findingState,
        severity: findingSeverity,
        count: z.number(),
        /** There are more than were counted. */
        more: z.boolean(),
      }),
    ),
  }),
})

/** Of the components that stand, how many any source could have answered for: without it “no findings” says little. */
export const readCoverage = endpoint({
  name: 'readCoverage',
  method: 'GET',
  path: '/findings/coverage',
  title: say('대조 가능 범위', 'Coverage of the matching'),
  access: 'read',
  input: z.strictObject({
    release: findingFilter.release,
    device: findingFilter.device,
    sbom: findingFilter.sbom,
  }),
  output: z.strictObject({
    /** Distinct component versions in SBOMs that stand, counted to a bound. */
    components: z.number(),
    covered: z.number(),
    more: z.boolean(),
  }),
})

/** Days within which severities are to be remedied: of the policy in force for the release's device, else our own. */
export const readRemediationTargets = endpoint({
  name: 'readRemediationTargets',
  method: 'GET',
  path: '/remediation-targets',
  title: say('조치 목표', 'Remediation targets'),
  access: 'read',
  input: z.strictObject({ release: z.uuid().optional() }),
  output: z.strictObject({
    targets: z.strictObject({
      critical: z.number(),
      high: z.number(),
      medium: z.number(),
      low: z.number(),
    }),
    /** The policy that says so; null where the house's own numbers stand in. */
    policy: z.strictObject({ id: z.uuid(), number: z.string() }).nullable(),
  }),
})

export const getFinding = endpoint({
  name: 'getFinding',
  method: 'GET',
  path: '/findings/{id}',
  title: say('발견 항목 하나', 'One finding'),
  access: 'read',
  input: z.strictObject({ id: findingId }),
  output: findingDetail,
})

/** One reasoning over the findings chosen, one by one or by a filter: a single `triage-decision`, all or nothing. */
export const decideFindings = endpoint({
  name: 'decideFindings',
  method: 'POST',
  path: '/findings/decide',
  title: say('발견 항목 판정', 'Decide findings'),
  access: 'write',
  input: z.strictObject({
    /** These, or all that the filter finds. */
    findings: z.array(findingId).min(1).max(triageRowsMax).optional(),
    filter: z.strictObject(findingFilter).optional(),
    /** Fields of the decision beside the rows; without `name` it is named after what it speaks of. */
    decision: z.record(z.string().max(60), z.unknown()),
    /** Ask for approval at once. */
    propose: z.boolean().optional(),
    /** Take the place of decisions in force about the same findings; without it they are a refusal. */
    supersede: z.boolean().optional(),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    record: z.strictObject({ id: z.uuid(), number: z.string(), title: z.string(), state: z.string() }),
    /** Findings it speaks of, and rows it says that in. */
    findings: z.number(),
    rows: z.number(),
    superseded: z.array(decisionHead),
  }),
})

/** What becomes of the decisions about the earlier release in this one: each is in exactly one group. */
export const readCarryOver = endpoint({
  name: 'readCarryOver',
  method: 'GET',
  path: '/releases/{release}/carry-over',
  title: say('이전 릴리스의 판정', 'Decisions of the earlier release'),
  access: 'read',
  input: z.strictObject({ release: z.uuid() }),
  output: carryOverView,
})

/** Proposes the decisions to confirm for this release, each linked to the one it continues. */
export const carryOver = endpoint({
  name: 'carryOver',
  method: 'POST',
  path: '/releases/{release}/carry-over',
  title: say('판정 이어받기', 'Carry decisions over'),
  access: 'write',
  input: z.strictObject({
    release: z.uuid(),
    /** Decisions of the group to confirm; without it all of them. */
    decisions: z.array(z.uuid()).min(1).max(500).optional(),
    propose: z.boolean().optional(),
    key: z.string().max(100).optional(),
  }),
  output: z.strictObject({
    made: z.array(
      z.strictObject({
        from: decisionHead,
        record: z.strictObject({ id: z.uuid(), number: z.string(), state: z.string() }),
        rows: z.number(),
      }),
    ),
  }),
})
