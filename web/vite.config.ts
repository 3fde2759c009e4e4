import { fileURLToPath, pathToFileURL } from 'node:url'
import react from '@vitejs/plugin-react'
import { defineConfig, type Plugin } from 'vite'

const root = fileURLToPath(new URL('.', import.meta.url))

export default defineConfig({
  root,
  base: '/',
  plugins: [evaluated(), react()],
  build: {
    outDir: 'dist',
    emptyOutDir: true,
    target: 'es2024',
    modulePreload: { polyfill: false },
    // Nothing may be inlined as a data: address: the content security policy allows fonts and images from 'self' only.
    assetsInlineLimit: 0,
    chunkSizeWarningLimit: 700,
  },
})

/**
 * Two sorts of module are run at build time and reach the browser as the values they export:
 * `domain/**\/api.ts` and `-api.ts` (endpoints, without their zod schemas: the door that validates is the server) and
 * `web/**\/*.constant.ts` (kinds as plain data). This keeps zod and every rule of the domain out of the first
 * page, a third of its budget, while types still come from the very same source.
 */
function evaluated(): Plugin {
  return {
    name: 'maek-evaluated',
    enforce: 'pre',
    resolveId: (id) => (id.startsWith(kindsId) ? `\0${id}` : null),
    async load(id) {
      if (id.startsWith(`\0${kindsId}`)) return kindModule(id.slice(kindsId.length + 1))
      const path = id.split('?')[0] ?? id
      const endpoints = /\/domain\/(?:[\w-]+\/)?(?:[\w-]+-)?api\.ts$/.test(path)
      if (!endpoints && !path.endsWith('.constant.ts')) return null
      const loaded: unknown = await import(pathToFileURL(path).href)
      if (!isRecord(loaded)) throw new Error(`${path} is not a module`)
      const lines = Object.entries(loaded)
        .filter(([, value]) => !endpoints || isEndpoint(value) || isNames(value))
        .map(([name, value]) => `export const ${name} = ${JSON.stringify(plain(value, `${path} ${name}`))}`)
      return { code: lines.join('\n'), map: null }
    },
  }
}

/**
 * `virtual:maek-kinds` loads a kind by name; each kind is a chunk of its own (`virtual:maek-kinds/dataset`), because all
 * of them together would weigh more than the rest of a page.
 */
const kindsId = 'virtual:maek-kinds'

async function kindModule(place: string): Promise<string> {
  const { plainKinds } = await import(pathToFileURL(`${root}records/plain-kinds.ts`).href)
  const kinds: { name: string }[] = plainKinds
  if (place === '') {
    const lines = kinds.map(({ name }) => `'${name}': () => import('${kindsId}/${name}')`)
    return `export const kindLoaders = {${lines.join(',')}}`
  }
  const found = kinds.find(({ name }) => `/${name}` === place)
  return `export const kind = ${JSON.stringify(plain(found, place))}`
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null
}

function isEndpoint(value: unknown): boolean {
  return isRecord(value) && typeof value.path === 'string' && typeof value.method === 'string'
}

/** A list of names a filter or a format can have. */
function isNames(value: unknown): boolean {
  return Array.isArray(value) && value.every((one) => typeof one === 'string')
}

/** The value as JSON can carry it. An endpoint's schemas are left out; a function anywhere is our mistake. */
function plain(value: unknown, place: string): unknown {
  if (typeof value === 'function') throw new Error(`${place} is a function: it cannot be evaluated at build`)
  if (Array.isArray(value)) return value.map((item) => plain(item, place))
  if (!isRecord(value)) return value
  const kept = Object.entries(value).filter(([, inner]) => !(isRecord(inner) && '_zod' in inner))
  return Object.fromEntries(kept.map(([name, inner]) => [name, plain(inner, `${place}.${name}`)]))
}
