import type { Field } from '@maek/domain/field.ts'
import type { Kind } from '@maek/domain/kind.ts'
import { kinds } from '@maek/domain/kinds.ts'
import type { Action, State } from '@maek/domain/life.ts'

/* Run at build time (see vite.config.ts): every kind as plain data, without schemas, guards and clock rules. */

export type PlainKind = Omit<Kind, 'schema' | 'fields' | 'life' | 'clocks'> & {
  readonly fields: Readonly<Record<string, Field>>
  readonly life: {
    readonly initial: string
    readonly states: Readonly<Record<string, State>>
    readonly actions: Readonly<Record<string, Omit<Action, 'guards'>>>
  }
}

export const plainKinds: readonly PlainKind[] = kinds.map((kind) => ({
  name: kind.name,
  code: kind.code,
  domain: kind.domain,
  title: kind.title,
  plural: kind.plural,
  about: kind.about,
  titleField: kind.titleField,
  retention: kind.retention,
  ...(kind.reviewMonths !== undefined && { reviewMonths: kind.reviewMonths }),
  ...(kind.sealed && { sealed: kind.sealed }),
  ...(kind.byHouse && { byHouse: kind.byHouse }),
  ...(kind.olderCodes && { olderCodes: kind.olderCodes }),
  fields: kind.fields,
  life: {
    initial: kind.life.initial,
    states: kind.life.states,
    actions: Object.fromEntries(
      Object.entries(kind.life.actions).map(([name, { guards: _guards, ...action }]) => [name, action]),
    ),
  },
}))
