import { may } from '@maek/domain/permissions.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { advisory } from '@maek/domain/vulnerabilities/advisory.ts'
import { draftAdvisory, exportAdvisory, makeAdvisoryFile } from '@maek/domain/vulnerabilities/exchange-api.ts'
import { say } from '@maek/domain/words.ts'
import { actorOf, type Call, type Handler, handle } from '../../http/handler.ts'
import { advisoryText, draftFromCase, makeCsafFile } from './advisory.ts'

const keyOf = (key: string | undefined, call: Call) =>
  key === undefined ? undefined : { key: `${actorOf(call).id}:${key}`, request: call.digest }

const notAllowed = refuse(
  'not-allowed',
  say('보안 권고를 다룰 권한이 없습니다.', 'Your role may not work on advisories.'),
)

const draftAdvisoryHandler = handle(draftAdvisory, async (input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'write', advisory.domain)) return notAllowed
  return draftFromCase(call.house, actor, { named: input.case, key: keyOf(input.key, call) })
})

const makeAdvisoryFileHandler = handle(makeAdvisoryFile, async (input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'write', advisory.domain)) return notAllowed
  const { advisory: named, version, key } = input
  const made = await makeCsafFile(call.house, actor, { advisory: named, version, key: keyOf(key, call) })
  return made.ok ? accept({ ...made.value, warnings: [...made.value.warnings] }) : made
})

const exportAdvisoryHandler = handle(exportAdvisory, async (input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'transfer', advisory.domain)) return notAllowed
  const found = await advisoryText(call.house, actor, input.advisory)
  if (!found.ok) return found
  return accept({ name: found.value.name, mediaType: 'application/json', content: found.value.bytes })
})

export const advisoryHandlers: readonly Handler[] = [
  draftAdvisoryHandler,
  makeAdvisoryFileHandler,
  exportAdvisoryHandler,
]
