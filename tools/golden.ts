import { writeFileSync } from 'node:fs'
import { goldenTexts } from './golden-texts.ts'

// npm run golden: writes what the house promises now; the change is then reviewed like any other.
for (const [name, text] of goldenTexts()) {
  writeFileSync(new URL(`../test/golden/${name}`, import.meta.url), text)
  process.stdout.write(`test/golden/${name}\n`)
}
