import type { FileValue } from '../field.ts'
import type { Body } from '../kind.ts'
import type { ComponentList, SbomFormat } from './component-list.ts'
import { isDataset, isModel } from './quality.ts'
import { withoutAbsent } from './without-absent.ts'

/** What a record of an SBOM needs of the list it was read into: little enough to be handed between threads. */
export type SbomHead = Pick<
  ComponentList,
  'format' | 'specVersion' | 'subject' | 'serialNumber' | 'madeAt' | 'tools' | 'faultCount' | 'quality'
> & {
  readonly componentCount: number
  readonly dependencyCount: number
  readonly includesAi: boolean
}

export function headOf(list: ComponentList): SbomHead {
  const { format, specVersion, subject, serialNumber, madeAt, tools, faultCount, quality } = list
  return withoutAbsent({
    format,
    specVersion,
    subject,
    serialNumber,
    madeAt,
    tools,
    faultCount,
    quality,
    componentCount: list.components.length,
    dependencyCount: list.dependencies.length,
    includesAi: list.components.some((one) => isModel(one) || isDataset(one)),
  })
}

/**
 * The body of the `sbom` record that a read document makes: what the document says, and how much of it is there.
 * What people must judge (gaps, disclosure, generation context) stays open. Names of authors are left out, as
 * formats do not tell persons from organisations reliably.
 */
export function sbomOfList(
  list: SbomHead,
  told: { readonly release: string; readonly file: FileValue; readonly syntax: SbomSyntax },
): Body {
  const { quality } = list
  const named = [list.subject?.name, list.subject?.version].filter((part) => part !== undefined).join(' ')
  return withoutAbsent({
    name: lineOf(named, 200) ?? lineOf(told.file.name, 200) ?? 'SBOM',
    release: told.release,
    file: told.file,
    format: formatOf(list.format, list.specVersion, told.syntax),
    specVersion: lineOf(list.specVersion, 20),
    serial: lineOf(list.serialNumber, 300),
    tool: lineOf(list.tools.join(', '), 200),
    generatedAt: instantOf(list.madeAt),
    components: list.componentCount,
    dependencies: list.dependencyCount,
    withoutVersion: quality.components - quality.withVersion,
    withoutIdentifier: quality.components - quality.withIdentifier,
    includesAi: list.includesAi,
    quality: qualityRows(list),
    schemaErrors: list.faultCount,
  })
}

/** How the bytes were written, which the component list does not tell. */
export type SbomSyntax = 'json' | 'xml' | 'text'

/** The syntax of bytes that were read as an SBOM: their first visible character tells (UTF-8 and UTF-16 alike). */
export function syntaxOf(bytes: Uint8Array): SbomSyntax {
  const blank = new Set([0x00, 0x09, 0x0a, 0x0d, 0x20, 0xef, 0xbb, 0xbf, 0xfe, 0xff])
  const first = bytes.find((byte) => !blank.has(byte))
  if (first === 0x7b) return 'json'
  return first === 0x3c ? 'xml' : 'text'
}

function formatOf(format: SbomFormat, specVersion: string, syntax: SbomSyntax): string {
  if (format === 'CycloneDX') return syntax === 'xml' ? 'cyclonedx-xml' : 'cyclonedx-json'
  if (syntax === 'text') return 'spdx-tag-value'
  return /^(SPDX-)?3\b/.test(specVersion) ? 'spdx-3' : 'spdx-json'
}

function qualityRows({ quality }: SbomHead): readonly { element: string; covered: number; of: number }[] {
  const { components } = quality
  const each = (element: string, covered: number) => ({ element, covered, of: components })
  const once = (element: string, has: boolean) => ({ element, covered: has ? 1 : 0, of: 1 })
  return [
    each('producer', quality.withSupplier),
    each('name', quality.withName),
    each('version', quality.withVersion),
    each('identifier', quality.withIdentifier),
    each('dependency', quality.withDependency),
    each('hash', quality.withHash),
    each('licence', quality.withLicence),
    once('author', quality.hasAuthor),
    once('timestamp', quality.hasTime),
    once('tool', quality.hasTool),
    once('context', quality.hasGenerationContext),
  ]
}

/** A foreign text as one line that a record can hold, or nothing. */
function lineOf(text: string | undefined, max: number): string | undefined {
  const plain = text
    ?.toWellFormed()
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]+/gu, ' ')
    .trim()
    .slice(0, max)
    .toWellFormed()
    .trim()
  return plain === '' ? undefined : plain
}

/** Only an instant with its zone is taken: the same text must not mean two moments. */
function instantOf(text: string | undefined): string | undefined {
  const isInstant =
    text !== undefined && /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(:\d{2}(\.\d{1,9})?)?(Z|[+-]\d{2}:\d{2})$/.test(text)
  if (!isInstant) return undefined
  const at = Date.parse(text)
  return Number.isNaN(at) ? undefined : new Date(at).toISOString()
}
