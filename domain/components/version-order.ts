import { alpine } from './versions/alpine.ts'
import { conan } from './versions/conan.ts'
import { debian } from './versions/debian.ts'
import { maven } from './versions/maven.ts'
import { type Order, type VersionRule, versionLengthMax } from './versions/parts.ts'
import { php } from './versions/php.ts'
import { fallback, numbers } from './versions/plain.ts'
import { python } from './versions/python.ts'
import { rpm } from './versions/rpm.ts'
import { ruby } from './versions/ruby.ts'
import { nuget, pub, semver } from './versions/semver.ts'

/** How a version comparison was made: by the ecosystem's own rule, or by a guess that must be shown as one. */
export type ComparedBy = 'rule' | 'fallback'

export type VersionOrder = { readonly order: Order; readonly by: ComparedBy }

export type VersionScheme =
  | 'semver'
  | 'python'
  | 'maven'
  | 'nuget'
  | 'ruby'
  | 'php'
  | 'pub'
  | 'debian'
  | 'rpm'
  | 'alpine'
  | 'conan'
  | 'numbers'
  | 'fallback'

/**
 * Orders two versions of one scheme. A total preorder over all texts: what the scheme cannot read comes before
 * all it can, in the fallback's order, and the answer says `fallback`. Linear in the length of the texts.
 */
export function compareVersions(scheme: VersionScheme, left: string, right: string): VersionOrder {
  return comparers[scheme](left, right)
}

/** The scheme of an OSV ecosystem (`Debian:11`) or of a purl type; unknown ones get the fallback. */
export function versionSchemeOf(ecosystemOrType: string): VersionScheme {
  const base = ecosystemOrType.split(':', 1)[0] ?? ''
  return schemes.get(base.toLowerCase()) ?? 'fallback'
}

const comparers: { readonly [Scheme in VersionScheme]: (left: string, right: string) => VersionOrder } = {
  semver: comparer(semver),
  python: comparer(python),
  maven: comparer(maven),
  nuget: comparer(nuget),
  ruby: comparer(ruby),
  php: comparer(php),
  pub: comparer(pub),
  debian: comparer(debian),
  rpm: comparer(rpm),
  alpine: comparer(alpine),
  conan: comparer(conan),
  numbers: comparer(numbers),
  fallback: (left, right) => ({ order: guess(left, right), by: 'fallback' }),
}

function comparer<Key>(rule: VersionRule<Key>) {
  const read = (text: string) => (text.length > versionLengthMax ? undefined : rule.read(text))
  return (left: string, right: string): VersionOrder => {
    const leftKey = read(left)
    const rightKey = read(right)
    if (leftKey !== undefined && rightKey !== undefined)
      return { order: rule.compare(leftKey, rightKey), by: 'rule' }
    if (leftKey === undefined && rightKey === undefined) return { order: guess(left, right), by: 'fallback' }
    return { order: leftKey === undefined ? -1 : 1, by: 'fallback' }
  }
}

function guess(left: string, right: string): Order {
  return fallback.compare(fallback.read(left), fallback.read(right))
}

const schemes: ReadonlyMap<string, VersionScheme> = new Map<string, VersionScheme>([
  ['npm', 'semver'],
  ['crates.io', 'semver'],
  ['cargo', 'semver'],
  ['go', 'semver'],
  ['golang', 'semver'],
  ['hex', 'semver'],
  ['bitnami', 'semver'],
  ['swifturl', 'semver'],
  ['swift', 'semver'],
  ['github actions', 'semver'],
  ['julia', 'semver'],
  ['pypi', 'python'],
  ['maven', 'maven'],
  ['nuget', 'nuget'],
  ['rubygems', 'ruby'],
  ['gem', 'ruby'],
  ['packagist', 'php'],
  ['composer', 'php'],
  ['pub', 'pub'],
  ['conan', 'conan'],
  ['conancenter', 'conan'],
  ['cran', 'numbers'],
  ['hackage', 'numbers'],
  ['debian', 'debian'],
  ['ubuntu', 'debian'],
  ['deb', 'debian'],
  ['echo', 'debian'],
  ['rpm', 'rpm'],
  ['almalinux', 'rpm'],
  ['rocky linux', 'rpm'],
  ['red hat', 'rpm'],
  ['opensuse', 'rpm'],
  ['suse', 'rpm'],
  ['openeuler', 'rpm'],
  ['mageia', 'rpm'],
  ['azure linux', 'rpm'],
  ['alpine', 'alpine'],
  ['apk', 'alpine'],
  ['wolfi', 'alpine'],
  ['chainguard', 'alpine'],
  ['minimos', 'alpine'],
])
