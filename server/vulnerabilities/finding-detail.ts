import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { getFinding } from '@maek/domain/vulnerabilities/api.ts'
import { namesFinding, type Settled, speaksOf, stateAt } from '@maek/domain/vulnerabilities/triage.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { notFound } from '../http/problems.ts'
import type { DecisionRecord } from './decision-records.ts'
import { foundPlaceOf, type Place, readPlaces } from './finding-context.ts'
import { described, headOf, readAround } from './finding-describe.ts'
import { type FindingRow, idOf, keyOf, readRows } from './finding-row.ts'
import { isOfDistribution, type PackageOwner, readOwners } from './package-owners.ts'
import { publicationsOf, publishedScores, readPublications } from './publications.ts'
import type { StoredRuling } from './rulings.ts'
import { suggestionsFor } from './suggestions.ts'

type Detail = z.input<(typeof getFinding)['output']>

const placesMax = 500
const othersMax = 100

/** Everything about one finding: every place with its state, who published what, and every decision that speaks of it. */
export async function readFinding(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly id: string; readonly now: string },
): Promise<Answer<Detail>> {
  const today = asked.now.slice(0, 10)
  const [row] = await readRows(client, organisation, [keyOf(asked.id)])
  if (!row) return { ok: false, refusal: notFound }
  const around = await readAround(client, organisation, { rows: [row], sboms: null, today })
  const all = await readPlaces(client, organisation, {
    components: [row.component],
    sboms: null,
    eachMax: placesMax,
  })
  const places = all.get(row.component) ?? []
  const sboms = isOfDistribution(row.purl) ? [] : places.map(({ sbom }) => sbom.id)
  const owners = await readOwners(client, organisation, { component: row.component, sboms })
  const rulings = around.rulingsOf(row).filter((ruling) => namesFinding(ruling, row))
  const own = publicationsOf(row, await readPublications(client, [row.vulnerability, ...row.advisories]))
  return accept({
    finding: described(row, around),
    package: row.package,
    places: places.map((place) =>
      shownPlace(place, stateAt(row, foundPlaceOf(place), { rulings, today }), {
        records: around.records,
        owner: owners.get(place.sbom.id),
      }),
    ),
    others: await readOthers(client, organisation, row),
    published: publishedScores(own),
    advisories: own.map(({ id, source, modified, head }) => ({
      id,
      source,
      modified,
      summary: head.summary,
      details: '',
      references: [...head.references],
      cwes: [...(head.cwes ?? [])],
    })),
    decisions: rulings
      .flatMap((ruling) => {
        const record = around.records.get(ruling.id)
        return record ? [shownDecision({ row, ruling, record, places, rulings, today })] : []
      })
      .sort((left, right) => (right.approvedAt ?? '9').localeCompare(left.approvedAt ?? '9')),
    suggestions: await suggestionsFor(client, organisation, { row, places: places.map(foundPlaceOf), today }),
  })
}

function shownPlace(
  place: Place,
  settled: Settled,
  beside: {
    readonly records: ReadonlyMap<string, DecisionRecord>
    readonly owner: PackageOwner | undefined
  },
): Detail['places'][number] {
  return {
    ...place,
    state: settled.state,
    decision: headOf(beside.records.get(settled.by ?? '')),
    decidedUntil: settled.until,
    ownedBy: beside.owner ?? null,
  }
}

type Told = {
  readonly row: FindingRow
  readonly ruling: StoredRuling
  readonly record: DecisionRecord
  readonly places: readonly Place[]
  readonly rulings: readonly StoredRuling[]
  readonly today: string
}

function shownDecision(told: Told): Detail['decisions'][number] {
  const { ruling, record } = told
  const because = whyNot(told)
  return {
    kind: record.kind,
    id: record.id,
    number: record.number,
    state: record.state,
    title: record.title,
    outcome: ruling.outcome,
    scope: ruling.scope,
    author: record.author,
    approvedAt: record.approvedAt,
    expiresOn: ruling.expiresOn,
    counts: because === null,
    because,
  }
}

function whyNot({ row, ruling, places, rulings, today }: Told): Words | null {
  if (ruling.isPending) return say('아직 승인되지 않았습니다.', 'It is not approved yet.')
  if (!ruling.isInForce) return say('철회되었거나 다시 열렸습니다.', 'It was withdrawn or reopened.')
  const spoken = places.filter((place) => speaksOf(ruling, row, foundPlaceOf(place)))
  if (spoken.length === 0)
    return say(
      '이 항목이 있는 릴리스에는 미치지 않습니다.',
      'It does not reach a release that has the finding.',
    )
  const isReplaced = spoken.every((place) =>
    rulings.some(
      (other) =>
        other.wasInForce && other.supersedes.includes(ruling.id) && speaksOf(other, row, foundPlaceOf(place)),
    ),
  )
  if (isReplaced) return say('다른 판정이 대신했습니다.', 'Another decision took its place.')
  if (ruling.expiresOn !== null && ruling.expiresOn < today) return say('만료되었습니다.', 'It has expired.')
  if (ruling.fired.some((id) => id === row.vulnerability || row.aliases.includes(id)))
    return say('재검토 조건이 충족되었습니다.', 'One of its review triggers fired.')
  return null
}

async function readOthers(
  client: pg.PoolClient,
  organisation: string,
  row: FindingRow,
): Promise<Detail['others']> {
  const found = await client.query<{
    component: string
    vulnerability: string
    name: string
    version: string | null
    state: Settled['state']
  }>(
    `select encode(finding.component, 'hex') as component, finding.vulnerability,
       coalesce(version.purl, version.name) as name, version.version, finding.state
     from finding join component_version version on version.org_id = finding.org_id and version.key = finding.component
     where finding.org_id = $1 and finding.vulnerability = $2 and finding.is_standing
       and finding.component <> decode($3, 'hex')
     order by version.unversioned, finding.component limit ${othersMax}`,
    [organisation, row.vulnerability, row.component],
  )
  return found.rows.map((other) => ({
    id: idOf(other),
    component: other.name,
    version: other.version,
    state: other.state,
  }))
}
