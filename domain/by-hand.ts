import { changedFields } from './decide.ts'
import type { Body, Kind } from './kind.ts'
import { withTopic } from './particle.ts'
import { type Refusal, refuse } from './refusal.ts'
import { say, type Words } from './words.ts'

/**
 * Why a body may not be written by a person or a program from outside, or null: a record that only the house makes, a
 * value that only the house works out, or what was worked out together with it. `before` is null for a new record. The
 * house itself does not ask here. Evidence that can be typed is no evidence (21 CFR 11.10(a); ISO/IEC 42001 A.6.2.4).
 */
export function hindranceByHand(kind: Kind, before: Body | null, after: Body): Refusal | null {
  const { byHouse } = kind
  if (!byHouse) return null
  if (before === null && byHouse.records) return notByHand(kind, byHouse.records)
  const changed = new Set(changedFields(before ?? {}, after))
  const own = byHouse.fields?.find((name) => changed.has(name))
  if (own !== undefined) return worked(kind, own)
  const sealed = sealedByHouse(kind, before ?? {}).find((name) => changed.has(name))
  return sealed === undefined ? null : computed(kind, sealed)
}

/** Fields that stand as they are because what the house worked out stands beside them. */
export function sealedByHouse({ byHouse }: Pick<Kind, 'byHouse'>, body: Body): readonly string[] {
  const isWorkedOut = byHouse?.fields?.some((name) => body[name] !== undefined) ?? false
  return isWorkedOut ? (byHouse?.seals ?? []).filter((name) => body[name] !== undefined) : []
}

function notByHand({ title }: Kind, how: Words): Refusal {
  return refuse(
    'conflict',
    say(
      `${withTopic(title.ko)} 직접 작성할 수 없습니다. ${how.ko}`,
      `${title.en}: not written by hand. ${how.en}`,
    ),
    'kind',
  ).refusal
}

function worked({ fields }: Kind, name: string): Refusal {
  const label = fields[name]?.label ?? say(name, name)
  return refuse(
    'conflict',
    say(
      `${withTopic(`'${label.ko}'`)} 시스템이 적는 값이라 직접 넣거나 바꿀 수 없습니다.`,
      `“${label.en}” is written by the system and cannot be entered or changed by hand.`,
    ),
    `body.${name}`,
  ).refusal
}

function computed({ fields }: Kind, name: string): Refusal {
  const label = fields[name]?.label ?? say(name, name)
  return refuse(
    'conflict',
    say(
      `시스템이 계산한 결과가 들어 있어 '${label.ko}' 항목을 바꾸거나 지울 수 없습니다.`,
      `“${label.en}” belongs to a result that the system computed and cannot be changed or removed.`,
    ),
    `body.${name}`,
  ).refusal
}
