import type { VexReference } from './vex-document.ts'

/** CSAF 2.0, 5.1: the name a file must bear, from its tracking id. */
export function csafFileName(id: string): string {
  return `${id.toLowerCase().replaceAll(/[^+\-a-z0-9]+/g, '_')}.json`
}

/** Where the file of ours will stand (6.2.11), when we know an address of ours at all. */
export function selfReference(namespace: string, id: string): VexReference[] {
  if (!namespace.startsWith('https://')) return []
  const url = `${namespace.replace(/\/+$/, '')}/csaf/${csafFileName(id)}`
  return [{ category: 'self', summary: 'This document', url }]
}
