import type { Kind } from '@maek/domain/kind.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { may, type Permission } from '@maek/domain/permissions.ts'
import type { Actor } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import { notFound } from '../http/problems.ts'

/** The kind named in a path, if this actor has the permission there. */
export function kindFor(name: string, actor: Actor, permission: Permission): Answer<Kind> {
  const kind = kindByName(name)
  if (!kind) return { ok: false, refusal: notFound }
  if (may(actor.roles, permission, kind.domain)) return accept(kind)
  return refuse(
    'not-allowed',
    say(`${kind.title.ko}에 대한 권한이 없습니다.`, `Your role may not do this for ${kind.title.en}.`),
  )
}
