import type { Words } from './words.ts'

/** Roles of the house (ISO 13485 5.5.1: responsibilities and authorities are defined). */
export const roles = {
  administrator: { ko: '시스템 관리자', en: 'Administrator' },
  quality: { ko: '품질책임자', en: 'Quality manager' },
  regulatory: { ko: '규제업무(RA)', en: 'Regulatory affairs' },
  engineer: { ko: '엔지니어', en: 'Engineer' },
  security: { ko: '제품 보안', en: 'Product security' },
  management: { ko: '경영진', en: 'Management' },
  auditor: { ko: '심사원(읽기 전용)', en: 'Auditor (read only)' },
} as const satisfies Record<string, Words>
export type Role = keyof typeof roles

/** The order of a device's life: a domain may look only at those before it. */
export const domains = {
  people: { ko: '인력', en: 'People' },
  governance: { ko: '거버넌스', en: 'Governance' },
  documents: { ko: '문서', en: 'Documents' },
  products: { ko: '제품', en: 'Products' },
  risks: { ko: '위험', en: 'Risks' },
  models: { ko: 'AI 모델', en: 'AI models' },
  engineering: { ko: '설계·변경', en: 'Engineering' },
  components: { ko: '구성요소', en: 'Components' },
  vulnerabilities: { ko: '취약점', en: 'Vulnerabilities' },
  protection: { ko: '보호조치', en: 'Protection' },
  monitoring: { ko: '모니터링', en: 'Monitoring' },
  incidents: { ko: '사고·보고', en: 'Incidents' },
  improvement: { ko: '개선', en: 'Improvement' },
  assurance: { ko: '심사·보증', en: 'Assurance' },
  reports: { ko: '보고서', en: 'Reports' },
} as const satisfies Record<string, Words>
export type Domain = keyof typeof domains

/**
 * read · write: create, edit, submit · approve: review, sign, close · retire · transfer: import and export.
 * Acts on the house itself (members, backup, feeds, sample) ask for `administer`.
 */
export const permissions = {
  read: { ko: '열람', en: 'Read' },
  write: { ko: '작성', en: 'Write' },
  approve: { ko: '승인', en: 'Approve' },
  retire: { ko: '폐기', en: 'Retire' },
  transfer: { ko: '가져오기·내보내기', en: 'Import and export' },
  administer: { ko: '관리', en: 'Administer' },
} as const satisfies Record<string, Words>
export type Permission = keyof typeof permissions

const everywhere = Object.keys(domains) as readonly Domain[] // keys of a literal table are exactly its names

type Grant = { readonly [P in Permission]?: readonly Domain[] }

/** The one table of who may do what where. What is not granted is refused. */
const grants: Readonly<Record<Role, Grant>> = {
  // Runs the house, not the quality system: may read all and manage people, but approves nothing else.
  administrator: {
    read: everywhere,
    write: ['people'],
    transfer: everywhere,
    administer: everywhere,
  },
  quality: {
    read: everywhere,
    write: everywhere,
    approve: everywhere,
    retire: everywhere,
    transfer: everywhere,
  },
  regulatory: {
    read: everywhere,
    write: everywhere,
    approve: ['products', 'incidents', 'monitoring', 'reports'],
    transfer: everywhere,
  },
  engineer: {
    read: everywhere,
    write: [
      'documents',
      'products',
      'risks',
      'models',
      'engineering',
      'components',
      'vulnerabilities',
      'protection',
      'monitoring',
      'incidents',
      'improvement',
    ],
    approve: ['engineering'],
    transfer: ['models', 'engineering', 'components'],
  },
  security: {
    read: everywhere,
    write: [
      'documents',
      'risks',
      'components',
      'vulnerabilities',
      'protection',
      'monitoring',
      'incidents',
      'improvement',
    ],
    approve: ['components', 'vulnerabilities', 'protection'],
    transfer: ['components', 'vulnerabilities', 'protection'],
  },
  management: {
    read: everywhere,
    write: ['governance', 'assurance'],
    approve: [
      'governance',
      'documents',
      'products',
      'risks',
      'models',
      'incidents',
      'improvement',
      'assurance',
      'reports',
    ],
  },
  auditor: { read: everywhere, transfer: everywhere },
}

/** Whether any of the roles grants the permission in the domain. Before: roles come from the session, never from input. */
export function may(held: readonly Role[], permission: Permission, domain: Domain): boolean {
  return held.some((role) => grants[role][permission]?.includes(domain) ?? false)
}
