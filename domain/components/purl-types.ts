/** Which parts of a purl of this type ignore case, which must be there and which must not. */
export type PurlTypeRule = {
  readonly lower: readonly ('namespace' | 'name' | 'version')[]
  readonly namespace: 'required' | 'prohibited' | 'optional'
  readonly requiredQualifier?: string
  readonly namePattern?: RegExp
  readonly versionPattern?: RegExp
}

const free: PurlTypeRule = { lower: [], namespace: 'optional' }
const flat: PurlTypeRule = { lower: [], namespace: 'prohibited' }
const flatLower: PurlTypeRule = { lower: ['name'], namespace: 'prohibited' }
const lower: PurlTypeRule = { lower: ['namespace', 'name'], namespace: 'optional' }
const vendorLower: PurlTypeRule = { lower: ['namespace'], namespace: 'optional' }

/**
 * The rules of the purl type definitions (package-url/purl-spec, ECMA-427).
 * A namespace the definitions call required is demanded only where a purl without it names nothing
 * (swift, vscode-extension): real tools write `pkg:golang/stdlib` and `pkg:deb/attr`, and refusing those
 * would lose true findings. Unknown types are taken as they stand.
 */
const rules: ReadonlyMap<string, PurlTypeRule> = new Map([
  ['alpm', lower],
  ['apk', lower],
  ['bazel', flat],
  ['bitbucket', lower],
  ['bitnami', flatLower],
  ['brew', lower],
  ['cargo', flat],
  [
    'chrome-extension',
    {
      lower: ['name'],
      namespace: 'prohibited',
      namePattern: /^[a-p]{32}$/,
      versionPattern: /^\d+(\.\d+){0,3}$/,
    },
  ],
  ['cocoapods', flat],
  ['composer', lower],
  ['conda', flat],
  // CPAN names distributions (URI-PackageURL), never modules (URI::PackageURL).
  ['cpan', { lower: [], namespace: 'optional', namePattern: /^(?!.*::)/s }],
  ['cran', flat],
  ['deb', lower],
  ['gem', flat],
  ['github', lower],
  ['hackage', flat],
  ['hex', lower],
  ['huggingface', { lower: ['version'], namespace: 'optional' }],
  ['julia', { lower: [], namespace: 'prohibited', requiredQualifier: 'uuid' }],
  ['luarocks', lower],
  ['mlflow', flat],
  ['nuget', flat],
  ['oci', { lower: ['name', 'version'], namespace: 'prohibited' }],
  ['opam', flat],
  ['otp', flatLower],
  ['pub', flatLower],
  ['pypi', { lower: ['name', 'version'], namespace: 'prohibited' }],
  ['qpkg', vendorLower],
  ['rpm', vendorLower],
  ['swift', { lower: [], namespace: 'required' }],
  ['vcpkg', flat],
  ['vscode-extension', { lower: ['namespace', 'name', 'version'], namespace: 'required' }],
  ['yocto', vendorLower],
])

/** The rule of a purl type, given in lower case; a type nobody registered has no rule of its own. */
export function purlTypeRule(type: string): PurlTypeRule {
  return rules.get(type) ?? free
}

/** Whether the type stands in the registered list this file restates (or needs no rule but is registered). */
export function isRegisteredPurlType(type: string): boolean {
  return rules.has(type) || ruleless.has(type)
}

const ruleless: ReadonlySet<string> = new Set('conan docker generic git golang maven npm swid'.split(' '))
