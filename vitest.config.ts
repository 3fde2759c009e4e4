import { availableParallelism } from 'node:os'
import { defineConfig } from 'vitest/config'

// Files share the modules of their process: loading them anew for each file took most of a run. Every file has a
// database of its own, so nothing else is shared. Vitest would leave one core of two idle.
export default defineConfig({
  test: {
    maxWorkers: availableParallelism(),
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{domain,ledger,tools}/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
          // Some read every file of a corpus; how long that takes is a matter for bench/.
          testTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'house',
          include: ['{server,cli,web}/**/*.test.{ts,tsx}', 'test/hostile/**/*.test.ts'],
          globalSetup: ['./test/database.ts'],
          pool: 'forks',
          isolate: false,
          // Long enough for a machine that is busy with other things too: only a test that hangs ends so.
          testTimeout: 180_000,
          hookTimeout: 180_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['./test/database.ts'],
          pool: 'forks',
          testTimeout: 900_000,
          hookTimeout: 900_000,
        },
      },
    ],
  },
})
