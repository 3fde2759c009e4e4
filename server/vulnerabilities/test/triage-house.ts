import type { Body } from '@maek/domain/kind.ts'
import type { Actor, StoredRecord } from '@maek/domain/record.ts'
import { triageDecision } from '@maek/domain/vulnerabilities/triage-decision.ts'
import { accepted, rowsOf, written } from '../../../test/house-records.ts'
import { person, type StandingHouse, standingHouse } from '../../../test/standing-house.ts'
import { takeInSbom } from '../../components/intake.ts'
import { withOrganisation } from '../../database/scope.ts'
import { type Pen, takePen } from '../../sample/pen.ts'
import { takeInFeed } from '../import.ts'
import { readStatements } from '../statements.ts'
import { json } from './archives.ts'

/** A house in which findings are decided: its device, and the acts a test needs in one line. */
export type TriageHouse = {
  readonly house: StandingHouse
  readonly pen: Pen
  readonly actor: Actor
  readonly organisation: string
  readonly device: string
  readonly release: (version: string, previous?: string) => Promise<string>
  /** Purls of npm, `brittle@1.0.0`; answers the SBOM. */
  readonly sbom: (release: string, ...components: string[]) => Promise<string>
  readonly feed: (...advisories: readonly unknown[]) => Promise<void>
  /** A decision drafted, proposed and signed by another. */
  readonly decided: (body: Body) => Promise<StoredRecord>
  readonly states: () => Promise<Record<string, string>>
  readonly statesIn: (sbom: string) => Promise<Record<string, string>>
}

export const notAffected = {
  outcome: 'not-affected',
  justification: 'vulnerable_code_not_in_execute_path',
  detail: '호출 그래프에 닿는 경로가 없다.',
} as const

export async function triageHouse(): Promise<TriageHouse> {
  const house = await standingHouse()
  const organisation = house.organisation.id
  const actor = person(house.organisation, '김품질', 'quality')
  const pen = takePen(house, organisation)
  const device = await deviceOf(house, actor)
  return {
    house,
    pen,
    actor,
    organisation,
    device,
    release: async (version, previous) => {
      const body = {
        name: `시험 제품 ${version}`,
        version,
        device,
        purposes: ['initial'],
        ...(previous && { previous }),
      }
      return (await written(house, actor, { kind: 'release', body })).id
    },
    sbom: async (release, ...components) => {
      const named = components.map((text) => {
        const at = text.lastIndexOf('@')
        return {
          type: 'library',
          'bom-ref': text,
          name: text.slice(0, at),
          version: text.slice(at + 1),
          purl: `pkg:npm/${text}`,
        }
      })
      const bytes = json({
        bomFormat: 'CycloneDX',
        specVersion: '1.6',
        serialNumber: undefined,
        components: named,
      })
      return accepted(await takeInSbom(house, actor, { bytes, name: 'bom.json', release })).record.id
    },
    feed: async (...advisories) => {
      accepted(await takeInFeed(house, { bytes: json(advisories), name: 'feed.json', source: 'osv' }))
    },
    decided: async (body) => {
      const draft = await pen.write(triageDecision, { name: '판정', ...body })
      return pen.lead(draft, 'propose', 'approve')
    },
    ...readers(house, organisation),
  }
}

async function deviceOf(house: StandingHouse, actor: Actor): Promise<string> {
  const record = await written(house, actor, {
    kind: 'device',
    body: {
      name: { ko: '시험 제품', en: 'Test device' },
      modelName: 'T-1',
      family: 'medical-device',
      form: 'standalone',
      ourRole: 'manufacturer',
      markets: ['kr'],
      usesAi: true,
      usesGenerativeAi: false,
      intendedUse: { ko: '시험', en: 'Test' },
    },
  })
  return record.id
}

function readers(house: StandingHouse, organisation: string): Pick<TriageHouse, 'states' | 'statesIn'> {
  return {
    states: async () => {
      const rows = await rowsOf<{ name: string; state: string }>(
        house,
        organisation,
        `select version.name || '@' || coalesce(version.version, '') || ' ' || vulnerability as name, finding.state
         from finding join component_version version on version.org_id = finding.org_id and version.key = finding.component
         where is_standing order by 1`,
      )
      return Object.fromEntries(rows.map(({ name, state }) => [name, state]))
    },
    statesIn: async (sbom) => {
      const statements = await withOrganisation(house.database, organisation, (client) =>
        readStatements(client, organisation, { sbom, now: house.now() }),
      )
      return Object.fromEntries(statements.map((one) => [`${one.reference} ${one.vulnerability}`, one.state]))
    },
  }
}
