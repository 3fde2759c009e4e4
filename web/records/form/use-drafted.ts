import type { Body } from '@maek/domain/kind.ts'
import { useRef, useState } from 'react'
import type { PlainKind } from '../plain-kind.ts'
import { type DraftPlace, dropDraft, keepDraft, readDraft } from './draft.ts'

/** The values of a form while they are typed, kept in this browser until they are saved or thrown away. */
export function useDrafted(kind: PlainKind, initial: Body, place: DraftPlace) {
  const [values, setValues] = useState<Body>(initial)
  const [dirty, setDirty] = useState(false)
  const [offered, setOffered] = useState(() => readDraft(place))
  const saved = useRef(false)
  return {
    values,
    dirty,
    /** An earlier draft waits for an answer: take it or forget it. */
    offered: offered !== null,
    /** Whether something would be lost; asked when leaving, so it looks at the moment itself. */
    unsaved: () => dirty && !saved.current,
    /** Changes some fields at once: setting one after another would lose all but the last. */
    set: (changes: Body) => {
      const next = { ...values, ...changes }
      setValues(next)
      setDirty(true)
      setOffered(null)
      keepDraft(place, kind, next)
    },
    take: () => {
      if (offered) setValues({ ...initial, ...offered })
      setDirty(true)
      setOffered(null)
    },
    forget: () => {
      dropDraft(place.key)
      setOffered(null)
    },
    done: () => {
      saved.current = true
      dropDraft(place.key)
    },
  }
}
