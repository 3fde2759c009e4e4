import { mkdtemp, writeFile } from 'node:fs/promises'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { Hono } from 'hono'
import { beforeAll, expect, test } from 'vitest'
import { serveWeb } from './static.ts'

let app: Hono
beforeAll(async () => {
  const folder = await mkdtemp(join(tmpdir(), 'maek-web-'))
  await writeFile(join(folder, 'index.html'), '<!doctype html><title>Maek</title>')
  await writeFile(join(folder, 'app.js'), 'export const one = 1')
  app = new Hono()
  app.get('*', serveWeb(folder))
})

test('the address of a requirement opens the page, although its number looks like a file ending', async () => {
  for (const path of [
    '/',
    '/readiness/iso-42001/6.1.4',
    '/readiness/kr-security-notice/Art.14',
    '/records/device',
  ]) {
    const answer = await app.request(path)
    expect(answer.headers.get('content-type')).toBe('text/html; charset=utf-8')
  }
})

test('a file that is not there is not found, and no path leads out of the folder', async () => {
  for (const path of [
    '/gone.js',
    '/../../etc/passwd.json',
    '/%2e%2e/%2e%2e/package.json',
    '/a%00.js',
    '/%E0%A4%A.js',
  ]) {
    expect((await app.request(path)).status, path).toBe(path.includes('%E0') ? 200 : 404)
  }
})

test('every answer forbids foreign scripts, styles and frames', async () => {
  const policy = (await app.request('/')).headers.get('content-security-policy') ?? ''
  expect(policy).toContain("default-src 'none'")
  expect(policy).toContain("frame-ancestors 'none'")
  expect(policy).not.toContain('unsafe')
})
