import { may } from '@maek/domain/permissions.ts'
import { accept, refuse } from '@maek/domain/refusal.ts'
import { makePack } from '@maek/domain/reports/api.ts'
import { say } from '@maek/domain/words.ts'
import { frameworkById } from '../assurance/catalogues.ts'
import { provableAnswers } from '../assurance/readiness.ts'
import { actorOf, type Handler, handle } from '../http/handler.ts'
import { notFound } from '../http/problems.ts'
import { makeBackupHandler } from './backup.ts'
import { packOf } from './pack.ts'
import { removeSampleHandler } from './remove-sample.ts'

const makePackHandler = handle(makePack, async (input, call) => {
  const actor = actorOf(call)
  if (!may(actor.roles, 'transfer', 'reports')) {
    return refuse(
      'not-allowed',
      say('심사 자료집을 내보낼 권한이 없습니다.', 'Your role may not export packs.'),
    )
  }
  const framework = frameworkById(input.framework)
  if (!framework) return { ok: false, refusal: notFound }
  const asked = input.asOf === undefined ? undefined : new Date(input.asOf).toISOString()
  if (asked !== undefined && asked > call.house.now()) {
    return refuse(
      'invalid',
      say(
        '아직 오지 않은 시점의 자료집은 만들 수 없습니다.',
        'A pack cannot be made for a time in the future.',
      ),
      'asOf',
    )
  }
  const { asOf, answers } = await provableAnswers(call.house, actor.organisation, { framework, asOf: asked })
  const { id, title, version } = framework
  const made = await packOf(
    { house: call.house, actor },
    { framework: { id, title, version }, asOf, answers },
  )
  if (!made.ok) return made
  const name = `maek-pack-${id}-${asOf.slice(0, 10)}.zip`
  return accept({ name, mediaType: 'application/zip', content: made.value })
})

export const reportHandlers: readonly Handler[] = [makePackHandler, makeBackupHandler, removeSampleHandler]
