import { defineConfig } from 'vitest/config'

// Pure rooms share one process (no isolation: 0.2 s instead of 6 s); rooms with a database run file by file.
export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: 'pure',
          include: ['{domain,ledger,tools}/**/*.test.ts'],
          pool: 'threads',
          isolate: false,
          // Some read every file of a corpus; how long that takes is a matter for bench/.
          testTimeout: 60_000,
        },
      },
      {
        test: {
          name: 'house',
          include: ['{server,cli,web}/**/*.test.{ts,tsx}', 'test/hostile/**/*.test.ts'],
          globalSetup: ['./test/database.ts'],
          pool: 'forks',
          testTimeout: 60_000,
          hookTimeout: 120_000,
        },
      },
      {
        test: {
          name: 'journeys',
          include: ['test/journeys/**/*.test.ts'],
          globalSetup: ['./test/database.ts'],
          pool: 'forks',
          fileParallelism: false,
          testTimeout: 300_000,
          hookTimeout: 300_000,
        },
      },
    ],
  },
})
