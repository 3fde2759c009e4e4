import { createHash } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say, type Words } from '@maek/domain/words.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'web', 'dist')

/** The folder of the built web; built now if its sources changed since it was built last (names, sizes and times). */
export async function ensureWeb(tell: (words: Words) => void): Promise<string> {
  const mark = await sourcesMark()
  const markFile = join(built, '.sources')
  const standing = existsSync(markFile) ? await readFile(markFile, 'utf8') : ''
  if (standing === mark) return built
  tell(say('화면을 한 번 준비합니다(몇 초).', 'Building the pages once (a few seconds).'))
  const { build } = await import('vite')
  await build({ root: join(root, 'web'), logLevel: 'warn' })
  await writeFile(markFile, mark)
  return built
}

async function sourcesMark(): Promise<string> {
  const hash = createHash('sha256')
  for (const room of ['web', 'domain', 'ledger']) {
    const names = await readdir(join(root, room), { recursive: true, withFileTypes: true })
    const files = names
      .filter(
        (entry) =>
          entry.isFile() &&
          /\.(tsx?|css|html|json|svg)$/.test(entry.name) &&
          !/\.test\.tsx?$/.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !path.includes('/dist/') && !path.includes('/node_modules/'))
      .sort()
    for (const path of files) {
      const { size, mtimeMs } = await stat(path)
      hash.update(`${path} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}
