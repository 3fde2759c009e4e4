import { labelVariable } from '@maek/domain/monitoring/label-drift.ts'
import type { LookDrift } from '@maek/domain/monitoring/look-result.ts'
import { say as words } from '@maek/domain/words.ts'
import { NativeSelect } from '@mantine/core'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { chance, count, figure } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from '../monitoring.module.css'
import { DriftPictures } from './DriftPictures.tsx'
import { driftStates } from './look-words.ts'

const wordsOf = {
  title: words('분포 변화', 'Drift'),
  about: words(
    '최근 기간을 고정한 기준과 같은 구간으로 견줍니다. 분포가 달라졌다고 성능이 나빠진 것은 아니며, 달라지지 않았다고 성능이 유지된 것도 아닙니다.',
    'The newest period against the frozen reference, in the same bins. Drift is not worse performance, and its absence is not performance held.',
  ),
  none: words('고정한 기준이 없어 볼 수 없습니다.', 'No reference is frozen: nothing can be seen.'),
  variable: words('변수', 'Variable'),
  state: words('판단', 'Finding'),
  n: words('최근 n', 'n now'),
  referenceN: words('기준 n', 'Reference n'),
  missing: words('결측', 'Missing'),
  chance: words('우연 수준 PSI', 'PSI by chance'),
  js: words('젠슨-섀넌', 'Jensen-Shannon'),
  ks: words('KS(p)', 'KS (p)'),
  wasserstein: words('바서슈타인', 'Wasserstein'),
  chi: words('카이제곱(자유도, p)', 'Chi-square (df, p)'),
  limits: words('한계', 'Limits'),
  shown: words('그림으로 볼 변수', 'Variable to draw'),
  score: words('점수(score)', 'Score (score)'),
  label: words('정답·유병률(label)', 'Label, prevalence (label)'),
}

/** How far score and inputs have moved: all measures of every variable, and the pictures of one. */
export function DriftPanel({ drift }: { drift: readonly LookDrift[] }) {
  const say = useSay()
  const { variable } = useSearchTexts()
  const setSearch = useSetSearch()
  const nameOf = (name: string) =>
    name === 'score' ? say(wordsOf.score) : name === labelVariable ? say(wordsOf.label) : name
  const chosen =
    drift.find((one) => one.variable === variable) ??
    drift.find(({ state }) => state === 'beyond') ??
    drift[0]
  if (!chosen)
    return (
      <Panel title={say(wordsOf.title)}>
        <p className={classes.dim}>{say(wordsOf.none)}</p>
      </Panel>
    )
  return (
    <Panel title={say(wordsOf.title)}>
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      <div className={classes.stack}>
        <DriftTable drift={drift} />
        {drift.length > 1 && (
          <NativeSelect
            className={`${classes.select} no-print`}
            label={say(wordsOf.shown)}
            value={chosen.variable}
            data={drift.map((one) => ({
              value: one.variable,
              label: nameOf(one.variable),
            }))}
            onChange={(event) => setSearch({ variable: event.currentTarget.value }, { replace: true })}
          />
        )}
        <DriftPictures drift={chosen} />
      </div>
    </Panel>
  )
}

function DriftTable({ drift }: { drift: readonly LookDrift[] }) {
  const say = useSay()
  return (
    <ChartTable
      title={say(wordsOf.title)}
      table={{
        texts: [1, 11],
        columns: [
          say(wordsOf.variable),
          say(wordsOf.state),
          'PSI',
          say(wordsOf.chance),
          say(wordsOf.js),
          say(wordsOf.ks),
          say(wordsOf.wasserstein),
          say(wordsOf.chi),
          say(wordsOf.n),
          say(wordsOf.missing),
          say(wordsOf.referenceN),
          say(wordsOf.limits),
        ],
        rows: drift.map((one) => [
          one.variable,
          <ToneBadge
            key="state"
            tone={driftStates[one.state].tone}
            label={say(driftStates[one.state].label)}
          />,
          known(one.psi),
          known(one.psiByChance),
          known(one.jensenShannon),
          withChance(one.kolmogorovSmirnov, one.kolmogorovSmirnovP),
          known(one.wasserstein),
          one.chiSquare
            ? `${figure(one.chiSquare.statistic)} (${one.chiSquare.degrees}, ${chance(one.chiSquare.pValue)})`
            : '–',
          count(one.n),
          count(one.missing),
          count(one.referenceN),
          <Limits key="limits" limits={one.limits} />,
        ]),
      }}
    />
  )
}

function known(value: number | null): string {
  return value === null ? '–' : figure(value)
}

function withChance(value: number | null, p: number | null): string {
  if (value === null) return '–'
  return p === null ? figure(value) : `${figure(value)} (${chance(p)})`
}

const beyondWords = (inARow: number) =>
  inARow === 0
    ? words('이내', 'within')
    : words(`${inARow}개 기간 연속 초과`, `beyond for ${inARow} in a row`)

const shortNames: Readonly<Record<string, string>> = {
  psi: 'PSI',
  'jensen-shannon': 'JS',
  'kolmogorov-smirnov': 'KS',
  wasserstein: 'W',
  'chi-square': 'χ² p',
}

function Limits({ limits }: Pick<LookDrift, 'limits'>) {
  const say = useSay()
  if (limits.length === 0) return '–'
  return (
    <span className={classes.cell}>
      {limits.map(({ measure, limit, inARow }) => (
        <span key={measure}>
          {shortNames[measure] ?? measure} {measure === 'chi-square' ? '≥' : '≤'} {limit} (
          {say(beyondWords(inARow))})
        </span>
      ))}
    </span>
  )
}
