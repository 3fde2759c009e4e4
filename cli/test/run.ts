import type { Terminal } from '../command.ts'
import { runMaek } from '../run.ts'

export type Ran = {
  readonly exit: number
  readonly out: string
  readonly error: string
  readonly bytes: Buffer
}

type World = Partial<Pick<Terminal, 'folder' | 'environment' | 'columns' | 'watched'>> & {
  readonly input?: string
}

/** Runs one command line in this process and gives all that came of it. Waiting takes no time. */
export async function maek(args: readonly string[], world: World = {}): Promise<Ran> {
  const out: Buffer[] = []
  let error = ''
  const exit = await runMaek(args, {
    environment: { LANG: 'en_US.UTF-8', ...world.environment },
    folder: world.folder ?? '/nonexistent',
    out: (content) => void out.push(Buffer.from(content)),
    error: (text) => {
      error += text
    },
    columns: world.columns ?? null,
    watched: world.watched ?? false,
    readInput: async () => Buffer.from(world.input ?? ''),
    wait: async () => undefined,
  })
  const bytes = Buffer.concat(out)
  return { exit, out: bytes.toString('utf8'), error, bytes }
}
