import { strict as assert } from 'node:assert'
import { readFileSync } from 'node:fs'
import {
  type Framework,
  frameworkIds,
  type Mapping,
  parseCrosswalk,
  parseFramework,
} from '@maek/domain/assurance/catalogue.ts'

/** All frameworks and the crosswalk, read from the domain's files once. */
export type Catalogues = {
  readonly frameworks: readonly Framework[]
  readonly crosswalk: readonly Mapping[]
}

let read: Catalogues | undefined

/** The catalogues; read at the first call. A malformed file is a bug of ours and throws. */
export function catalogues(): Catalogues {
  read ??= readAll()
  return read
}

/** The framework of that id, or undefined: a name from outside is not trusted. */
export function frameworkById(id: string): Framework | undefined {
  return catalogues().frameworks.find((one) => one.id === id)
}

function readAll(): Catalogues {
  const frameworks = frameworkIds.map((id) => {
    const parsed = parseFramework(jsonOf(id))
    assert(parsed.ok, `frameworks/${id}.json is well formed`)
    assert(parsed.value.id === id, `frameworks/${id}.json is the framework of its name`)
    return parsed.value
  })
  const crosswalk = parseCrosswalk(jsonOf('crosswalk'))
  assert(crosswalk.ok, 'frameworks/crosswalk.json is well formed')
  return { frameworks, crosswalk: crosswalk.value }
}

function jsonOf(name: string): unknown {
  const address = import.meta.resolve(`@maek/domain/assurance/frameworks/${name}.json`)
  return JSON.parse(readFileSync(new URL(address), 'utf8'))
}
