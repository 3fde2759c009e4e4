import type { readComponentPaths } from '@maek/domain/components/sbom-api.ts'
import { shortestPaths } from '@maek/domain/components/shortest-paths.ts'
import { type Answer, accept } from '@maek/domain/refusal.ts'
import type pg from 'pg'
import type { z } from 'zod'
import { notFound } from '../http/problems.ts'

type Paths = z.input<(typeof readComponentPaths)['output']>
type Placed = Paths['component']

/** Why a component is in an SBOM. The whole graph of one SBOM is read: it is at most a few megabytes. */
export async function readPaths(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly id: string; readonly position: number },
): Promise<Answer<Paths>> {
  const found = await client.query<{ position: number; needs: readonly number[] | null }>(
    'select position, needs from sbom_component where org_id = $1 and sbom_id = $2',
    [organisation, asked.id],
  )
  const reading = await client.query<{ roots: readonly number[] }>(
    'select roots from sbom_reading where org_id = $1 and sbom_id = $2',
    [organisation, asked.id],
  )
  const needs = new Map(found.rows.map((row) => [row.position, row.needs ?? []]))
  if (!needs.has(asked.position)) return { ok: false, refusal: notFound }
  const told = shortestPaths({ needs, roots: reading.rows[0]?.roots ?? [], target: asked.position })
  const names = await namesOf(client, organisation, {
    id: asked.id,
    positions: [...new Set([asked.position, ...told.paths.flat()])],
  })
  const placed = (position: number): Placed => names.get(position) ?? { position, name: '', version: null }
  return accept({
    component: placed(asked.position),
    paths: told.paths.map((path) => path.map(placed)),
    parents: told.parents,
    unconnected: told.paths.length === 0,
  })
}

async function namesOf(
  client: pg.PoolClient,
  organisation: string,
  asked: { readonly id: string; readonly positions: readonly number[] },
): Promise<Map<number, Placed>> {
  const found = await client.query<Placed>(
    `select line.position, version.name, version.version from sbom_component line
     join component_version version on version.org_id = line.org_id and version.key = line.component
     where line.org_id = $1 and line.sbom_id = $2 and line.position = any($3::int[])`,
    [organisation, asked.id, asked.positions],
  )
  return new Map(found.rows.map((row) => [row.position, row]))
}
