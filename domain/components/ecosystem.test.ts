import { expect, test } from 'vitest'
import { normalPackageName, packageQuery, purlTypeOf } from './ecosystem.ts'
import { parsePurl } from './purl.ts'

test.for([
  ['pkg:pypi/Ruamel.Yaml@0.17', 'PyPI', 'ruamel-yaml', '0.17'],
  ['pkg:npm/%40angular/core@1.0', 'npm', '@angular/core', '1.0'],
  ['pkg:golang/github.com/Sirupsen/Logrus@v1.0.0', 'Go', 'github.com/sirupsen/logrus', 'v1.0.0'],
  ['pkg:golang/std@go1.20', 'Go', 'stdlib', 'go1.20'],
  ['pkg:golang/stdlib@1.20', 'Go', 'stdlib', '1.20'],
  ['pkg:cargo/tokio_util@1', 'crates.io', 'tokio-util', '1'],
  ['pkg:maven/org.apache/log4j-core@2.0', 'Maven', 'org.apache:log4j-core', '2.0'],
  ['pkg:composer/Laravel/Framework@5', 'Packagist', 'laravel/framework', '5'],
  ['pkg:nuget/Newtonsoft.Json@12', 'NuGet', 'newtonsoft.json', '12'],
  [
    'pkg:deb/debian/libc6@2.31-13?arch=amd64&distro=debian-11.5&upstream=glibc',
    'Debian:11',
    'glibc',
    '2.31-13',
  ],
  [
    'pkg:deb/debian/libgcc-s1@1?distro=bullseye&upstream=gcc-10%4010.2.1-6',
    'Debian:11',
    'gcc-10',
    '10.2.1-6',
  ],
  ['pkg:deb/debian/attr@1', 'Debian', 'attr', '1'],
  ['pkg:deb/ubuntu/attr@1?distro=ubuntu-22.04', 'Ubuntu:22.04:LTS', 'attr', '1'],
  ['pkg:deb/ubuntu/attr@1?distro=ubuntu-23.10', 'Ubuntu:23.10', 'attr', '1'],
  ['pkg:apk/alpine/libssl1.1@1?distro=alpine-3.16.2&upstream=openssl', 'Alpine:v3.16', 'openssl', '1'],
  ['pkg:apk/alpine/musl@1?distro=3.16.2', 'Alpine:v3.16', 'musl', '1'],
  [
    'pkg:rpm/almalinux/bash@4.4.20-4.el8?distro=almalinux-8.6&epoch=1',
    'AlmaLinux:8',
    'bash',
    '1:4.4.20-4.el8',
  ],
  ['pkg:rpm/rocky/bash@4.4?distro=rocky-9.1', 'Rocky Linux:9', 'bash', '4.4'],
] as const)('%s asks %s for %s', ([purl, ecosystem, name, version]) => {
  const answer = parsePurl(purl)
  expect(answer.ok && packageQuery(answer.value)).toEqual({ ecosystem, name, version })
})

test.for(['pkg:generic/openssl@1', 'pkg:conda/numpy@1', 'pkg:rpm/fedora/bash@5', 'pkg:huggingface/a/b@1'])(
  '%s asks nobody: no OSV ecosystem answers for it',
  (purl) => {
    const answer = parsePurl(purl)
    expect(answer.ok && packageQuery(answer.value)).toBeUndefined()
  },
)

test('names and types of ecosystems know their release suffix', () => {
  expect(purlTypeOf('AlmaLinux:9')).toBe('rpm')
  expect(purlTypeOf('constructor')).toBeUndefined()
  expect(normalPackageName('PyPI', 'Foo__Bar.-baz')).toBe('foo-bar-baz')
  expect(normalPackageName('npm', 'JSONStream')).toBe('JSONStream')
})

test('a distribution package asks its own distribution, release included, however its SBOM spells it', () => {
  const asked = (text: string) => {
    const purl = parsePurl(text)
    return purl.ok ? packageQuery(purl.value)?.ecosystem : 'no purl'
  }
  const spelt: readonly (readonly [string, string | undefined])[] = [
    ['pkg:deb/debian/openssl@3?distro=debian-12', 'Debian:12'],
    ['pkg:deb/debian/openssl@3?distro=bookworm', 'Debian:12'],
    ['pkg:deb/ubuntu/openssl@3?distro=ubuntu-22.04', 'Ubuntu:22.04:LTS'],
    ['pkg:deb/ubuntu/openssl@3?distro=jammy', 'Ubuntu:22.04:LTS'],
    ['pkg:deb/ubuntu/openssl@3?distro=ubuntu-23.10', 'Ubuntu:23.10'],
    ['pkg:apk/alpine/openssl@3?distro=alpine-3.19.1', 'Alpine:v3.19'],
    ['pkg:apk/alpine/openssl@3?distro=3.19.1', 'Alpine:v3.19'],
    ['pkg:rpm/almalinux/openssl@3?distro=almalinux-9.3', 'AlmaLinux:9'],
    ['pkg:rpm/rocky/openssl@3?distro=rocky-9.3', 'Rocky Linux:9'],
    ['pkg:rpm/opensuse/openssl@3?distro=opensuse-leap-15.5', 'openSUSE:Leap 15.5'],
    ['pkg:rpm/opensuse.leap/openssl@3?distro=15.5', 'openSUSE:Leap 15.5'],
    ['pkg:rpm/opensuse/openssl@3?distro=opensuse-tumbleweed-20240101', 'openSUSE:Tumbleweed'],
    ['pkg:rpm/openeuler/openssl@3?distro=openeuler-22.03-LTS-SP3', 'openEuler:22.03-LTS-SP3'],
    ['pkg:rpm/mageia/openssl@3?distro=mageia-9', 'Mageia:9'],
    ['pkg:rpm/rhel/openssl@3?distro=rhel-9.3', 'Red Hat'],
    ['pkg:rpm/unknown/openssl@3', undefined],
  ]
  for (const [text, ecosystem] of spelt) expect([text, asked(text)]).toEqual([text, ecosystem])
})
