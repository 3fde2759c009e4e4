import type { Cited } from '@maek/domain/cited.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import { useSay } from '../language.tsx'
import { Prose } from '../ui/Prose.tsx'
import classes from './facts.module.css'
import { Source } from './Source.tsx'

const gapWords = words('기록 없음', 'Nothing on record')
const sourcesShown = 6

export type CitedFact = { readonly label: Words; readonly value: Words; readonly sources: readonly Cited[] }

type CitedFactsProps = {
  readonly facts: readonly CitedFact[]
  /** What ought to be on record and is not. */
  readonly missing: readonly Words[]
}

/** Facts, each with the records it stands in, and what is not on record. */
export function CitedFacts({ facts, missing }: CitedFactsProps) {
  const say = useSay()
  return (
    <>
      <dl className={classes.facts}>
        {facts.map(({ label, value, sources }) => (
          <div key={`${label.en} ${sources[0]?.id ?? ''}`}>
            <dt>
              <span>{say(label)}</span>
              <Sources records={sources} />
            </dt>
            <dd>
              <Prose text={say(value)} />
            </dd>
          </div>
        ))}
      </dl>
      {missing.map((one) => (
        <p key={one.en} className={classes.gap}>
          ⚠ {say(gapWords)}: {say(one)}
        </p>
      ))}
    </>
  )
}

function Sources({ records }: { records: readonly Cited[] }) {
  const say = useSay()
  const more = records.length - sourcesShown
  return (
    <span className={classes.sources}>
      {records.slice(0, sourcesShown).map((one) => (
        <Source key={one.id} record={one} />
      ))}
      {more > 0 && <span>{say(words(`외 ${more}건`, `and ${more} more`))}</span>}
    </span>
  )
}
