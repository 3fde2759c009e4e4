import type { Surveyed } from './page-survey.ts'

type Row = { readonly id: string; readonly listed: Readonly<Record<string, unknown>> }

/** A page of every sort, and the dialogues in which files are taken in; `firstOf` gives a record of a kind. */
export async function surveyedPages(
  firstOf: (kind: string) => Promise<Row | undefined>,
): Promise<readonly Surveyed[]> {
  const idOf = async (kind: string) => (await firstOf(kind))?.id ?? ''
  // The model that a plan watches: the one with something to show from the field.
  const watchedModel = String((await firstOf('monitoring-plan'))?.listed.modelVersion ?? '')
  const assessment = await idOf('impact-assessment')
  const evaluation = await idOf('evaluation')
  return [
    { name: 'home', path: '/' },
    { name: 'list', path: '/records/document' },
    { name: 'record', path: `/records/impact-assessment/${assessment}` },
    { name: 'form', path: '/records/incident/new' },
    { name: 'readiness', path: '/readiness' },
    { name: 'framework', path: '/readiness/iso-42001' },
    { name: 'requirement', path: '/readiness/iso-42001/8.4' },
    { name: 'trace', path: `/trace/${await idOf('device')}` },
    { name: 'model', path: `/models/${await idOf('model-version')}` },
    { name: 'impact', path: `/impact/${assessment}` },
    { name: 'findings', path: '/findings' },
    { name: 'reach', path: '/reach' },
    { name: 'sbom', path: `/sboms/${await idOf('sbom')}` },
    { name: 'evaluation', path: `/evaluations/${evaluation}` },
    { name: 'curves', path: `/evaluations/${evaluation}?tab=curves` },
    { name: 'groups', path: `/evaluations/${evaluation}?tab=groups` },
    { name: 'licences', path: '/licences' },
    { name: 'support', path: '/support' },
    { name: 'carry-over', path: `/carry-over/${await idOf('release')}` },
    { name: 'feeds', path: '/feeds' },
    { name: 'unmatched', path: '/unmatched' },
    { name: 'dataset', path: `/datasets/${await idOf('dataset')}` },
    { name: 'sample-size', path: '/sample-size' },
    { name: 'watched-models', path: '/watch' },
    { name: 'watch', path: `/watch/${watchedModel}` },
    {
      name: 'observations-in',
      path: `/watch/${watchedModel}`,
      opens: { ko: '관측 자료 올리기', en: 'Upload observations' },
    },
    { name: 'monitoring-plan', path: `/monitoring-plans/${await idOf('monitoring-plan')}` },
    { name: 'look', path: `/records/monitoring-look/${await idOf('monitoring-look')}` },
    { name: 'alert', path: `/records/alert/${await idOf('alert')}` },
    { name: 'post-market', path: `/post-market/${await idOf('post-market-report')}` },
    { name: 'datasets', path: '/records/dataset' },
    {
      name: 'card-in',
      path: '/records/dataset',
      opens: { ko: '데이터 카드 올리기', en: 'Upload a data card' },
    },
    {
      name: 'predictions-in',
      path: '/records/evaluation',
      opens: { ko: '예측 결과 올리기', en: 'Upload predictions' },
    },
    { name: 'packs', path: '/packs' },
    { name: 'settings', path: '/settings' },
  ]
}
