import { say } from '../../words.ts'

/** How a supplier's product was recognised among ours, in words. */
export const vexIdentities = {
  purl: say('purl', 'purl'),
  cpe: say('CPE', 'CPE'),
  hash: say('해시', 'Hash'),
  'bom-link': say('BOM-Link', 'BOM-Link'),
} as const
