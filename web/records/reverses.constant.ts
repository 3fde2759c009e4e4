import { kinds } from '@maek/domain/kinds.ts'
import type { Words } from '@maek/domain/words.ts'

/** How each kind's links read from the other end; run at build time (see vite.config.ts). */
export const reverses: Readonly<Record<string, Readonly<Record<string, Words>>>> = Object.fromEntries(
  kinds.map((kind) => [
    kind.name,
    Object.fromEntries(
      Object.entries(kind.fields).flatMap(([relation, field]) =>
        field.reference ? [[relation, field.reference.reverse]] : [],
      ),
    ),
  ]),
)
