import type { UnitReport } from '@maek/domain/products/fleet.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import type pg from 'pg'
import { type RecordTableRow, recordColumns, storedFrom } from '../records/row.ts'

/** What reports may name, by every name it goes by; several ids where a name is not one thing's alone. */
export type Names = {
  readonly sites: ReadonlyMap<string, readonly string[]>
  readonly devices: ReadonlyMap<string, readonly string[]>
  readonly releases: ReadonlyMap<string, readonly { readonly id: string; readonly device: string }[]>
}

/** Sites, devices and releases that stand: a firm has thousands of these at most, so all are read. */
export async function findNames(client: pg.PoolClient, organisation: string): Promise<Names> {
  const found = await client.query<{
    kind: string
    id: string
    number: string
    name: string
    device: string
  }>(
    `select kind, id, number,
       coalesce(body ->> 'institutionCode', body ->> 'version', body ->> 'udi', '') as name,
       coalesce(body ->> 'device', '') as device
     from record where org_id = $1 and kind = any($2::text[]) and state not in ('ended', 'cancelled')`,
    [organisation, ['site', 'device', 'release']],
  )
  const sites = new Map<string, string[]>()
  const devices = new Map<string, string[]>()
  const releases = new Map<string, { id: string; device: string }[]>()
  for (const { kind, id, number, name, device } of found.rows) {
    for (const key of new Set([id, number, name])) {
      if (key === '') continue
      if (kind === 'release') add(releases, key, { id, device })
      else add(kind === 'site' ? sites : devices, key, id)
    }
  }
  return { sites, devices, releases }
}

function add<T>(map: Map<string, T[]>, key: string, value: T): void {
  const list = map.get(key)
  if (list) list.push(value)
  else map.set(key, [value])
}

/** Units that are not removed, by serial number, and groups without one by their name. */
export type Units = {
  readonly bySerial: ReadonlyMap<string, readonly StoredRecord[]>
  readonly byName: ReadonlyMap<string, readonly StoredRecord[]>
}

export async function findUnits(
  client: pg.PoolClient,
  organisation: string,
  reports: readonly UnitReport[],
): Promise<Units> {
  const serials = reports.flatMap(({ serial }) => serial ?? [])
  const names = reports.flatMap(({ serial, name }) =>
    serial === undefined && name !== undefined ? name : [],
  )
  const found = await client.query<RecordTableRow>(
    `select ${recordColumns} from record where org_id = $1 and installed_serial = any($2::text[])
     union all
     select ${recordColumns} from record
     where org_id = $1 and kind = 'installation' and title collate "C" = any($3::text[]) and installed_serial is null
       and state <> 'removed'`,
    [organisation, [...new Set(serials)], [...new Set(names)]],
  )
  const records = found.rows.map(storedFrom)
  return {
    bySerial: Map.groupBy(
      records.filter(({ body }) => body.serial !== undefined),
      ({ body }) => String(body.serial),
    ),
    byName: Map.groupBy(
      records.filter(({ body }) => body.serial === undefined),
      ({ title }) => title,
    ),
  }
}
