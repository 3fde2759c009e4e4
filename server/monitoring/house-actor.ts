import type { Actor } from '@maek/domain/record.ts'

/** The house itself: it takes the looks that are due and opens what they find. It signs nothing. */
export function houseActor(organisation: string): Actor {
  return {
    id: 'maek',
    name: '맥(자동) · Maek (automatic)',
    kind: 'system',
    roles: ['engineer'],
    organisation,
  }
}
