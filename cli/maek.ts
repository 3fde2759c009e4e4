import type { Terminal } from './command.ts'
import { runMaek } from './run.ts'

/* The program itself: hands the real world to `runMaek` and leaves with its exit code. */

const terminal: Terminal = {
  environment: process.env,
  folder: process.cwd(),
  out: (content) => void process.stdout.write(content),
  error: (text) => void process.stderr.write(text),
  columns: process.stdout.isTTY ? process.stdout.columns : null,
  watched: process.stderr.isTTY === true && process.env.TERM !== 'dumb',
  readInput: async () => {
    const parts: Buffer[] = []
    for await (const part of process.stdin) parts.push(Buffer.from(part))
    return Buffer.concat(parts)
  },
  wait: (milliseconds) => new Promise((resolve) => setTimeout(resolve, milliseconds)),
}

// `maek … | head` closes the pipe early: that is an end, not a fault.
process.stdout.on('error', (error: NodeJS.ErrnoException) => {
  if (error.code !== 'EPIPE') throw error
  process.exit()
})

process.exitCode = await runMaek(process.argv.slice(2), terminal)
