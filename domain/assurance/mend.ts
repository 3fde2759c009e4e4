import type { Body, Kind } from '../kind.ts'
import type { Action, Life } from '../life.ts'
import { say, type Words } from '../words.ts'
import type { RecordFact } from './fact.ts'
import type { Watched } from './facts.ts'

/** The one step that mends an answer: a form to open prefilled, or a record to open or act on. */
export type Mend = {
  readonly words: Words
  readonly kind: string
  readonly id: string | null
  readonly action: string | null
  readonly prefill: Body
}

/** Opens the form of a kind, with what is known already filled in. */
export function openForm(kind: Kind, prefill: Body, noun: Words): Mend {
  return {
    words: say(`${noun.ko}: 새 기록을 만드십시오.`, `Create a record: ${noun.en}.`),
    kind: kind.name,
    id: null,
    action: null,
    prefill,
  }
}

/** The next step of a record towards an action that does what is asked, or opening it where no step leads there. */
export function stepTowards(watched: Watched, fact: RecordFact, goal: (action: Action) => boolean): Mend {
  const life = watched.get(fact.kind)?.kind.life
  const action = life ? firstStep(life, fact.state, goal) : null
  const label = action === null ? undefined : life?.actions[action]?.label
  return {
    words: label
      ? say(
          `${fact.number}: '${label.ko}' 단계를 진행하십시오.`,
          `${fact.number}: take the step “${label.en}”.`,
        )
      : openWords(fact),
    kind: fact.kind,
    id: fact.id,
    action,
    prefill: {},
  }
}

/** Opens a record to change it; where its state does not allow that, the step that makes it editable comes first. */
export function toChange(watched: Watched, fact: RecordFact, what: Words): Mend {
  const life = watched.get(fact.kind)?.kind.life
  const isEditable = life?.states[fact.state]?.editable ?? false
  const action =
    life && !isEditable ? firstStep(life, fact.state, ({ to }) => life.states[to]?.editable ?? false) : null
  return {
    words: say(`${fact.number}: ${what.ko}`, `${fact.number}: ${what.en}`),
    kind: fact.kind,
    id: fact.id,
    action,
    prefill: {},
  }
}

/** As `toChange`, where what is lacking is told (“…이 비어 있습니다”, “has nothing under …”) and not what to do. */
export function toComplete(watched: Watched, fact: RecordFact, lacks: Words): Mend {
  const what = say(
    `기록을 열어 보완하십시오. ${lacks.ko}.`,
    `open the record and correct it; it ${lacks.en}.`,
  )
  return toChange(watched, fact, what)
}

function openWords(fact: RecordFact): Words {
  return say(`${fact.number}: 기록을 열어 보완하십시오.`, `${fact.number}: open the record and complete it.`)
}

/** First action on the shortest way from a state to an action that satisfies the goal, never through an end. */
function firstStep(life: Life, from: string, goal: (action: Action) => boolean): string | null {
  const reached = new Map<string, string | null>([[from, null]])
  for (const [state, first] of reached) {
    for (const [name, action] of Object.entries(life.actions)) {
      if (!action.from.includes(state)) continue
      if (goal(action)) return first ?? name
      if (!reached.has(action.to) && !life.states[action.to]?.ended) reached.set(action.to, first ?? name)
    }
  }
  return null
}
