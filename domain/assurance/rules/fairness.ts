import { dataset } from '../../models/dataset.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all } from '../combine.ts'
import { chapter } from '../rule.ts'
import { approved, filled } from '../trait.ts'
import { prove } from './papers.ts'
import { fair, models, validated } from './populations.ts'

/*
 * What laws and guidance beyond the management systems ask of bias and performance. The other requirements of these
 * frameworks have no rules yet and stay unknown.
 */

const datasets = () => whenever(dataset).is(approved, filled('population', 'preparation', 'biasChecks'))

/** Regulation (EU) 2024/1689, as of 2026-07-27. */
const euAiAct = chapter('eu-ai-act', [
  prove(
    'Art.10',
    say(
      '모든 데이터셋의 대상자 구성·전처리·편향 점검이 승인되었고, 승인된 모델마다 집단별 성능이 확인되어 드러난 격차가 모두 결정되었다',
      'Population, preparation and bias checks of every dataset are approved; every approved model is evaluated by group, and each gap found is decided',
    ),
    all(datasets(), models().is(fair)),
  ),
])

/** IMDRF N88 (2025), good machine learning practice. */
const gmlp = chapter('imdrf-gmlp', [
  prove(
    '8',
    say(
      '승인된 모델마다 독립된 자료로 기준을 충족한 평가가 있고, 하위집단의 격차가 모두 결정되었다',
      'Every approved model met its criteria on independent data, and gaps between its subgroups are decided',
    ),
    models().is(validated, fair),
  ),
])

export const fairness = [...euAiAct, ...gmlp]
