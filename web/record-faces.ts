import { say, type Words } from '@maek/domain/words.ts'
import { type Path, paths } from './paths.ts'

type Face = { readonly label: Words; readonly path: (id: string) => Path }

/** Kinds whose records have a page of their own beside the common one. */
export const recordFaces: Readonly<Record<string, Face>> = {
  evaluation: {
    label: say('결과·곡선·하위집단', 'Result, curves, subgroups'),
    path: (id) => paths.evaluation(id),
  },
  dataset: {
    label: say('데이터셋 여권', 'Passport'),
    path: (id) => paths.dataset(id),
  },
  'impact-assessment': {
    label: say('근거 사실·재평가', 'Facts and re-assessment'),
    path: (id) => paths.impact(id),
  },
  'post-market-report': {
    label: say('근거 사실', 'Facts of the period'),
    path: (id) => paths.postMarket(id),
  },
  'monitoring-plan': {
    label: say('현장 성능·관리도', 'Field performance, charts'),
    path: (id) => paths.monitoringPlan(id),
  },
  'model-version': {
    label: say('모델 카드·갱신 판단·추적', 'Card, update decision, trace'),
    path: (id) => paths.model(id),
  },
  sbom: { label: say('구성요소·품질·변경', 'Components, quality, changes'), path: (id) => paths.sbom(id) },
}
