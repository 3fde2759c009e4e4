import { type Answer, accept } from '@maek/domain/refusal.ts'
import type { findingFilter } from '@maek/domain/vulnerabilities/finding-view.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'
import type { Asked, Options } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'

/** Options that say which findings are meant; the server checks their values. */
export const findingOptions: Options = {
  release: {
    takes: 'text',
    value: 'ID|NUMBER',
    about: say('이 릴리스의 항목만.', 'Only those of this release.'),
  },
  device: {
    takes: 'text',
    value: 'ID|NUMBER',
    about: say('이 제품의 항목만.', 'Only those of this device.'),
  },
  sbom: { takes: 'text', value: 'ID|NUMBER', about: say('이 SBOM의 항목만.', 'Only those of this SBOM.') },
  state: {
    takes: 'text',
    value: 'STATE[,STATE]',
    about: say(
      'in-triage, affected, accepted, fixed, not-affected 가운데.',
      'Of in-triage, affected, accepted, fixed, not-affected.',
    ),
  },
  severity: {
    takes: 'text',
    value: 'WORD[,WORD]',
    about: say(
      'critical, high, medium, low, none, unknown 가운데.',
      'Of critical, high, medium, low, none, unknown.',
    ),
  },
  text: {
    takes: 'text',
    value: 'TEXT',
    about: say('취약점 번호나 구성요소의 앞부분.', 'Beginning of an id or of a component.'),
  },
  kev: { takes: 'switch', about: say('KEV에 있는 것만.', 'Only what is in KEV.') },
  mine: {
    takes: 'switch',
    about: say('내가 판정을 쓰고 있는 것만.', 'Only what a draft of mine speaks of.'),
  },
}

type Filter = { -readonly [Name in keyof typeof findingFilter]?: z.input<(typeof findingFilter)[Name]> }

/** The filter as the server takes it; records may be named by number. */
export async function filterOf(connection: Connection, asked: Asked): Promise<Answer<Filter>> {
  const filter: Filter = {}
  for (const kind of ['release', 'device', 'sbom'] as const) {
    const named = asked.text(kind)
    if (named === undefined) continue
    const id = await recordIdOf(connection, kind, named)
    if (!id.ok) return id
    filter[kind] = id.value
  }
  for (const name of ['state', 'severity', 'text'] as const) {
    const value = asked.text(name)
    if (value !== undefined) filter[name] = value
  }
  if (asked.on('kev')) filter.kev = 'true'
  if (asked.on('mine')) filter.mine = 'true'
  return accept(filter)
}

export const filterNames = Object.keys(findingOptions)

export const limitOf = (asked: Asked): Answer<number | undefined> => {
  const text = asked.text('limit')
  const read = z.coerce.number().int().min(1).max(200).safeParse(text)
  if (text === undefined) return accept(undefined)
  return read.success
    ? accept(read.data)
    : {
        ok: false,
        refusal: {
          code: 'invalid',
          field: 'limit',
          because: say('--limit는 1에서 200 사이입니다.', '--limit is between 1 and 200.'),
        },
      }
}
