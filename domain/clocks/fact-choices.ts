import { say, type Words } from '../words.ts'
import type { Role } from './applicability.ts'

/** The choices by which records say the facts that laws look at. */
export const marketChoices = {
  KR: say('대한민국', 'Korea'),
  EU: say('유럽연합', 'European Union'),
  US: say('미국', 'United States'),
} as const

export const roleChoices = {
  manufacturer: say('제조업자', 'Manufacturer'),
  importer: say('수입업자', 'Importer'),
  maintainer: say('유지·관리 수탁자', 'Maintenance contractor'),
  seller: say('판매업자', 'Seller'),
  lessor: say('임대업자', 'Lessor'),
  repairer: say('수리업자', 'Repairer'),
  softwareOperator: say('소프트웨어사업자', 'Software operator'),
  processor: say('개인정보 처리 수탁자', 'Processor of personal data'),
  hospital: say('의료기관', 'Hospital'),
  userFacility: say('사용시설(미국)', 'User facility (US)'),
} as const satisfies { readonly [R in Role]?: Words }
