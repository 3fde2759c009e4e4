import { say as words } from '@maek/domain/words.ts'
import { VisuallyHidden } from '@mantine/core'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { useSay } from '../language.tsx'
import { Toggle } from '../ui/Toggle.tsx'
import classes from './map.module.css'
import { VerdictShape } from './VerdictMark.tsx'
import { type Tally, tallied, type Verdict, verdictNames, verdictTones, verdictWords } from './verdicts.ts'

const legendWords = words('판정으로 거르기', 'Filter by answer')

/** The verdicts the address asks for; all of them where it names none. */
export function useChosenVerdicts(): ReadonlySet<Verdict> {
  const named = (useSearchTexts().verdict ?? '').split(',')
  const chosen = verdictNames.filter((name) => named.includes(name))
  return new Set(chosen.length === 0 ? verdictNames : chosen)
}

/** Explains the shapes and filters by them. */
export function MapLegend({ tally }: { tally: Tally }) {
  const say = useSay()
  const named = (useSearchTexts().verdict ?? '').split(',').filter((name) => name !== '')
  const setSearch = useSetSearch()
  const toggle = (name: Verdict) => {
    const next = named.includes(name) ? named.filter((one) => one !== name) : [...named, name]
    setSearch({ verdict: next.join(',') }, { replace: true })
  }
  return (
    <fieldset className={classes.legend}>
      <VisuallyHidden component="legend">{say(legendWords)}</VisuallyHidden>
      {verdictNames.map((name) => (
        <Toggle key={name} tone={verdictTones[name]} on={named.includes(name)} onToggle={() => toggle(name)}>
          <VerdictShape verdict={name} />
          {say(verdictWords[name])} {tallied(tally, name)}
        </Toggle>
      ))}
    </fieldset>
  )
}
