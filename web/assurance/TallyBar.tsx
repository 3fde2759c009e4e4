import { useSay } from '../language.tsx'
import { VerdictShape } from './VerdictMark.tsx'
import classes from './verdict.module.css'
import { type Tally, tallied, type Verdict, verdictTones, verdictWords } from './verdicts.ts'

const order = ['met', 'partly', 'not-met', 'unknown'] as const satisfies readonly Verdict[]

/** How the answered requirements divide: a bar to look at, the same as words to read. */
export function TallyBar({ tally }: { tally: Tally }) {
  const say = useSay()
  const shown = order.filter((name) => tallied(tally, name) > 0)
  return (
    <>
      <div className={classes.bar} aria-hidden>
        {shown.map((name) => (
          <span
            key={name}
            className={classes.segment}
            data-tone={verdictTones[name]}
            style={{ flexGrow: tallied(tally, name) }}
          />
        ))}
      </div>
      <ul className={classes.counts}>
        {[...shown, 'not-applicable' as const]
          .filter((name) => tallied(tally, name) > 0)
          .map((name) => (
            <li key={name} className={classes.count}>
              <VerdictShape verdict={name} />
              {say(verdictWords[name])} <strong>{tallied(tally, name)}</strong>
            </li>
          ))}
      </ul>
    </>
  )
}
