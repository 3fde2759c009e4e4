import { randomBytes } from 'node:crypto'
import { existsSync } from 'node:fs'
import { mkdtemp, readdir, rm } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { openEmbedded } from '@maek/server/database/embedded.ts'
import { openDatabase } from '@maek/server/database/open.ts'
import { openPool } from '@maek/server/database/pool.ts'
import type pg from 'pg'
import type { TestProject } from 'vitest/node'

/** What a test process needs to make databases of its own; `inject('database')`. */
export type TestServer = {
  /** Connects as the owner to a database from which others are made. */
  readonly url: string
  readonly template: string
  /** Names of all databases of this run begin so. */
  readonly prefix: string
}

declare module 'vitest' {
  // Vitest asks for an interface here: it is merged with its own.
  export interface ProvidedContext {
    database: TestServer
  }
}

const folderPrefix = 'maek-test-'

/** One server and one migrated template database for a whole run of tests. */
export default async function setup(project: TestProject): Promise<() => Promise<void>> {
  const server = await openServer()
  const prefix = `maek_test_${randomBytes(4).toString('hex')}`
  const template = `${prefix}_template`
  const owner = openPool({ url: server.url, connectionsMax: 1, statementMs: 0 })
  await owner.query(`create database ${template}`)
  const opened = await openDatabase({ url: databaseAt(server.url, template), folder: '' })
  if (!opened.ok) throw new Error(opened.refusal.because.en)
  // A template must have no connection while it is copied.
  await opened.value.close()
  project.provide('database', { url: server.url, template, prefix })
  return async () => {
    await dropAll(owner, prefix)
    await owner.end()
    await server.stop()
  }
}

/** The address of another database on the same server. */
export function databaseAt(url: string, name: string): string {
  const address = new URL(url)
  address.pathname = `/${name}`
  return address.href
}

async function openServer(): Promise<{ url: string; stop: () => Promise<void> }> {
  const url = process.env.DATABASE_URL
  if (url) return { url, stop: async () => undefined }
  await clearAbandoned()
  const folder = await mkdtemp(join(tmpdir(), folderPrefix))
  const embedded = await openEmbedded({ folder })
  if (!embedded.ok) throw new Error(embedded.refusal.because.en)
  const stop = async () => {
    await embedded.value.stop()
    await rm(folder, { recursive: true })
  }
  return { url: embedded.value.url, stop }
}

/** A run killed outright leaves its server running: opening the folder finds it, so it can be stopped. */
async function clearAbandoned(): Promise<void> {
  const names = (await readdir(tmpdir())).filter((name) => name.startsWith(folderPrefix))
  for (const folder of names.map((name) => join(tmpdir(), name))) {
    if (!existsSync(join(folder, 'cluster', 'postmaster.pid'))) continue
    const left = await openEmbedded({ folder, ownerWaitMs: 0 })
    if (!left.ok) continue // its run is alive
    await left.value.stop()
    await rm(folder, { recursive: true })
  }
}

async function dropAll(owner: pg.Pool, prefix: string): Promise<void> {
  const found = await owner.query<{ name: string }>(
    'select datname as name from pg_database where starts_with(datname, $1)',
    [prefix],
  )
  for (const { name } of found.rows) await owner.query(`drop database if exists ${name} with (force)`)
}
