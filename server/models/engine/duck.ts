import { join } from 'node:path'
import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api'

export type DuckRoom = {
  readonly folder: string
  readonly threads: number
  readonly memoryMegabytes: number
  /** What it may spill to disk; by itself it would take nine tenths of what is free. */
  readonly diskMegabytes: number
  /** Files, and folders ending in /, it may open beside its own folder. */
  readonly places: readonly string[]
}

/** A DuckDB that loads no extension, reaches no network, opens only the given places, and cannot be told otherwise. */
export async function openDuck({
  folder,
  threads,
  memoryMegabytes,
  diskMegabytes,
  places,
}: DuckRoom): Promise<DuckDBConnection> {
  const instance = await DuckDBInstance.create(':memory:', {
    threads: String(threads),
    memory_limit: `${memoryMegabytes}MB`,
    temp_directory: join(folder, 'spill'),
    max_temp_directory_size: `${diskMegabytes}MB`,
    autoinstall_known_extensions: 'false',
    autoload_known_extensions: 'false',
    // Rows are named by their place in the file, so their order must hold.
    preserve_insertion_order: 'true',
  })
  const duck = await instance.connect()
  const files = places.filter((place) => !place.endsWith('/'))
  const folders = [`${folder}/`, ...places.filter((place) => place.endsWith('/'))]
  await duck.run(`set allowed_paths = [${files.map(quoted).join(', ')}]`)
  await duck.run(`set allowed_directories = [${folders.map(quoted).join(', ')}]`)
  await duck.run('set enable_external_access = false')
  await duck.run('set lock_configuration = true')
  return duck
}

/** A text as SQL writes it. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", "''")}'`
}

/** A column's name as SQL writes it. */
export function named(column: string): string {
  return `"${column.replaceAll('"', '""')}"`
}
