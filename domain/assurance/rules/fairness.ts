import { dataset } from '../../models/dataset.ts'
import { say } from '../../words.ts'
import { whenever } from '../claim.ts'
import { all, beyond } from '../combine.ts'
import { leadsOnlyTo } from '../relation.ts'
import { chapter } from '../rule.ts'
import { approved, filled } from '../trait.ts'
import { learnedFromUnaltered } from '../unaltered.ts'
import { inDeviceFile, prove } from './papers.ts'
import {
  aiDevices,
  aiProtected,
  deviceAi,
  fair,
  koreanDevices,
  koreanModels,
  models,
  robust,
  validated,
} from './populations.ts'
import { updatesDecided } from './updates.ts'

/*
 * What laws and guidance beyond the management systems ask of bias and performance. The other requirements of these
 * frameworks have no rules yet and stay unknown.
 */

const datasets = () => whenever(dataset).is(approved, filled('population', 'preparation', 'biasChecks'))

/** Reached and declared: met on independent data, with its range, its limits and its gaps between groups. */
const accurate = () => models().is(validated, filled('performance', 'limits'), fair)

/** Protected against attacks on data and input, stops safely on errors, learned from data nobody altered. */
const resilient = () =>
  deviceAi().is(approved, filled('fallback'), aiProtected('data-attack'), learnedFromUnaltered)

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
  prove(
    'Art.15',
    say(
      '승인된 모델마다 독립된 자료와 강건성 평가에서 기준을 충족했고, 성능의 범위와 한계가 적혀 있으며 집단별 격차가 모두 결정되었다. 의료기기 AI마다 데이터 공격 방어 조치와 안전 정지 방법이 확인되었고 학습데이터가 설명 없이 바뀌지 않았으며, 제품의 보안 시험이 승인되었다',
      'Every approved model met its criteria on independent data and for robustness, states its range and limits, and has every gap between groups decided. Every AI of a device is protected against attacks on data, stops safely, and learned from data not altered without an explanation; security tests of every AI device are approved',
    ),
    all(
      accurate(),
      models().is(robust),
      resilient(),
      aiDevices().is(inDeviceFile('security-testing')),
      beyond('피드백 루프에 대한 대책', 'measures against feedback loops'),
    ),
  ),
])

/** Enforcement Rule of the Digital Medical Products Act: what the label says of an AI (Art. 33(2)5). */
const krRule = chapter('kr-digital-medical-products-rule', [
  prove(
    'Art.33',
    say(
      '모든 국내 제품의 파일에 표시기재 문서가 시행 중이고, 국내 제품의 승인된 모델마다 훈련방법, 대상자 구성을 적은 승인된 학습데이터, 예상 성능의 범위와 한계가 있으며, 한계로 알릴 집단별 격차가 모두 결정되었다. 변경관리 계획서에 따른 모델은 허가된 계획과 서명된 판단이 있다',
      'The file of every device for Korea has its labelling in force; every approved model in one has its training method, approved training data with their population, range of performance and limits, and each gap between groups that users may have to be told of is decided. Every model made under a change plan has an authorised plan and a signed decision',
    ),
    all(
      koreanDevices().is(inDeviceFile('labelling')),
      koreanModels().is(
        filled('trainingMethod', 'performance', 'limits'),
        leadsOnlyTo(dataset, 'trainedOn', approved, filled('population')),
        fair,
      ),
      updatesDecided(),
      beyond('클라우드 서비스의 종류와 구성', 'kind and configuration of cloud services'),
    ),
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

export const fairness = [...krRule, ...euAiAct, ...gmlp]
