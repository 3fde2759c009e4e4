/** Fixed ids of records of other domains that examples point to. */
export const linked = {
  author: '3f1c2a10-0000-4000-8000-000000000001',
  reviewer: '3f1c2a10-0000-4000-8000-000000000002',
  policy: '5a000000-0000-4000-8000-000000000001',
  supplier: '5a000000-0000-4000-8000-000000000002',
  document: '5a000000-0000-4000-8000-000000000003',
  device: '5a000000-0000-4000-8000-000000000004',
  release: '5a000000-0000-4000-8000-000000000005',
  nextRelease: '5a000000-0000-4000-8000-000000000006',
  site: '5a000000-0000-4000-8000-000000000007',
  hazard: '5a000000-0000-4000-8000-000000000008',
  riskControl: '5a000000-0000-4000-8000-000000000009',
} as const

/** A stored file as an example refers to it. */
export function exampleFile(name: string, mediaType = 'application/pdf') {
  return { sha256: '7c'.repeat(32), name, size: 52_104, mediaType }
}
