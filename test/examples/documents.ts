import type { Body } from '@maek/domain/kind.ts'
import { ids as people } from './people.ts'

export const examples: Readonly<Record<string, Body>> = {
  document: {
    title: { ko: '불만처리 절차', en: 'Complaint handling procedure' },
    documentType: 'procedure',
    documentCode: 'QP-12',
    subjects: ['complaints', 'vigilance'],
    purpose: {
      ko: '접수한 모든 불만을 기한 안에 평가하고 보고 여부를 정한다.',
      en: 'To judge every complaint in time and decide whether it is reportable.',
    },
    languages: 'pair',
    body: {
      ko: '# 1. 접수\n누구든 불만을 들은 날 등록한다.',
      en: '# 1. Receipt\nWhoever hears of a complaint records it that day.',
    },
    languageInStep: 'both',
    owner: people.person,
    confidentiality: 'internal',
    distribution: '전 부서, 고객지원 협력사',
    readingRequired: true,
    effectiveOn: '2026-03-01',
  },
}
