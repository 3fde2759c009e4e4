import { readFile } from 'node:fs/promises'
import { extname, join, normalize } from 'node:path'
import { brotliCompressSync, constants, gzipSync } from 'node:zlib'
import type { Context } from 'hono'

const types: Readonly<Record<string, string>> = {
  '.html': 'text/html; charset=utf-8',
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
  '.json': 'application/json',
  '.webmanifest': 'application/manifest+json',
}
const compressed = new Set(['.html', '.js', '.css', '.svg', '.json'])

/** No script but our own files, no frame around us, nothing fetched from elsewhere: the page works without network. */
export const pageHeaders: Readonly<Record<string, string>> = {
  'content-security-policy':
    "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data: blob:; font-src 'self'; connect-src 'self'; manifest-src 'self'; base-uri 'none'; form-action 'self'; frame-ancestors 'none'",
  'x-content-type-options': 'nosniff',
  'referrer-policy': 'no-referrer',
  'cross-origin-opener-policy': 'same-origin',
  'permissions-policy':
    'camera=(), microphone=(), geolocation=(), publickey-credentials-get=(self), publickey-credentials-create=(self)',
}

type Served = {
  readonly plain: Buffer
  readonly gzip: Buffer | null
  readonly brotli: Buffer | null
  readonly type: string
}

/** Serves the built web: files by name, every other path is the app's own page. Files are read once. */
export function serveWeb(folder: string) {
  const cache = new Map<string, Promise<Served | null>>()
  const load = (path: string) => {
    const known = cache.get(path)
    if (known) return known
    const reading = read(join(folder, path)).then((served) => {
      // A name that is no file is not remembered: made-up names must not fill the memory.
      if (!served) cache.delete(path)
      return served
    })
    cache.set(path, reading)
    return reading
  }
  return async (context: Context): Promise<Response> => {
    const path = normalize(decodeURIComponentSafely(context.req.path))
    // Requirements have numbers such as 6.1.4 in their address: only an ending we serve makes a path a file.
    const isFile = extname(path) in types
    const served = isFile ? await load(path) : await load('/index.html')
    if (!served) return new Response('Not found', { status: 404, headers: { ...pageHeaders } })
    const accepted = context.req.header('accept-encoding') ?? ''
    const encoding =
      served.brotli && accepted.includes('br')
        ? 'br'
        : served.gzip && accepted.includes('gzip')
          ? 'gzip'
          : null
    const bytes = encoding === 'br' ? served.brotli : encoding === 'gzip' ? served.gzip : served.plain
    const isAsset = path.startsWith('/assets/')
    return new Response(new Uint8Array(bytes ?? served.plain), {
      headers: {
        ...pageHeaders,
        'content-type': served.type,
        // Asset names carry their content's hash; the page itself is asked for each time.
        'cache-control': isAsset ? 'public, max-age=31536000, immutable' : 'no-cache',
        vary: 'accept-encoding',
        ...(encoding && { 'content-encoding': encoding }),
      },
    })
  }
}

async function read(path: string): Promise<Served | null> {
  const type = types[extname(path)]
  const plain = type === undefined ? null : await readFile(path).catch(() => null)
  if (!plain || type === undefined) return null
  const small = compressed.has(extname(path))
  return {
    plain,
    type,
    gzip: small ? gzipSync(plain, { level: 9 }) : null,
    brotli: small ? brotliCompressSync(plain, { params: { [constants.BROTLI_PARAM_QUALITY]: 6 } }) : null,
  }
}

/** A path that is not valid percent-encoding names no file. */
function decodeURIComponentSafely(path: string): string {
  try {
    return decodeURIComponent(path)
  } catch {
    return '/index.html'
  }
}
