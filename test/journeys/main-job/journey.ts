import { rm } from 'node:fs/promises'
import { join } from 'node:path'
import type { StoredRecord } from '@maek/domain/record.ts'
import type { Browser } from 'playwright-core'
import type { HouseProcess } from '../house-process.ts'
import type { Member } from '../member.ts'
import type { Judgement } from '../verdicts.ts'

/* What one step of the main job leaves to the next. Asking for what no step has left yet fails with its name. */

type Left = {
  readonly folder: string
  readonly pictures: string
  readonly browser: Browser
  readonly house: HouseProcess
  readonly administrator: Member
  readonly engineer: Member
  readonly reviewer: Member
  readonly management: Member
  /** What the house held when it was stopped. */
  readonly contents: ReadonlyMap<string, unknown>
  /** A pack with one bit turned, and the file it was turned in. */
  readonly tampered: { readonly zip: string; readonly record: string }
}

const left: Partial<Left> = {}

export function leave(things: Partial<Left>): void {
  Object.assign(left, things)
}

function take<Name extends keyof Left>(name: Name): Left[Name] {
  const thing = left[name]
  if (thing === undefined) throw new Error(`no step has left ${name}`)
  // An index of a partial type forgets that undefined was excluded above.
  return thing as Left[Name]
}

export const folder = () => take('folder')
export const pictures = () => take('pictures')
export const browser = () => take('browser')
export const house = () => take('house')
export const administrator = () => take('administrator')
export const engineer = () => take('engineer')
export const reviewer = () => take('reviewer')
export const management = () => take('management')
export const contents = () => take('contents')
export const tampered = () => take('tampered')

/** Ends what a journey leaves running, also one that broke off. */
export async function tidyUp(hasFailed: boolean): Promise<void> {
  await left.browser?.close()
  await left.house?.stop()
  if (hasFailed) process.stderr.write(left.house?.logged() ?? '')
  if (left.folder) await rm(left.folder, { recursive: true, force: true })
}

export const password = 'a long phrase of my own'

/** Readiness before the maker's work, by framework. */
export const judgedBefore = new Map<string, Judgement>()

const records = new Map<string, StoredRecord>()

export function keep(name: string, record: StoredRecord): void {
  records.set(name, record)
}

export function recordOf(name: string): StoredRecord {
  const record = records.get(name)
  if (!record) throw new Error(`no step has made ${name}`)
  return record
}

export const idOf = (name: string) => recordOf(name).id
export const numberOf = (name: string) => recordOf(name).number
/** The ids of all records so far, by the name their step gave them. */
export const known = () => Object.fromEntries([...records].map(([name, { id }]) => [name, id]))

export const packOf = (framework: string) => join(folder(), `${framework}.zip`)
