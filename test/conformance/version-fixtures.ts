import { filesOfZip } from '@maek/domain/components/test/outside-files.ts'
import { compareVersions, type VersionScheme } from '@maek/domain/components/version-order.ts'
import { causeOf, explained, type Suite } from './suite.ts'

const zip = 'vers/scalibr-semantic-fixtures.zip'

const schemeOfFixture: { readonly [name: string]: VersionScheme } = {
  maven: 'maven',
  debian: 'debian',
  alpine: 'alpine',
  pypi: 'python',
  packagist: 'php',
  rubygems: 'ruby',
  redhat: 'rpm',
  pub: 'pub',
  semver: 'semver',
  cran: 'numbers',
  nuget: 'nuget',
  hackage: 'numbers',
}

/** Comparisons that the ecosystems' own tools printed, asked both ways round. */
export const versionFixtures: Suite = {
  name: 'version fixtures',
  about: 'google/osv-scalibr: comparisons printed by the tools of twelve ecosystems, each asked both ways',
  files: [zip],
  compare: () => {
    let cases = 0
    const failed: string[] = []
    for (const [name, bytes] of filesOfZip(zip)) {
      const scheme = schemeOfFixture[name.split('/').at(-1)?.split('-')[0] ?? ''] ?? 'fallback'
      for (const line of bytes.toString('utf8').split('\n')) {
        const found = /^([^#\s/].*) ([<=>]) (.*)$/.exec(line.trim())
        if (!found) continue
        cases++
        const [, left = '', sign, right = ''] = found
        const wanted = sign === '<' ? -1 : sign === '>' ? 1 : 0
        const forth = compareVersions(scheme, left, right).order
        const back = compareVersions(scheme, right, left).order
        if (forth !== wanted || back + wanted !== 0) failed.push(`${scheme} ${line.trim()}`)
      }
    }
    return { cases, differences: explained(failed, causes) }
  },
}

const causes = [
  {
    cause:
      'Maven 3.8, which printed these, orders a word after a dot in a circle (2.0.alpha < 2 < 2-1 < 2.0.alpha). We order as Maven 3.9, which has none.',
    fits: (name: string) => /^maven .*\d\.[a-z]/i.test(name),
  },
  causeOf(
    "The ecosystem's own rule calls one of the versions invalid. We answer by the fallback and mark the answer as a guess.",
    [
      'alpine 0..8 > 0...8',
      'alpine 1-r0-1 = 1-r-2',
      'alpine 1-r0-1 = 1-r0-2',
      'alpine 1-ruff2 = 1-ruff1',
      'alpine 1-ruff2 = 1--ruff1',
      'alpine 1-r0-ruff2 = 1-r0-ruff1',
      'alpine 23_foo > 4_beta',
      'alpine 1.0 < 1.0bc',
    ],
  ),
  causeOf(
    'PHP has # equal to every number, so to 1.2.3.1 and to 1.2.3.2, which are not equal; no total order can. We answer by the fallback.',
    ['php 1.2.3.# = 1.2.3.1'],
  ),
]
