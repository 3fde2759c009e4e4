import type { Tone } from '@maek/domain/life.ts'
import type { LookChart, LookDrift, LookResult } from '@maek/domain/monitoring/look-result.ts'
import { type Words, say as words } from '@maek/domain/words.ts'

type Told = { readonly tone: Exclude<Tone, 'draft'>; readonly label: Words }

/** The verdict of a look as a sentence: silence for want of data is never called health. */
export const verdictWords: Readonly<Record<LookResult['outcome'], Told>> = {
  quiet: {
    tone: 'good',
    label: words('어느 관리도도, 분포 한계도 경보하지 않았습니다.', 'No chart and no limit of drift alarms.'),
  },
  alarm: {
    tone: 'bad',
    label: words(
      '경보가 있습니다. 사고, 시정·예방조치, 또는 서명한 미조치 사유로 끝나야 합니다.',
      'There is an alarm. It must end in an incident, a corrective action or a signed reason not to act.',
    ),
  },
  attention: {
    tone: 'waiting',
    label: words(
      '경보는 없으나 정답이 모자라거나 고르게 오지 않아, 이상이 없다고 말할 수 없습니다.',
      'No alarm, but labels are too few or come unevenly: this does not show that all is well.',
    ),
  },
  'too-little': {
    tone: 'waiting',
    label: words(
      '판단하기에 자료가 모자랍니다. 이상이 없다는 뜻이 아닙니다.',
      'Too little to judge. That is not to say that all is well.',
    ),
  },
}

export const chartStates: Readonly<Record<LookChart['state'], Told>> = {
  quiet: { tone: 'good', label: words('경보 없음', 'No alarm') },
  alarm: { tone: 'bad', label: words('경보', 'Alarm') },
  'too-little': { tone: 'waiting', label: words('건수 부족', 'Insufficient n') },
  ended: { tone: 'neutral', label: words('검정 종료(경보 없음)', 'Test ended without alarm') },
}

export const driftStates: Readonly<Record<LookDrift['state'], Told>> = {
  within: { tone: 'good', label: words('한계 이내', 'Within its limits') },
  beyond: { tone: 'bad', label: words('한계 초과', 'Beyond a limit') },
  'no-limit': { tone: 'neutral', label: words('한계 없음(관찰만)', 'No limit set: shown only') },
  'too-few': { tone: 'waiting', label: words('건수 부족', 'Insufficient n') },
}

type Method = {
  /** What stands on the upright axis. */
  readonly measure: Words
  readonly how: Words
}

/** How each method works, for a reader who has never drawn one. */
const methods: Readonly<Record<string, Method>> = {
  'bernoulli-cusum': {
    measure: words('누적 점수', 'Cumulative score'),
    how: words(
      '사례를 예측 순서대로 하나씩 더합니다. 실패는 점수를 올리고 성공은 1씩 내리며 0 밑으로는 내려가지 않습니다. 한계에 닿으면 경보하고 0에서 다시 시작합니다. 경보한 기간은 그 기간의 최고점을 그립니다.',
      'Case after case in the order of predictions: a failure adds, a success takes off 1, never below 0. Reaching the limit alarms and begins again at 0; a period with an alarm shows its highest point.',
    ),
  },
  ewma: {
    measure: words('EWMA(표준편차)', 'EWMA (standard deviations)'),
    how: words(
      '기간별 실패율이 양호한 값에서 몇 표준편차 벗어났는지를 최근 기간에 무게를 두어 평균합니다. 나빠지는 쪽으로 한계를 넘을 때만 경보합니다.',
      'The share of failures of each period, in standard deviations from the good rate, averaged with more weight on the newest. Only the worse side alarms.',
    ),
  },
  sprt: {
    measure: words('로그 우도비', 'Log likelihood ratio'),
    how: words(
      '양호한 값과 허용할 수 없는 값 가운데 어느 쪽이 자료를 더 잘 설명하는지를 누적합니다. 상한은 ‘나쁨’, 하한은 ‘양호’로 결정하며, 결정한 뒤 새로 시작합니다.',
      'Accumulates which of the good and the unacceptable value explains the cases better. The upper limit decides for “bad”, the lower for “good”; then it begins anew.',
    ),
  },
  'group-sequential': {
    measure: words('z 통계량', 'z statistic'),
    how: words(
      '모든 사례에 대한 하나의 검정을 나누어 봅니다. 볼 때마다 그때까지 모인 정보만큼만 α를 씁니다(Lan–DeMets). 경보하거나 계획한 사례 수에 이르면 끝납니다.',
      'One test over all cases, looked at in parts; each look spends of alpha what the information so far allows (Lan-DeMets). It ends with its alarm or at the planned number of cases.',
    ),
  },
}

const unknownMethod: Method = { measure: words('값', 'Value'), how: words('', '') }

export function methodOf(name: string): Method {
  return (Object.hasOwn(methods, name) ? methods[name] : undefined) ?? unknownMethod
}

/** What the design lets expect; an SPRT decides and a group-sequential test ends, so runs mean other things there. */
export function designWords({ method, design }: Pick<LookChart, 'method' | 'design'>): Words {
  const [good, bad] = [length(design.runsGood), length(design.runsBad)]
  const [ko, en] = design.unit === 'cases' ? ['건', 'cases'] : ['개 기간', 'periods']
  switch (method) {
    case 'sprt':
      return words(
        `설계: 양호하면 평균 ${good}${ko}, 나쁘면 평균 ${bad}${ko} 만에 결정`,
        `Design: decides after ${good} ${en} on average while good, ${bad} when bad`,
      )
    case 'group-sequential':
      return words(`설계: 계획한 ${good}${ko}까지 보고 끝남`, `Design: ends at the planned ${good} ${en}`)
    default:
      return words(
        `설계: 양호하면 평균 ${good}${ko}에 한 번 거짓경보(ARL0), 나쁘면 평균 ${bad}${ko} 만에 경보(ARL1)`,
        `Design: one false alarm in ${good} ${en} on average while good (ARL0), an alarm after ${bad} when bad (ARL1)`,
      )
  }
}

function length(value: number): string {
  return value >= 100 ? Math.round(value).toLocaleString('en-US') : String(Number(value.toPrecision(3)))
}
