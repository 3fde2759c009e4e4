import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { StateMark } from '../board/StateMark.tsx'
import type { Suggestion } from './detail.ts'
import classes from './finding.module.css'

const titleWords = words('비슷한 판정', 'Similar decisions')
const aboutWords = words(
  '같은 취약점이나 같은 구성요소에 대한 판정입니다. 여기에는 미치지 않으므로, 근거를 확인하고 새로 판정해야 합니다.',
  'Decisions about the same vulnerability or component. They do not reach here: check the reasoning and decide anew.',
)
const takeWords = words('이 근거로 판정', 'Decide with this reasoning')

type SuggestionsPanelProps = {
  readonly suggestions: readonly Suggestion[]
  readonly onTake: ((reasoning: Suggestion['reasoning']) => void) | null
}

export function SuggestionsPanel({ suggestions, onTake }: SuggestionsPanelProps) {
  const say = useSay()
  if (suggestions.length === 0) return null
  return (
    <Panel title={say(titleWords)}>
      <p className={classes.dim}>{say(aboutWords)}</p>
      <ul className={classes.list}>
        {suggestions.map((one) => (
          <li key={one.id} className={classes.item}>
            <StateMark state={one.outcome} />
            <TextLink {...paths.record(one.kind, one.id)}>
              {one.number} {one.title}
            </TextLink>
            {onTake && (
              <Button variant="default" size="compact-xs" onClick={() => onTake(one.reasoning)}>
                {say(takeWords)}
              </Button>
            )}
            <span className={classes.because}>{say(one.because)}</span>
          </li>
        ))}
      </ul>
    </Panel>
  )
}
