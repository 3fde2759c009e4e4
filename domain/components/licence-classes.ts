import type { LicenceTerm } from './licence-expression.ts'
import { linkingExceptions } from './licence-names.ts'
import type { LicenceClass, Obligation } from './licence-obligations.ts'

/** What a licence is and asks: its class and the duties of whoever hands the software on. */
export type LicenceFacts = { readonly class: LicenceClass; readonly obligations: readonly Obligation[] }

type Row = readonly [LicenceClass, readonly Obligation[], string]

const plain: readonly Obligation[] = ['attribution', 'licence-copy']
const unendorsed: readonly Obligation[] = [...plain, 'no-endorsement']
const files: readonly Obligation[] = [...plain, 'source-files', 'state-changes']
const library: readonly Obligation[] = [...plain, 'source-library', 'relink', 'state-changes']
const work: readonly Obligation[] = [...plain, 'source-work', 'same-licence', 'state-changes']

/** The common licences by what they ask. What stands in no row has no class, and a policy decides on it by id. */
const rows: readonly Row[] = [
  [
    'public-domain',
    [],
    'CC0-1.0 Unlicense 0BSD PDDL-1.0 WTFPL MIT-0 blessing SAX-PD NIST-PD NIST-PD-fallback libselinux-1.0',
  ],
  ['permissive', plain, 'MIT ISC BSD-2-Clause X11 NCSA Zlib libpng-2.0 Libpng curl FTL TCL Fair FSFAP HPND'],
  [
    'permissive',
    plain,
    'BSL-1.0 bzip2-1.0.6 MIT-CMU Unicode-3.0 Unicode-DFS-2016 Unicode-TOU ICU PostgreSQL Python-2.0 PSF-2.0 CNRI-Python',
  ],
  [
    'permissive',
    plain,
    'MulanPSL-2.0 UPL-1.0 BlueOak-1.0.0 Beerware Info-ZIP SMLNJ OFL-1.1-no-RFN SSH-OpenSSH SSH-short BSD-1-Clause',
  ],
  [
    'permissive',
    unendorsed,
    'BSD-3-Clause BSD-3-Clause-Clear BSD-3-Clause-LBNL Intel W3C W3C-20150513 AFL-2.1 AFL-3.0 ZPL-2.0 ZPL-2.1 OLDAP-2.8 IJG',
  ],
  [
    'permissive',
    [...unendorsed, 'advertising'],
    'BSD-4-Clause BSD-4-Clause-UC OpenSSL Apache-1.0 Apache-1.1 PHP-3.01 PHP-3.0',
  ],
  ['permissive', [...plain, 'notice-file', 'state-changes', 'patent-clause'], 'Apache-2.0 ECL-2.0'],
  ['permissive', [...plain, 'field-of-use'], 'JSON'],
  ['permissive', [...plain, 'patent-clause'], 'MS-PL BSD-2-Clause-Patent'],
  [
    'permissive',
    [...plain, 'state-changes'],
    'CC-BY-3.0 CC-BY-4.0 CDLA-Permissive-1.0 CDLA-Permissive-2.0 ODC-By-1.0 OGL-UK-3.0',
  ],
  [
    'permissive',
    [...plain, 'rename-changed'],
    'Artistic-2.0 Artistic-1.0 Artistic-1.0-Perl OFL-1.0 OFL-1.1 Ruby Vim LPPL-1.3c',
  ],
  [
    'weak-copyleft',
    [...files, 'patent-clause'],
    'MPL-1.0 MPL-1.1 MPL-2.0 MPL-2.0-no-copyleft-exception CDDL-1.0 CDDL-1.1 EPL-1.0 EPL-2.0 CPL-1.0 IPL-1.0 APSL-2.0 MS-RL',
  ],
  ['weak-copyleft', library, 'LGPL-2.0-only LGPL-2.0-or-later LGPL-2.1-only LGPL-2.1-or-later'],
  [
    'weak-copyleft',
    [...library, 'installation-information', 'patent-clause'],
    'LGPL-3.0-only LGPL-3.0-or-later',
  ],
  [
    'strong-copyleft',
    work,
    'GPL-1.0-only GPL-1.0-or-later GPL-2.0-only GPL-2.0-or-later Sleepycat CECILL-2.0 CECILL-2.1',
  ],
  [
    'strong-copyleft',
    [...work, 'installation-information', 'patent-clause'],
    'GPL-3.0-only GPL-3.0-or-later',
  ],
  [
    'strong-copyleft',
    [...plain, 'same-licence', 'state-changes'],
    'CC-BY-SA-3.0 CC-BY-SA-4.0 ODbL-1.0 CDLA-Sharing-1.0',
  ],
  [
    'strong-copyleft',
    [...plain, 'same-licence', 'state-changes'],
    'GFDL-1.1-only GFDL-1.1-or-later GFDL-1.2-only GFDL-1.2-or-later GFDL-1.3-only GFDL-1.3-or-later',
  ],
  [
    'network-copyleft',
    [...work, 'source-network', 'installation-information', 'patent-clause'],
    'AGPL-3.0-only AGPL-3.0-or-later',
  ],
  [
    'network-copyleft',
    [...work, 'source-network'],
    'AGPL-1.0-only AGPL-1.0-or-later OSL-3.0 EUPL-1.1 EUPL-1.2 RPL-1.5',
  ],
  ['network-copyleft', [...work, 'source-network', 'field-of-use'], 'SSPL-1.0'],
  ['proprietary', [...plain, 'field-of-use', 'written-terms'], 'BUSL-1.1 Elastic-2.0'],
  [
    'non-commercial',
    [...plain, 'non-commercial', 'state-changes'],
    'CC-BY-NC-3.0 CC-BY-NC-4.0 PolyForm-Noncommercial-1.0.0',
  ],
  [
    'non-commercial',
    [...plain, 'non-commercial', 'same-licence', 'state-changes'],
    'CC-BY-NC-SA-3.0 CC-BY-NC-SA-4.0',
  ],
  ['non-commercial', [...plain, 'non-commercial', 'no-changes'], 'CC-BY-NC-ND-3.0 CC-BY-NC-ND-4.0'],
  ['proprietary', [...plain, 'no-changes'], 'CC-BY-ND-3.0 CC-BY-ND-4.0'],
]

const facts: ReadonlyMap<string, LicenceFacts> = new Map(
  rows.flatMap(([name, duties, ids]) =>
    ids.split(' ').map((id) => [id, { class: name, obligations: duties }] as const),
  ),
)

/** Every id with a class. */
export const classedIds: readonly string[] = rows.flatMap(([, , ids]) => ids.split(' '))

/**
 * The class and duties of one licence, or null where it has none here. An exception that allows joining turns a strong
 * copyleft into a weak one: the component's own source is still owed, the whole work's is not.
 */
export function factsOf(term: LicenceTerm): LicenceFacts | null {
  const own = facts.get(term.id)
  if (own === undefined) return null
  const loosened = term.exception !== null && linkingExceptions.has(term.exception)
  if (!loosened || (own.class !== 'strong-copyleft' && own.class !== 'weak-copyleft')) return own
  const kept = own.obligations.filter(
    (one) => one !== 'source-work' && one !== 'same-licence' && one !== 'relink',
  )
  const owed = own.class === 'strong-copyleft' ? (['source-files'] as const) : []
  return { class: 'weak-copyleft', obligations: [...kept, ...owed] }
}
