import { examples as assurance } from '../../../test/examples/assurance.ts'
import { examples as components } from '../../../test/examples/components.ts'
import { examples as documents } from '../../../test/examples/documents.ts'
import { examples as engineering } from '../../../test/examples/engineering.ts'
import { examples as governance } from '../../../test/examples/governance.ts'
import { examples as improvement } from '../../../test/examples/improvement.ts'
import { examples as incidents } from '../../../test/examples/incidents.ts'
import { examples as models } from '../../../test/examples/models.ts'
import { examples as people } from '../../../test/examples/people.ts'
import { examples as products } from '../../../test/examples/products.ts'
import { examples as protection } from '../../../test/examples/protection.ts'
import { examples as risks } from '../../../test/examples/risks.ts'
import { examples as vulnerabilities } from '../../../test/examples/vulnerabilities.ts'
import { subjects } from '../../documents/subjects.ts'
import type { Body } from '../../kind.ts'
import { responsibilities } from '../../people/person.ts'
import type { RecordRow } from '../fact.ts'
import { watched } from '../rules/every-rule.ts'

/* A small maker of one AI device that has done everything: what every rule must be able to say yes to. */

export const now = '2026-11-22T03:00:00.000Z'

const bodies: Readonly<Record<string, Body>> = {
  ...assurance,
  ...components,
  ...documents,
  ...engineering,
  ...governance,
  ...improvement,
  ...incidents,
  ...models,
  ...people,
  ...products,
  ...protection,
  ...risks,
  ...vulnerabilities,
}

/** States in which a record of the kind has its result. */
const goodState: Readonly<Record<string, string>> = {
  training: 'effective',
  supplier: 'approved',
  release: 'released',
  'risk-control': 'effective',
  evaluation: 'approved',
  change: 'closed',
  'vulnerability-case': 'closed',
  key: 'active',
  incident: 'closed',
  notice: 'acknowledged',
  'monitoring-plan': 'in-force',
  'monitoring-look': 'taken',
  alert: 'settled',
  nonconformity: 'closed',
  'corrective-action': 'closed',
  audit: 'closed',
  'audit-finding': 'closed',
}

/** A record as if it had gone through its life: approved on 1 September 2026. */
export function row(kind: string, id: string, body: Body, change: Partial<RecordRow> = {}): RecordRow {
  const states = watched.get(kind)?.kind.life.states ?? {}
  const state = goodState[kind] ?? (states.approved ? 'approved' : 'confirmed')
  return {
    id,
    kind,
    number: `${kind}-${id}`,
    title: `${kind} ${id}`,
    state,
    version: 3,
    approvedVersion: kind === 'notice' ? null : 3,
    approvedAt: kind === 'notice' ? null : '2026-09-01T00:00:00.000Z',
    createdAt: '2026-01-05T00:00:00.000Z',
    body,
    ...change,
  }
}

const of = (kind: string, change: Body = {}): Body => ({ ...bodies[kind], ...change })

const types = ['manual', 'procedure', 'plan', 'specification', 'report', 'file', 'labelling'] as const
const papers = types.map((documentType) =>
  row('document', `paper-${documentType}`, of('document', { documentType, subjects: Object.keys(subjects) })),
)

const duties = [
  'kr-infringement-notice-mfds',
  'kr-infringement-notice-providers',
  'kr-infringement-notice-users',
  'kr-infringement-notice-mfds#1',
  'kr-infringement-notice-providers#1',
  'kr-infringement-aftermath',
]

const allOf = (kind: string, field: string) =>
  Object.keys(watched.get(kind)?.kind.fields[field]?.choices ?? {})

const articles = allOf('measure', 'article').map((article) =>
  row(
    'measure',
    article,
    of('measure', {
      article,
      topics: allOf('measure', 'topics'),
      devices: ['device'],
      aiSystems: article === 'article-12' ? ['ai-system'] : undefined,
    }),
  ),
)

export const house: readonly RecordRow[] = [
  row('person', 'person', of('person', { responsibilities: Object.keys(responsibilities) })),
  row(
    'competence',
    'competence',
    of('competence', { person: 'person', area: 'internal-audit', levelHeld: 'independent' }),
  ),
  row('training', 'training', of('training', { person: 'person', topics: allOf('training', 'topics') })),
  row('policy', 'principles', of('policy', { covers: ['quality'], commitments: ['meets-requirements'] })),
  row(
    'policy',
    'policy',
    of('policy', {
      covers: allOf('policy', 'covers'),
      commitments: allOf('policy', 'commitments'),
      riskCriteria: 'x',
      alignedWith: ['principles'],
    }),
  ),
  row(
    'supplier',
    'supplier',
    of('supplier', {
      supplies: ['ai-model', 'cloud'],
      outsourcedProcess: true,
      agreed: allOf('supplier', 'agreed'),
      aiResponsibilities: 'x',
      reevaluateOn: '2027-01-15',
    }),
  ),
  ...papers,
  row('device', 'device', of('device', { documents: papers.map(({ id }) => id) })),
  row('release', 'release', of('release', { device: 'device' })),
  row('site', 'site', of('site', { releases: ['release'] })),
  ...(['safety', 'security', 'ai'] as const).map((aspect) =>
    row('hazard', aspect, of('hazard', { aspects: [aspect], device: 'device', policy: 'policy' })),
  ),
  row(
    'risk-control',
    'risk-control',
    of('risk-control', { hazards: ['safety', 'security', 'ai'], aspects: ['safety', 'security', 'ai'] }),
  ),
  row(
    'ai-system',
    'ai-system',
    of('ai-system', {
      devices: ['device'],
      resources: ['data', 'tooling', 'computing', 'human'].map((resource) => ({
        resource,
        name: 'x',
        purpose: 'x',
      })),
    }),
  ),
  row(
    'ai-system',
    'tool',
    of('ai-system', {
      use: 'in-house',
      devices: undefined,
      status: 'development',
      resources: ['data', 'tooling', 'computing', 'human'].map((resource) => ({
        resource,
        name: 'x',
        purpose: 'x',
      })),
    }),
  ),
  row('dataset', 'dataset', of('dataset')),
  row(
    'model-version',
    'model',
    of('model-version', { aiSystem: 'ai-system', trainedOn: ['dataset'], testedOn: ['dataset'] }),
  ),
  row('evaluation', 'external', of('evaluation', { modelVersion: 'model' })),
  row('performance-gap', 'gap', of('performance-gap', { evaluation: 'external' })),
  row('evaluation', 'real-world', of('evaluation', { modelVersion: 'model', purpose: 'real-world' })),
  row('evaluation', 'robust', of('evaluation', { modelVersion: 'model', purpose: 'robustness' })),
  row(
    'monitoring-plan',
    'watch',
    of('monitoring-plan', {
      modelVersion: 'model',
      period: 'week',
      dayBegins: 'seoul',
      startsOn: '2026-01-05',
    }),
  ),
  row(
    'monitoring-look',
    'look',
    of('monitoring-look', {
      plan: 'watch',
      modelVersion: 'model',
      through: '2026-11-15',
      labelsSuffice: 'yes',
    }),
  ),
  row('alert', 'alert', of('alert', { plan: 'watch', look: 'look', modelVersion: 'model' })),
  row('impact-assessment', 'impact', of('impact-assessment', { aiSystem: 'ai-system', hazards: ['ai'] })),
  row('impact-assessment', 'impact-tool', of('impact-assessment', { aiSystem: 'tool', hazards: ['ai'] })),
  row(
    'change',
    'change',
    of('change', { aiSystems: ['ai-system'], modelVersions: ['model'], aspects: ['model', 'process'] }),
    {
      approvedAt: '2026-05-01T00:00:00.000Z',
    },
  ),
  row('sbom', 'sbom', of('sbom', { release: 'release' })),
  row('vulnerability-case', 'vulnerability', of('vulnerability-case')),
  ...articles,
  row('key', 'key', of('key')),
  row('incident', 'incident', of('incident', { newFactAt: '2026-11-19T00:00:00.000Z' })),
  ...duties.map((duty) => row('notice', duty, of('notice', { incident: 'incident', duty }))),
  row('nonconformity', 'nonconformity', of('nonconformity')),
  row(
    'nonconformity',
    'delivered',
    of('nonconformity', { area: 'after-delivery', fieldEffect: 'x', correctiveActionNeeded: false }),
  ),
  row(
    'nonconformity',
    'reworked',
    of('nonconformity', {
      area: 'before-delivery',
      disposition: 'rework',
      reverification: 'x',
      correctiveActionNeeded: false,
    }),
  ),
  row(
    'corrective-action',
    'corrective',
    of('corrective-action', { nonconformities: ['nonconformity'], incidents: ['incident'] }),
  ),
  row(
    'corrective-action',
    'preventive',
    of('corrective-action', { type: 'preventive', nonconformities: undefined, incidents: undefined }),
  ),
  row('audit', 'internal', of('audit')),
  row('audit', 'kgmp', of('audit', { type: 'kgmp-initial', devices: ['device'], result: 'conforming' })),
  row('audit-finding', 'finding', of('audit-finding', { audit: 'internal' })),
  row('management-review', 'review', of('management-review', { chair: 'person', policies: ['policy'] })),
]
