import type { Subject } from '@maek/domain/decide.ts'
import type { Refusal } from '@maek/domain/refusal.ts'
import type { Database } from './database/open.ts'
import type { FileStore } from './files/store.ts'

type Doors = { readonly database: Database; readonly files: FileStore }

/**
 * A condition of an action that its pure guards cannot see, because it needs rows or files beside the record and its
 * links. Null: nothing hinders. Asked wherever the guards are: on the page, before signing and when acting.
 */
export type Hinder = (house: Doors, organisation: string, subject: Subject) => Promise<Refusal | null>

/** The hindrance to one action of a record, by the table of the house (server/hindrances.ts). */
export type Hindrances = (
  house: Doors,
  organisation: string,
  asked: { readonly subject: Subject; readonly action: string },
) => Promise<Refusal | null>
