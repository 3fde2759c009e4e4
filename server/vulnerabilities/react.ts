import { rulingOf } from '@maek/domain/vulnerabilities/ruling-of.ts'
import type { React } from '../acts.ts'
import { clearSboms, linesOfSboms, placeSboms } from './place-findings.ts'
import { writeRulings } from './rulings.ts'
import { holdSettling, settleAdded, settleNamed, settleVersions } from './settle.ts'

/** A decision was written, signed, withdrawn, reopened: what it speaks of is settled anew. */
export const settleDecisions: React = async (client, organisation, happened) => {
  await holdSettling(client, organisation)
  await writeRulings(
    client,
    organisation,
    happened.map(({ record }) => record),
  )
  const names = happened.flatMap(({ before, record }) => {
    const [was, is] = [before && rulingOf(before), rulingOf(record)]
    return was?.isInForce || is?.isInForce ? [...namesOf(was), ...namesOf(is)] : []
  })
  if (names.length > 0) await settleNamed(client, organisation, { names, today: todayOf(happened) })
}

function namesOf(ruling: ReturnType<typeof rulingOf>): string[] {
  return ruling?.rows.map(({ vulnerability }) => vulnerability) ?? []
}

/** An SBOM came in, was retired, or belongs to another release now. */
export const settleSboms: React = async (client, organisation, happened) => {
  const today = todayOf(happened)
  const added = happened.filter(({ before }) => before === null).map(({ record }) => record.id)
  const moved = happened.filter(
    ({ before, record }) =>
      before !== null &&
      (before.body.release !== record.body.release ||
        (before.state === 'retired') !== (record.state === 'retired')),
  )
  if (added.length + moved.length === 0) return
  await holdSettling(client, organisation)
  if (added.length > 0) await settleAdded(client, organisation, { sboms: added, today })
  if (moved.length === 0) return
  const ids = moved.map(({ record }) => record.id)
  const standing = moved.flatMap(({ record }) => (record.state === 'retired' ? [] : [record.id]))
  await clearSboms(client, organisation, ids)
  await placeSboms(client, organisation, standing)
  const found = await client.query<{ key: string }>(
    `select distinct encode(component, 'hex') as key from ${linesOfSboms} line`,
    [organisation, ids],
  )
  await settleVersions(client, organisation, { keys: found.rows.map(({ key }) => key), today })
}

function todayOf(happened: Parameters<React>[2]): string {
  return happened.reduce((last, { at }) => (at > last ? at : last), '').slice(0, 10)
}
