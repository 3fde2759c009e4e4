/*
 * Names under which licences are known besides their SPDX ids. Only names that mean one licence and one version of it:
 * “BSD”, “GPL” or “Apache” mean several and stand here nowhere.
 */

/** Ids SPDX has replaced, and what it says instead (licence list 3.0 and later). */
export const currentIds: ReadonlyMap<string, { readonly id: string; readonly exception?: string }> = new Map([
  ...['AGPL-1.0', 'AGPL-3.0', 'GFDL-1.1', 'GFDL-1.2', 'GFDL-1.3', 'GPL-1.0', 'GPL-2.0', 'GPL-3.0'].map(only),
  ...['LGPL-2.0', 'LGPL-2.1', 'LGPL-3.0'].map(only),
  ['GPL-2.0-with-autoconf-exception', { id: 'GPL-2.0-only', exception: 'Autoconf-exception-2.0' }],
  ['GPL-2.0-with-bison-exception', { id: 'GPL-2.0-or-later', exception: 'Bison-exception-2.2' }],
  ['GPL-2.0-with-classpath-exception', { id: 'GPL-2.0-only', exception: 'Classpath-exception-2.0' }],
  ['GPL-2.0-with-font-exception', { id: 'GPL-2.0-only', exception: 'Font-exception-2.0' }],
  ['GPL-2.0-with-GCC-exception', { id: 'GPL-2.0-or-later', exception: 'GCC-exception-2.0' }],
  ['GPL-3.0-with-autoconf-exception', { id: 'GPL-3.0-only', exception: 'Autoconf-exception-3.0' }],
  ['GPL-3.0-with-GCC-exception', { id: 'GPL-3.0-only', exception: 'GCC-exception-3.1' }],
  ['eCos-2.0', { id: 'GPL-2.0-or-later', exception: 'eCos-exception-2.0' }],
  ['wxWindows', { id: 'LGPL-2.0-or-later', exception: 'WxWindows-exception-3.1' }],
  ['BSD-2-Clause-FreeBSD', { id: 'BSD-2-Clause' }],
  ['BSD-2-Clause-NetBSD', { id: 'BSD-2-Clause' }],
  ['StandardML-NJ', { id: 'SMLNJ' }],
  ['bzip2-1.0.5', { id: 'bzip2-1.0.6' }],
])

function only(id: string): [string, { id: string }] {
  return [id, { id: `${id}-only` }]
}

/** Single words, in small letters: short names of Debian (copyright format 1.0), Fedora and package managers. */
export const licenceAliases: ReadonlyMap<string, string> = new Map(
  Object.entries({
    expat: 'MIT',
    'apache-2': 'Apache-2.0',
    apache2: 'Apache-2.0',
    'apache2.0': 'Apache-2.0',
    'apache-license-2.0': 'Apache-2.0',
    'asl-2.0': 'Apache-2.0',
    'bsd-2': 'BSD-2-Clause',
    'bsd-3': 'BSD-3-Clause',
    'bsd-4': 'BSD-4-Clause',
    'mpl-2': 'MPL-2.0',
    'mplv2.0': 'MPL-2.0',
    'mplv1.1': 'MPL-1.1',
    'psf-2': 'PSF-2.0',
    cc0: 'CC0-1.0',
    'cc0-1': 'CC0-1.0',
  }),
)

/** Exceptions that let a copyleft work be joined with other works: with them the copyleft stays with its own files. */
export const linkingExceptions: ReadonlySet<string> = new Set([
  'Autoconf-exception-2.0',
  'Autoconf-exception-3.0',
  'Bison-exception-2.2',
  'Classpath-exception-2.0',
  'eCos-exception-2.0',
  'FLTK-exception',
  'Font-exception-2.0',
  'freertos-exception-2.0',
  'GCC-exception-2.0',
  'GCC-exception-3.1',
  'GNU-compiler-exception',
  'LGPL-3.0-linking-exception',
  'Libtool-exception',
  'Linux-syscall-note',
  'mif-exception',
  'OCaml-LGPL-linking-exception',
  'OpenJDK-assembly-exception-1.0',
  'Qt-LGPL-exception-1.1',
  'Swift-exception',
  'u-boot-exception-2.0',
  'WxWindows-exception-3.1',
])

/** Exceptions known in any letter case. */
export const knownExceptions: ReadonlyMap<string, string> = new Map(
  [...linkingExceptions, 'LLVM-exception', 'OpenSSL-exception', 'openvpn-openssl-exception'].map((name) => [
    name.toLowerCase(),
    name,
  ]),
)

/** Full names and addresses, in small letters, single spaces and without a closing full stop. */
export const licenceNames: ReadonlyMap<string, string> = new Map(
  Object.entries({
    'Apache-2.0': `apache license 2.0|apache license, version 2.0|apache license version 2.0|the apache license, version 2.0|the apache software license, version 2.0|apache software license 2.0|apache software license - version 2.0|apache license v2.0|apache license v2|apache 2.0|apache 2|apache v2|alv2|asf 2.0|asl, version 2|asl 2.0|apache-2.0 license|apache license, 2.0|www.apache.org/licenses/license-2.0|www.apache.org/licenses/license-2.0.txt|www.apache.org/licenses/license-2.0.html|opensource.org/licenses/apache-2.0`,
    'Apache-1.1': 'apache software license 1.1|apache license 1.1|asl 1.1',
    MIT: 'mit license|the mit license|the mit license (mit)|mit license (mit)|expat license|mit-license|opensource.org/licenses/mit|opensource.org/licenses/mit-license.php|www.opensource.org/licenses/mit-license.php',
    'BSD-2-Clause': `bsd 2-clause license|bsd 2-clause|2-clause bsd license|2-clause bsd|simplified bsd license|simplified bsd|freebsd license|bsd 2-clause "simplified" license|opensource.org/licenses/bsd-2-clause`,
    'BSD-3-Clause': `bsd 3-clause license|bsd 3-clause|3-clause bsd license|3-clause bsd|new bsd license|new bsd|modified bsd license|revised bsd license|the new bsd license|bsd 3-clause "new" or "revised" license|eclipse distribution license - v 1.0|eclipse distribution license 1.0|edl 1.0|eclipse distribution license v. 1.0|eclipse distribution license (edl), version 1.0|bsd 3-clause new license|opensource.org/licenses/bsd-3-clause`,
    ISC: 'isc license|isc license (iscl)|the isc license|opensource.org/licenses/isc',
    'MPL-1.1': 'mozilla public license 1.1|mozilla public license version 1.1|mpl 1.1',
    'MPL-2.0':
      'mozilla public license 2.0|mozilla public license 2.0 (mpl 2.0)|mozilla public license version 2.0|mozilla public license, version 2.0|mpl 2.0|www.mozilla.org/mpl/2.0|mozilla.org/mpl/2.0',
    'EPL-1.0':
      'eclipse public license 1.0|eclipse public license - v 1.0|eclipse public license v1.0|epl 1.0|www.eclipse.org/legal/epl-v10.html',
    'EPL-2.0':
      'eclipse public license 2.0|eclipse public license - v 2.0|eclipse public license v2.0|epl 2.0|www.eclipse.org/legal/epl-2.0',
    'CDDL-1.0':
      'common development and distribution license 1.0|common development and distribution license (cddl) version 1.0|common development and distribution license (cddl) v1.0|cddl 1.0',
    'CDDL-1.1': 'common development and distribution license 1.1|cddl 1.1',
    'BSL-1.0':
      'boost software license 1.0|boost software license - version 1.0|boost software license, version 1.0',
    'PSF-2.0': 'python software foundation license 2.0|python software foundation license version 2',
    'CC0-1.0':
      'cc0 1.0 universal|cc0 1.0|creative commons zero v1.0 universal|creativecommons.org/publicdomain/zero/1.0',
    'CC-BY-4.0': 'creative commons attribution 4.0 international|creativecommons.org/licenses/by/4.0',
    Unlicense: 'the unlicense|unlicense|the unlicense (unlicense)',
    'GPL-2.0-only WITH Classpath-exception-2.0':
      'gnu general public license, version 2 with the classpath exception|gnu general public license, version 2 with the gnu classpath exception|gnu general public license, version 2 (gpl2), with the classpath exception|gnu general public license (gpl), version 2, with the classpath exception|gpl2 w/ cpe',
    Zlib: 'zlib license|the zlib license',
    'GPL-2.0-only': 'gnu general public license v2.0 only|gpl v2 only',
    'GPL-2.0-or-later':
      'gnu general public license v2.0 or later|gnu general public license v2 or later (gplv2+)',
    'GPL-3.0-only': 'gnu general public license v3.0 only|gpl v3 only',
    'GPL-3.0-or-later':
      'gnu general public license v3.0 or later|gnu general public license v3 or later (gplv3+)',
    'LGPL-2.1-only': 'gnu lesser general public license v2.1 only',
    'LGPL-2.1-or-later':
      'gnu lesser general public license v2.1 or later|gnu lesser general public license v2 or later (lgplv2+)',
    'LGPL-3.0-only': 'gnu lesser general public license v3.0 only',
    'LGPL-3.0-or-later':
      'gnu lesser general public license v3.0 or later|gnu lesser general public license v3 or later (lgplv3+)',
    'AGPL-3.0-only': 'gnu affero general public license v3.0 only',
    'AGPL-3.0-or-later':
      'gnu affero general public license v3.0 or later|gnu affero general public license v3 or later (agplv3+)',
  }).flatMap(([id, names]) => names.split('|').map((name) => [name, id])),
)
