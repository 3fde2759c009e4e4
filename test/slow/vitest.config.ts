import { fileURLToPath } from 'node:url'
import { defineConfig } from 'vitest/config'

// What takes too long for every change: simulations of coverage and run lengths, and many strikes of kill -9.
export default defineConfig({
  test: {
    root: fileURLToPath(new URL('../..', import.meta.url)),
    include: ['test/slow/**/*.test.ts', 'server/crash.test.ts'],
    globalSetup: ['./test/database.ts'],
    pool: 'forks',
    env: { MAEK_CRASH_ROUNDS: '50' },
    testTimeout: 1_800_000,
  },
})
