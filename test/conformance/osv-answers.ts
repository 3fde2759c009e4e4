import { readFileSync } from 'node:fs'
import { normalPackageName } from '@maek/domain/components/ecosystem.ts'
import { filesOfZip, outsideFile } from '@maek/domain/components/test/outside-files.ts'
import { indexAdvisories, matchPackage, packageKey } from '@maek/domain/vulnerabilities/match.ts'
import { type Advisory, readAdvisory } from '@maek/domain/vulnerabilities/osv.ts'
import { affects } from '@maek/domain/vulnerabilities/range.ts'
import { causeOf, explained, type Suite } from './suite.ts'

const answers = 'osv-oracle/osv-oracle-a.jsonl'
const prefixes = new Map([
  ['Go', 'GO-'],
  ['PyPI', 'PYSEC-'],
  ['crates.io', 'RUSTSEC-'],
])
const folderOf = (ecosystem: string) => `osv/${ecosystem}/all.zip`

function advisoriesOf(ecosystem: string): Advisory[] {
  return [...filesOfZip(folderOf(ecosystem))].flatMap(([, bytes]) => {
    const answer = readAdvisory(JSON.parse(bytes.toString('utf8')))
    return answer.ok ? answer.value : []
  })
}

/** Every advisory that osv.dev or we name for a package version: one case each. */
export const osvAnswers: Suite = {
  name: 'answers of osv.dev',
  about: 'recorded answers of api.osv.dev for package versions, over the same advisories matched by us',
  files: [answers, ...[...prefixes.keys()].map(folderOf)],
  compare: () => {
    const advisories = [...prefixes.keys()].flatMap(advisoriesOf)
    const held = new Set(advisories.map((advisory) => advisory.id))
    const index = indexAdvisories(advisories)
    const rows = readFileSync(outsideFile(answers), 'utf8')
      .trim()
      .split('\n')
      .map((line) => JSON.parse(line))
    const recorded = new Set<string>(rows.flatMap((row) => row.ids))
    let cases = 0
    const differing: string[] = []
    for (const { query, ids } of rows) {
      const ecosystem = query.package?.ecosystem
      const prefix = prefixes.get(ecosystem)
      if (prefix === undefined) continue
      const name = normalPackageName(ecosystem, query.package.name)
      const asked = { ecosystem, name, version: query.version }
      const hits = matchPackage(asked, index.get(packageKey(asked)) ?? [])
      const got = new Set(hits.map((hit) => hit.advisory.id))
      const wanted: string[] = ids.filter((id: string) => id.startsWith(prefix) && held.has(id))
      cases += new Set([...wanted, ...got]).size
      const what = `${name} ${query.version}`
      for (const id of wanted) if (!got.has(id)) differing.push(`missed: ${what} ${id}`)
      for (const id of got)
        if (!ids.includes(id)) differing.push(`${recorded.has(id) ? 'more' : 'newer'}: ${what} ${id}`)
    }
    return { cases, differences: explained(differing, causes) }
  },
}

const causes = [
  {
    cause:
      'No recorded answer of any query holds this id: the folder of advisories is two weeks newer than the recording.',
    fits: (name: string) => /^newer: .* GO-/.test(name),
  },
  causeOf(
    'The advisory names 1.24.3 one by one in the copy of 2024 that we hold; osv.dev has since narrowed it.',
    ['newer: urllib3 1.24.3 PYSEC-2021-108', 'more: urllib3 1.24.3 PYSEC-2021-108'],
  ),
]

/** Versions that the Python advisories name one by one, asked of their ranges alone. */
export const namedVersions: Suite = {
  name: 'versions named one by one',
  about: 'versions that Python advisories list, asked of the ranges of the same advisory',
  files: [folderOf('PyPI')],
  compare: () => {
    let cases = 0
    const differing: string[] = []
    for (const advisory of advisoriesOf('PyPI')) {
      for (const entry of advisory.affected.filter((each) => each.ranges.length > 0)) {
        for (const version of entry.versions) {
          cases++
          if (!affects({ ...entry, versions: [] }, version).affected)
            differing.push(`${advisory.id} ${version}`)
        }
      }
    }
    return { cases, differences: explained(differing, contradictory) }
  },
}

const contradictory = [
  {
    cause:
      'The advisory contradicts itself: it names a version that its own ranges leave out. We count it as affected.',
    fits: (name: string) => /^PYSEC-(2021-114|2023-177|2023-61) /.test(name),
  },
]
