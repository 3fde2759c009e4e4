import type { Purl } from './purl.ts'

/** What to ask advisories for: an OSV ecosystem, a name in that ecosystem's normal form, and a version. */
export type PackageQuery = { readonly ecosystem: string; readonly name: string; readonly version?: string }

/**
 * The question a purl asks of OSV data, or undefined where no OSV ecosystem answers for its type.
 * Distribution packages ask for their source package (qualifier `upstream`) and their release (`distro`).
 */
export function packageQuery(purl: Purl): PackageQuery | undefined {
  const ecosystem = ecosystemOf(purl)
  if (ecosystem === undefined) return undefined
  const [source, sourceVersion] = sourceOf(purl)
  const name = normalPackageName(ecosystem, source ?? namesOf(purl, ecosystem))
  const version = sourceVersion ?? versionOf(purl)
  return version === undefined ? { ecosystem, name } : { ecosystem, name, version }
}

/** A package name as it is kept and compared: case and separators folded where the ecosystem folds them. */
export function normalPackageName(ecosystem: string, name: string): string {
  switch (baseOf(ecosystem)) {
    case 'PyPI':
      return name.toLowerCase().replace(/[-_.]+/g, '-') // PEP 503
    case 'crates.io':
      return name.toLowerCase().replaceAll('_', '-')
    case 'SwiftURL':
      return name
        .toLowerCase()
        .replace(/^https?:\/\//, '')
        .replace(/\.git$/, '')
    // Go paths keep their case, but tools that followed older purl rules fold it: we fold both sides.
    case 'Go':
    case 'NuGet':
    case 'Packagist':
    case 'Hex':
    case 'Pub':
    case 'Bitnami':
    case 'GitHub Actions':
      return name.toLowerCase()
    default:
      return name
  }
}

/** The purl type of an OSV ecosystem, release suffix or not. */
export function purlTypeOf(ecosystem: string): string | undefined {
  return typeByEcosystem.get(baseOf(ecosystem))
}

const ecosystemByType: ReadonlyMap<string, string> = new Map([
  ['npm', 'npm'],
  ['pypi', 'PyPI'],
  ['golang', 'Go'],
  ['cargo', 'crates.io'],
  ['maven', 'Maven'],
  ['nuget', 'NuGet'],
  ['gem', 'RubyGems'],
  ['composer', 'Packagist'],
  ['hex', 'Hex'],
  ['pub', 'Pub'],
  ['cran', 'CRAN'],
  ['hackage', 'Hackage'],
  ['julia', 'Julia'],
  ['swift', 'SwiftURL'],
  ['conan', 'ConanCenter'],
  ['bitnami', 'Bitnami'],
  ['githubactions', 'GitHub Actions'],
])

const typeByEcosystem: ReadonlyMap<string, string> = new Map([
  ...[...ecosystemByType].map(([type, ecosystem]) => [ecosystem, type] as const),
  ...['Debian', 'Ubuntu', 'Echo'].map((ecosystem) => [ecosystem, 'deb'] as const),
  ...['AlmaLinux', 'Rocky Linux', 'Red Hat', 'openSUSE', 'SUSE', 'openEuler', 'Mageia'].map(
    (ecosystem) => [ecosystem, 'rpm'] as const,
  ),
  ...['Alpine', 'Wolfi', 'Chainguard', 'MinimOS'].map((ecosystem) => [ecosystem, 'apk'] as const),
])

function baseOf(ecosystem: string): string {
  return ecosystem.split(':', 1)[0] ?? ''
}

function ecosystemOf(purl: Purl): string | undefined {
  const release = releaseOf(purl)
  const vendor = purl.namespace?.toLowerCase()
  if (purl.type === 'deb') return debEcosystem(vendor, release)
  if (purl.type === 'rpm') return rpmEcosystem(vendor, release, purl.qualifiers.get('distro')?.toLowerCase())
  if (purl.type === 'apk') return apkEcosystem(vendor, release)
  return ecosystemByType.get(purl.type)
}

/** The release number in `distro`: `debian-11.5`, `alpine-3.16.2` or the bare `8.6` that trivy writes. */
function releaseOf(purl: Purl): string | undefined {
  const distro = purl.qualifiers.get('distro')?.toLowerCase()
  if (distro === undefined) return undefined
  return (
    /(?:^|-)(\d+(?:\.\d+)*)$/.exec(distro)?.[1] ?? releaseNames.get(distro.replace(/^(?:debian|ubuntu)-/, ''))
  )
}

const releaseNames: ReadonlyMap<string, string> = new Map([
  ['jessie', '8'],
  ['stretch', '9'],
  ['buster', '10'],
  ['bullseye', '11'],
  ['bookworm', '12'],
  ['trixie', '13'],
  ['forky', '14'],
  ['bionic', '18.04'],
  ['focal', '20.04'],
  ['jammy', '22.04'],
  ['noble', '24.04'],
])

function debEcosystem(vendor: string | undefined, release: string | undefined): string | undefined {
  if (vendor === 'ubuntu') {
    if (release === undefined) return 'Ubuntu'
    const isLts = /^\d?[02468]\.04$/.test(release)
    return `Ubuntu:${release}${isLts ? ':LTS' : ''}`
  }
  if (vendor === 'echo') return 'Echo'
  return vendor === undefined || vendor === 'debian' ? suffixed('Debian', major(release)) : undefined
}

/** `openeuler-22.03-LTS-SP3`, or without its head. */
function openEulerRelease(distro: string | undefined): string | undefined {
  return /(\d\d\.\d\d(?:-lts(?:-sp\d+)?)?)$/.exec(distro ?? '')?.[1]?.toUpperCase()
}

function rpmEcosystem(
  vendor: string | undefined,
  release: string | undefined,
  distro: string | undefined,
): string | undefined {
  if (vendor === 'almalinux' || vendor === 'alma') return suffixed('AlmaLinux', major(release))
  if (vendor === 'rocky' || vendor === 'rocky-linux' || vendor === 'rockylinux') {
    return suffixed('Rocky Linux', major(release))
  }
  // The distribution's own name may stand in the namespace or before the release: opensuse.leap, opensuse-leap-15.5.
  if (vendor?.startsWith('opensuse')) {
    const isTumbleweed = vendor.includes('tumbleweed') || distro?.includes('tumbleweed')
    return isTumbleweed ? 'openSUSE:Tumbleweed' : suffixed('openSUSE', release && `Leap ${release}`)
  }
  if (vendor === 'mageia') return suffixed('Mageia', major(release))
  if (vendor === 'openeuler') return suffixed('openEuler', openEulerRelease(distro))
  if (vendor === 'azurelinux' || vendor === 'azl') return suffixed('Azure Linux', major(release))
  // Red Hat's advisories name products and streams (`Red Hat:enterprise_linux:9::baseos`), which no purl tells.
  return vendor === 'redhat' || vendor === 'rhel' ? 'Red Hat' : undefined
}

function apkEcosystem(vendor: string | undefined, release: string | undefined): string | undefined {
  if (vendor === 'wolfi') return 'Wolfi'
  if (vendor === 'chainguard') return 'Chainguard'
  const branch = release?.split('.').slice(0, 2).join('.')
  return vendor === 'alpine' ? suffixed('Alpine', branch && `v${branch}`) : undefined
}

function major(release: string | undefined): string | undefined {
  return release?.split('.', 1)[0]
}

function suffixed(ecosystem: string, release: string | undefined): string {
  return release === undefined || release === '' ? ecosystem : `${ecosystem}:${release}`
}

/** `upstream=glibc@2.31` names the source package that distributions publish advisories for. */
function sourceOf(purl: Purl): readonly [string | undefined, string | undefined] {
  const upstream = purl.type === 'deb' || purl.type === 'apk' ? purl.qualifiers.get('upstream') : undefined
  if (upstream === undefined) return [undefined, undefined]
  const at = upstream.indexOf('@')
  return at < 0 ? [upstream, undefined] : [upstream.slice(0, at), upstream.slice(at + 1)]
}

function namesOf(purl: Purl, ecosystem: string): string {
  const { namespace, name } = purl
  if (purlTypeOf(ecosystem) === 'deb' || purl.type === 'rpm' || purl.type === 'apk') return name
  // CycloneDX's Go tool calls the standard library `std`, the Go database `stdlib`.
  if (ecosystem === 'Go' && namespace === undefined && name === 'std') return 'stdlib'
  if (namespace === undefined) return name
  return ecosystem === 'Maven' ? `${namespace}:${name}` : `${namespace}/${name}`
}

/** An RPM's epoch stands in a qualifier, where its version text has it in front. */
function versionOf(purl: Purl): string | undefined {
  const epoch = purl.type === 'rpm' ? purl.qualifiers.get('epoch') : undefined
  return purl.version === undefined || epoch === undefined ? purl.version : `${epoch}:${purl.version}`
}
