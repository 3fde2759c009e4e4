/*
 * Every address of the web, built in one place. A path spreads into a link (`<TextLink {...paths.record(kind, id)} />`)
 * or goes to `navigate(paths.home())`. All search values are plain text.
 */
export type Path = { readonly to: string; readonly search?: Readonly<Record<string, string>> }

export type RecordTab = 'overview' | 'history' | 'links' | 'signatures' | 'proof'

const part = encodeURIComponent

export const paths = {
  home: (): Path => ({ to: '/' }),
  signIn: (next?: string): Path => ({ to: '/sign-in', ...(next && { search: { next } }) }),
  claim: (): Path => ({ to: '/claim' }),
  records: (kind: string, search?: Readonly<Record<string, string>>): Path => ({
    to: `/records/${part(kind)}`,
    ...(search && { search }),
  }),
  newRecord: (kind: string, prefill?: Readonly<Record<string, unknown>>): Path => ({
    to: `/records/${part(kind)}/new`,
    ...(prefill && Object.keys(prefill).length > 0 && { search: { prefill: JSON.stringify(prefill) } }),
  }),
  importRecords: (kind: string): Path => ({ to: `/records/${part(kind)}/import` }),
  record: (kind: string, id: string, tab?: RecordTab): Path => ({
    to: `/records/${part(kind)}/${part(id)}`,
    ...(tab && tab !== 'overview' && { search: { tab } }),
  }),
  editRecord: (kind: string, id: string): Path => ({ to: `/records/${part(kind)}/${part(id)}/edit` }),
  readiness: (asOf?: string): Path => ({ to: '/readiness', ...(asOf && { search: { asOf } }) }),
  framework: (framework: string, search?: Readonly<Record<string, string>>): Path => ({
    to: `/readiness/${part(framework)}`,
    ...(search && { search }),
  }),
  requirement: (framework: string, ref: string, search?: Readonly<Record<string, string>>): Path => ({
    to: `/readiness/${part(framework)}/${part(ref)}`,
    ...(search && { search }),
  }),
  trace: (id: string): Path => ({ to: `/trace/${part(id)}` }),
  findings: (search?: Readonly<Record<string, string>>): Path => ({
    to: '/findings',
    ...(search && { search }),
  }),
  finding: (id: string): Path => ({ to: `/findings/${part(id)}` }),
  carryOver: (release: string): Path => ({ to: `/carry-over/${part(release)}` }),
  reach: (q?: string): Path => ({ to: '/reach', ...(q && { search: { q } }) }),
  sbom: (id: string, search?: Readonly<Record<string, string>>): Path => ({
    to: `/sboms/${part(id)}`,
    ...(search && { search }),
  }),
  model: (id: string, search?: Readonly<Record<string, string>>): Path => ({
    to: `/models/${part(id)}`,
    ...(search && { search }),
  }),
  dataset: (id: string): Path => ({ to: `/datasets/${part(id)}` }),
  postMarket: (id: string): Path => ({ to: `/post-market/${part(id)}` }),
  impact: (id: string): Path => ({ to: `/impact/${part(id)}` }),
  evaluation: (id: string, search?: Readonly<Record<string, string>>): Path => ({
    to: `/evaluations/${part(id)}`,
    ...(search && { search }),
  }),
  watchIndex: (): Path => ({ to: '/watch' }),
  watch: (model: string): Path => ({ to: `/watch/${part(model)}` }),
  monitoringPlan: (id: string, look?: string): Path => ({
    to: `/monitoring-plans/${part(id)}`,
    ...(look && { search: { look } }),
  }),
  sampleSize: (): Path => ({ to: '/sample-size' }),
  licences: (search?: Readonly<Record<string, string>>): Path => ({
    to: '/licences',
    ...(search && { search }),
  }),
  support: (search?: Readonly<Record<string, string>>): Path => ({
    to: '/support',
    ...(search && { search }),
  }),
  feeds: (): Path => ({ to: '/feeds' }),
  unmatched: (): Path => ({ to: '/unmatched' }),
  packs: (): Path => ({ to: '/packs' }),
  settings: (section?: string): Path => ({ to: section ? `/settings/${part(section)}` : '/settings' }),
}
