import { createHash, randomUUID } from 'node:crypto'
import { existsSync } from 'node:fs'
import { readdir, readFile, rename, rm, stat, writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { say, type Words } from '@maek/domain/words.ts'
import { writeDurably } from './files/store.ts'

const root = fileURLToPath(new URL('..', import.meta.url))
const built = join(root, 'web', 'dist')

/** The folder of the built web; built now if its sources changed since it was built last (names, sizes and times). */
export async function ensureWeb(tell: (words: Words) => void): Promise<string> {
  await ensureVerifyPage()
  const mark = await sourcesMark(['web', 'domain', 'ledger'])
  if ((await builtOf()) === mark) return built
  tell(say('화면을 한 번 준비합니다(몇 초).', 'Building the pages once (a few seconds).'))
  const { build } = await import('vite')
  // Aside, and then put in place whole: two servers that start at once must not empty each other's folder.
  const aside = join(root, 'web', '.building', randomUUID())
  try {
    const outDir = join(aside, 'dist')
    await build({ root: join(root, 'web'), logLevel: 'warn', build: { outDir, emptyOutDir: true } })
    await writeFile(join(outDir, markName), mark)
    await putInPlace(outDir, { aside, mark })
  } finally {
    await rm(aside, { recursive: true, force: true })
  }
  return built
}

const markName = '.sources'

async function builtOf(): Promise<string> {
  const markFile = join(built, markName)
  return existsSync(markFile) ? readFile(markFile, 'utf8') : ''
}

/** Whoever comes second finds the same pages there and leaves them. */
async function putInPlace(
  made: string,
  { aside, mark }: { readonly aside: string; readonly mark: string },
): Promise<void> {
  for (;;) {
    if ((await builtOf()) === mark) return
    if (existsSync(built)) await rename(built, join(aside, randomUUID())).catch(ignoreTaken)
    try {
      await rename(made, built)
      return
    } catch (error) {
      ignoreTaken(error)
    }
  }
}

/** Another server moved the folder away, or its own in, a moment before. */
function ignoreTaken(error: unknown): void {
  const code = error instanceof Error && 'code' in error ? error.code : undefined
  if (code !== 'ENOENT' && code !== 'ENOTEMPTY' && code !== 'EEXIST') throw error
}

/**
 * `verify.html`, the verifier that travels in every pack: one file that opens from a disk without network. Script and
 * style stand in the page itself and are named by their hashes in its content policy, so nothing else can run in it.
 */
export async function ensureVerifyPage(): Promise<Uint8Array> {
  const page = join(root, 'web', 'dist-verify', 'verify.html')
  const markFile = join(root, 'web', 'dist-verify', '.sources')
  const mark = await sourcesMark(['web/verify', 'ledger'])
  if (existsSync(markFile) && (await readFile(markFile, 'utf8')) === mark) return readFile(page)
  const script = (await bundledScript()).replaceAll('</script', '<\\/script')
  const style = await readFile(join(root, 'web', 'verify', 'page.css'), 'utf8')
  const template = await readFile(join(root, 'web', 'verify', 'verify.html'), 'utf8')
  const html = template
    .replace('%script%', () => hashSource(script))
    .replace('%style%', () => hashSource(style))
    .replace('</head>', () => `<style>${style}</style>\n</head>`)
    .replace('</body>', () => `<script>${script}</script>\n</body>`)
  await writeDurably(page, Buffer.from(html))
  await writeDurably(markFile, Buffer.from(mark))
  return Buffer.from(html)
}

async function bundledScript(): Promise<string> {
  const { build } = await import('vite')
  const built = await build({
    configFile: false,
    root: join(root, 'web'),
    logLevel: 'warn',
    build: {
      write: false,
      target: 'es2022',
      modulePreload: false,
      rollupOptions: { input: join(root, 'web', 'verify', 'page.ts'), output: { format: 'iife' } },
    },
  })
  const outputs = Array.isArray(built) ? built : [built]
  const chunks = outputs.flatMap((one) => ('output' in one ? one.output : []))
  const [chunk] = chunks.filter((one) => one.type === 'chunk')
  if (!chunk || chunks.length !== 1) throw new Error('the verifier must build into one script')
  return chunk.code
}

/** CSP's name of an inline text (CSP3 section 2.3.1). */
function hashSource(text: string): string {
  return `'sha256-${createHash('sha256').update(text).digest('base64')}'`
}

async function sourcesMark(folders: readonly string[]): Promise<string> {
  const hash = createHash('sha256')
  for (const room of folders) {
    const names = await readdir(join(root, room), { recursive: true, withFileTypes: true })
    const files = names
      .filter(
        (entry) =>
          entry.isFile() &&
          /\.(tsx?|css|html|json|svg)$/.test(entry.name) &&
          !/\.test\.tsx?$/.test(entry.name),
      )
      .map((entry) => join(entry.parentPath, entry.name))
      .filter((path) => !/\/dist(?:-verify)?\//.test(path) && !path.includes('/node_modules/'))
      .sort()
    for (const path of files) {
      const { size, mtimeMs } = await stat(path)
      hash.update(`${path} ${size} ${mtimeMs}\n`)
    }
  }
  return hash.digest('hex')
}
