import { aiSystem } from '../../models/ai-system.ts'
import { evaluation } from '../../models/evaluation.ts'
import { riskControl } from '../../risks/risk-control.ts'
import { joined, shownRows, shownState } from '../../shown.ts'
import { say, type Words } from '../../words.ts'
import { gapFact } from './fact-words.ts'
import {
  both,
  type ImpactQuestion,
  type ImpactRecords,
  item,
  labelOf,
  type Maybe,
  question,
  text,
} from './facts.ts'

/** How it is measured and what is done about it: items 5 to 7 of the Decree Art. 28(1). */
export function measureQuestions(records: ImpactRecords): ImpactQuestion[] {
  return [indicators(records), measures(records), improvement(records)]
}

/** What stands in the results of an evaluation, at most so many rows of each: the record has them all. */
const resultsMax = 6

function indicators({ evaluations, gaps }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'indicators',
      fields: ['indicators'],
      title: say('⑤ 평가지표와 산출 방식', '5 Indicators and method'),
      citation: item(5),
    },
    [
      ...evaluations.map((one): Maybe => {
        const rows = shownRows(evaluation, one, 'results').slice(0, resultsMax)
        const shown = rows.map(({ metric, subgroup, estimate, lower, upper, n }) => {
          const group = (words: Words | undefined) => (words ? ` (${words.ko})` : '')
          const numbers = `${rounded(estimate)} [${rounded(lower)}, ${rounded(upper)}], n=${n?.ko ?? '?'}`
          return say(
            `${metric?.ko}${group(subgroup)} ${numbers}`,
            `${metric?.en}${group(subgroup)} ${numbers}`,
          )
        })
        return {
          record: one,
          label: say(`${one.number} 결과`, `${one.number}, results`),
          value: shown.length > 0 ? joined(shown, '; ') : undefined,
        }
      }),
      ...gaps.map(gapFact),
    ],
    say('승인된 평가 결과가 없습니다.', 'There is no approved evaluation.'),
  )
}

const rounded = (value: Words | undefined) => (value ? String(Number(Number(value.en).toPrecision(3))) : '?')

function measures({ controls, system: own }: ImpactRecords): ImpactQuestion {
  return question(
    {
      id: 'measures',
      fields: ['measures'],
      title: say('⑥ 예방·완화·손실 복구', '6 Prevention, mitigation, remedy'),
      citation: both(item(6), '6.9'),
    },
    [
      text(own, 'oversight', labelOf(aiSystem, 'oversight')),
      text(own, 'fallback', labelOf(aiSystem, 'fallback')),
      ...controls.map(
        (one): Maybe => ({
          record: one,
          label: say(`${one.number} 위험통제`, `${one.number}, risk control`),
          value: say(
            `${one.title} · ${shownState(riskControl, one).ko}`,
            `${one.title} · ${shownState(riskControl, one).en}`,
          ),
        }),
      ),
    ],
  )
}

function improvement({ gaps, controls }: ImpactRecords): ImpactQuestion {
  const open = gaps.filter(({ body }) => body.decision === undefined || body.decision === 'mitigate')
  const unproven = controls.filter(({ approvedVersion }) => approvedVersion === null)
  return question(
    {
      id: 'improvement',
      fields: ['improvementPlan'],
      title: say('⑦ 개선 이행계획', '7 Improvement plan'),
      citation: item(7),
    },
    [
      ...open.map(gapFact),
      ...unproven.map(
        (one): Maybe => ({
          record: one,
          label: say(`${one.number} 효과가 확인되지 않은 통제`, `${one.number}, control not shown to work`),
          value: say(one.title, one.title),
        }),
      ),
    ],
    say('열린 격차나 확인되지 않은 통제가 없습니다.', 'No gap is open and no control unproven.'),
  )
}
