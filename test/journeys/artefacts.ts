import { spawn } from 'node:child_process'
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { fileURLToPath } from 'node:url'
import { trainBreastCancer } from '../../tools/train-breast-cancer.ts'
import { root } from './house-process.ts'

/** What a machine may have beside the repository: real SBOMs, advisories and reference results. */
const shared = (name: string) => fileURLToPath(new URL(`../../../shared/data/${name}`, import.meta.url))

export const publicSboms = {
  spdx: shared('sboms/bom-shelter-a.zip'),
  cyclonedx: shared('sboms/cyclonedx-bom-examples.zip'),
}
export const pythonAdvisories = shared('osv/PyPI/all.zip')
export const sampleAdvisories = join(root, 'server/sample/advisories.json')
export const referencePredictions = shared('medical/predictions/breast-cancer-malignant.csv')
export const referenceResults = shared('medical/reference/breast-cancer-malignant.json')
export const hasShared = [...Object.values(publicSboms), pythonAdvisories, referencePredictions].every(
  (path) => existsSync(path),
)

/** The SBOM of this very project, made from its lock file by CycloneDX's own tool, which needs no network for it. */
export async function writeOwnSbom(to: string): Promise<void> {
  const tool = join(root, 'node_modules/.bin/cyclonedx-npm')
  const asked = ['--package-lock-only', '--omit', 'dev', '--output-file', to]
  // What npm tells its scripts of itself (npm_config_…) is not for another npm; offline it must do without a registry.
  const inherited = Object.entries(process.env).filter(([name]) => !name.startsWith('npm_'))
  const environment = { ...Object.fromEntries(inherited), npm_config_offline: 'true' }
  const child = spawn(process.execPath, [tool, ...asked, join(root, 'package.json')], {
    cwd: root,
    env: environment,
    stdio: ['ignore', 'ignore', 'pipe'],
  })
  let error = ''
  child.stderr.on('data', (part: Buffer) => {
    error += part.toString()
  })
  const code = await new Promise((done, failed) => {
    child.once('error', failed)
    child.once('close', done)
  })
  if (code !== 0) throw new Error(`cyclonedx-npm ended with ${code}:\n${error}`)
}

/** The model trained here and now on the public breast-cancer table, and its predictions for the cases held out. */
export function trainModel() {
  const table = readFileSync(join(root, 'server/sample/breast-cancer.csv'), 'utf8')
  return { table, ...trainBreastCancer(table) }
}
