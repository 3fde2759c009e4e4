import { spawnSync } from 'node:child_process'
import { mkdtempSync, rmSync, symlinkSync } from 'node:fs'
import { tmpdir } from 'node:os'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { afterAll, beforeAll, expect, test } from 'vitest'

const launcher = fileURLToPath(new URL('./bin.mjs', import.meta.url))
const program = fileURLToPath(new URL('./maek.ts', import.meta.url))

let folder = ''
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'maek-cli-launch-'))
  symlinkSync(launcher, join(folder, 'maek'))
})
afterAll(() => rmSync(folder, { recursive: true, force: true }))

function start(file: string, ...args: string[]) {
  const environment = { PATH: process.env.PATH, LANG: 'ko_KR.UTF-8' }
  return spawnSync(process.execPath, [file, ...args], { encoding: 'utf8', env: environment, cwd: folder })
}

test('the program starts by itself, by its launcher and by a link to it as npx makes one', () => {
  for (const file of [program, launcher, join(folder, 'maek')]) {
    const ran = start(file, 'help', 'gate')
    expect([ran.status, ran.stderr], file).toEqual([0, ''])
    expect(ran.stdout).toContain('릴리스')
  }
})

test('exit codes, answers and refusals leave the program as they should', () => {
  const unreadable = start(launcher, 'verify', 'nothing.zip')
  expect([unreadable.status, unreadable.stdout]).toEqual([2, ''])
  expect(unreadable.stderr).toContain('읽을 수 없습니다')
  const json = start(launcher, 'verify', 'nothing.zip', '--json')
  expect([json.status, json.stderr]).toEqual([2, ''])
  expect(JSON.parse(json.stdout)).toMatchObject({ code: 'wrong-type' })
})
