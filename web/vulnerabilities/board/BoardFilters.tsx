import { triageCounts } from '@maek/domain/vulnerabilities/api.ts'
import { severityWords } from '@maek/domain/vulnerabilities/finding-words.ts'
import { statementStates } from '@maek/domain/vulnerabilities/statement.ts'
import { statementStateWords } from '@maek/domain/vulnerabilities/triage-words.ts'
import { say as words } from '@maek/domain/words.ts'
import { NativeSelect, TextInput } from '@mantine/core'
import { useDebouncedCallback } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { ask } from '../../api.ts'
import { useLocale, useSay } from '../../language.tsx'
import { ReleaseSelect } from '../../products/ReleaseSelect.tsx'
import list from '../../records/list.module.css'
import { Toggle } from '../../ui/Toggle.tsx'
import { severities } from '../severities.ts'
import { severitiesOf, sortOf, statesOf, toggled, usualStates } from './asked.ts'
import classes from './board.module.css'

const findWords = words('취약점 번호나 구성요소로 찾기 ( / )', 'Find by id or component ( / )')
const stateWords = words('상태로 거르기', 'Filter by state')
const severityLegend = words('심각도로 거르기', 'Filter by severity')
const allWords = words('전체', 'All')
const kevWords = words('실제 악용만', 'Exploited only')
const mineWords = words('내가 판정 중인 것', 'My decisions')
const releaseWords = words('릴리스', 'Release')
const anyReleaseWords = words('모든 릴리스', 'Any release')
const sortWords = words('정렬', 'Order')
const sorts = {
  severity: words('심각한 순', 'Most severe first'),
  epss: words('악용 가능성(EPSS) 순', 'Most likely exploited (EPSS)'),
  due: words('기한 순', 'Due first'),
  found: words('새로 발견된 순', 'Newest first'),
} as const

export const findFieldId = 'board-find'

type Counts = z.output<typeof triageCounts.output>['counts']

/** Search, states and severities with their counts, exploited, release and order: all of it in the address. */
export function BoardFilters() {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const find = useDebouncedCallback((text: string) => setSearch({ text, after: '' }, { replace: true }), 250)
  const { release, device, sbom } = search
  const counts =
    useQuery({
      ...ask(triageCounts, { ...(release && { release }), ...(device && { device }), ...(sbom && { sbom }) }),
      placeholderData: keepPreviousData,
    }).data?.counts ?? []
  return (
    <search className={`${classes.filters} no-print`}>
      <div className={classes.line}>
        <TextInput
          id={findFieldId}
          className={list.find ?? ''}
          aria-label={say(findWords)}
          placeholder={say(findWords)}
          defaultValue={search.text ?? ''}
          leftSection={<IconSearch size={16} aria-hidden />}
          onChange={(event) => find(event.currentTarget.value)}
          maxLength={200}
          type="search"
        />
        <div className={classes.release}>
          <ReleaseSelect
            label={say(releaseWords)}
            hideLabel
            placeholder={say(anyReleaseWords)}
            value={release ?? ''}
            onChange={(id) => setSearch({ release: id, sbom: '', after: '' })}
          />
        </div>
        <NativeSelect
          aria-label={say(sortWords)}
          value={sortOf(search)}
          onChange={({ currentTarget: { value } }) =>
            setSearch({ sort: value === 'severity' ? '' : value, after: '' })
          }
          data={Object.entries(sorts).map(([value, label]) => ({ value, label: say(label) }))}
        />
      </div>
      <StateToggles counts={counts} />
      <SeverityToggles counts={counts} />
    </search>
  )
}

function StateToggles({ counts }: { counts: Counts }) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const shown = statesOf(search)
  const choose = (state: string) => {
    const isUsual = state === usualStates.join(',') || state === ''
    setSearch({ state: isUsual ? '' : state, after: '' })
  }
  return (
    <fieldset className={list.states}>
      <legend className={list.legend}>{say(stateWords)}</legend>
      {statementStates.map((state) => (
        <CountedToggle
          key={state}
          label={say(statementStateWords[state])}
          count={total(counts.filter((one) => one.state === state))}
          on={shown.includes(state)}
          onToggle={() => choose(toggled(shown, state))}
        />
      ))}
      <CountedToggle
        label={say(allWords)}
        count={total(counts)}
        on={shown.length === statementStates.length}
        onToggle={() => choose(shown.length === statementStates.length ? '' : 'all')}
      />
    </fieldset>
  )
}

function SeverityToggles({ counts }: { counts: Counts }) {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const shown = statesOf(search)
  const chosen = severitiesOf(search)
  const there = counts.filter(({ state }) => shown.includes(state))
  return (
    <fieldset className={list.states}>
      <legend className={list.legend}>{say(severityLegend)}</legend>
      {severities.map((severity) => (
        <CountedToggle
          key={severity}
          label={say(severityWords[severity])}
          count={total(there.filter((one) => one.severity === severity))}
          on={chosen.includes(severity)}
          onToggle={() => setSearch({ severity: toggled(chosen, severity), after: '' })}
        />
      ))}
      <CountedToggle
        label={say(kevWords)}
        on={search.kev === 'true'}
        onToggle={() => setSearch({ kev: search.kev === 'true' ? '' : 'true', after: '' })}
      />
      <CountedToggle
        label={say(mineWords)}
        on={search.mine === 'true'}
        onToggle={() => setSearch({ mine: search.mine === 'true' ? '' : 'true', after: '' })}
      />
    </fieldset>
  )
}

type Total = { readonly count: number; readonly more: boolean }

function total(counts: Counts): Total {
  return {
    count: counts.reduce((sum, one) => sum + one.count, 0),
    more: counts.some(({ more }) => more),
  }
}

type CountedToggleProps = {
  readonly label: string
  readonly count?: Total
  readonly on: boolean
  readonly onToggle: () => void
}

function CountedToggle({ label, count, on, onToggle }: CountedToggleProps) {
  const locale = useLocale()
  return (
    <Toggle on={on} onToggle={onToggle}>
      {label}
      {count && (
        <span className={classes.count}>
          {new Intl.NumberFormat(locale).format(count.count)}
          {count.more && '+'}
        </span>
      )}
    </Toggle>
  )
}
