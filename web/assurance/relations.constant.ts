import { kinds } from '@maek/domain/kinds.ts'
import type { Words } from '@maek/domain/words.ts'

/** What each kind's links are called, read from the record that holds them; run at build time (see vite.config.ts). */
export const relationLabels: Readonly<Record<string, Readonly<Record<string, Words>>>> = Object.fromEntries(
  kinds.map((kind) => [
    kind.name,
    Object.fromEntries(
      Object.entries(kind.fields).flatMap(([relation, field]) =>
        field.reference ? [[relation, field.label]] : [],
      ),
    ),
  ]),
)
