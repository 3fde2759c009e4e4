/** SPDX 2.3 clause 11: which relationships say that one package needs or holds another, and in which direction. */
export const dependencyDirections: ReadonlyMap<string, 'forwards' | 'backwards'> = new Map([
  ['DEPENDS_ON', 'forwards'],
  ['CONTAINS', 'forwards'],
  ['DYNAMIC_LINK', 'forwards'],
  ['STATIC_LINK', 'forwards'],
  ['HAS_PREREQUISITE', 'forwards'],
  ['DEPENDENCY_OF', 'backwards'],
  ['CONTAINED_BY', 'backwards'],
  ['BUILD_DEPENDENCY_OF', 'backwards'],
  ['DEV_DEPENDENCY_OF', 'backwards'],
  ['OPTIONAL_DEPENDENCY_OF', 'backwards'],
  ['PROVIDED_DEPENDENCY_OF', 'backwards'],
  ['RUNTIME_DEPENDENCY_OF', 'backwards'],
  ['TEST_DEPENDENCY_OF', 'backwards'],
  ['PREREQUISITE_FOR', 'backwards'],
])

/** SPDX 2.3 primaryPackagePurpose, in the words of CycloneDX. */
export const spdxPurposeTypes: ReadonlyMap<string, string> = new Map([
  ['APPLICATION', 'application'],
  ['FRAMEWORK', 'framework'],
  ['LIBRARY', 'library'],
  ['CONTAINER', 'container'],
  ['OPERATING-SYSTEM', 'operating-system'],
  ['OPERATING_SYSTEM', 'operating-system'],
  ['DEVICE', 'device'],
  ['FIRMWARE', 'firmware'],
  ['FILE', 'file'],
])

/** The text, unless it says that nothing is said (SPDX's NOASSERTION and NONE). */
export function spdxAssertion(text: string | undefined): string | undefined {
  return text === undefined || text === 'NOASSERTION' || text === 'NONE' || text === '' ? undefined : text
}
