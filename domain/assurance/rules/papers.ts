import { document } from '../../documents/document.ts'
import { subjects } from '../../documents/subjects.ts'
import { policy } from '../../governance/policy.ts'
import { say, type Words } from '../../words.ts'
import { type Claim, some } from '../claim.ts'
import { leadsTo } from '../relation.ts'
import type { Row } from '../rule.ts'
import { approved, approvedWithin, holds, inForce, reviewed, type Trait } from '../trait.ts'

/* What is written down: documents by their subject, policies by what they cover. */

/** One row of a table: the ref, what proves it in both languages, and the claim. */
export function prove(ref: string, words: Words, claim: Claim): Row {
  return { ref, proves: words, claim }
}

/** The same requirement proved otherwise than before: old results name the version that gave them. */
export function again(version: number, row: Row): Row {
  return { ...row, version }
}

type Subject = keyof typeof subjects
type PaperType =
  | 'manual'
  | 'procedure'
  | 'instruction'
  | 'plan'
  | 'specification'
  | 'report'
  | 'file'
  | 'labelling'
  | 'agreement'
  | 'form'

const control = [approved, inForce, reviewed]

/** A controlled document on the subject, approved, in force, its review not overdue (ISO 13485 4.2.4). */
export function paper(subject: Subject, types: readonly PaperType[], named: Words) {
  const about = subjects[subject]
  return some(document)
    .which(holds('subjects', subject), holds('documentType', ...types))
    .is(...control)
    .called(`${named.ko}(${about.ko})`, `${named.en} (${about.en})`)
}

/** A chapter of a manual or an instruction lays down a procedure as well as a document of its own. */
export const procedure = (subject: Subject) =>
  paper(subject, ['procedure', 'instruction', 'manual'], say('절차서', 'Procedure'))

export const manual = (subject: Subject) => paper(subject, ['manual'], say('매뉴얼', 'Manual'))

export const plan = (subject: Subject) => paper(subject, ['plan'], say('계획서', 'Plan'))

export const specification = (subject: Subject) =>
  paper(subject, ['specification'], say('명세서', 'Specification'))

export const report = (subject: Subject) => paper(subject, ['report'], say('보고서', 'Report'))

/** Any controlled document that lays the subject down or records it. */
export const written = (subject: Subject) =>
  paper(
    subject,
    ['procedure', 'manual', 'instruction', 'plan', 'specification', 'report', 'file'],
    say('문서', 'Document'),
  )

/** Laid down anew within the year. */
export const yearly = (subject: Subject) => written(subject).is(approvedWithin(12))

/** The file of a device holds a document on the subject, approved and in force (ISO 13485 4.2.3). */
export function inDeviceFile(subject: Subject, ...types: readonly PaperType[]): Trait {
  const typed = types.length > 0 ? [holds('documentType', ...types)] : []
  return leadsTo(document, 'documents', holds('subjects', subject), ...typed, approved, inForce)
}

const covers = {
  quality: say('품질방침', 'Quality policy'),
  ai: say('AI 방침', 'AI policy'),
  'ai-ethics': say('AI 윤리원칙', 'AI ethics principles'),
  'information-security': say('정보보안 방침', 'Information security policy'),
  'product-security': say('제품보안 방침', 'Product security policy'),
  privacy: say('개인정보 보호 방침', 'Privacy policy'),
  'risk-acceptability': say('위험 허용 방침', 'Policy on acceptable risk'),
} as const

/** A policy of top management, approved, in force, reviewed within its year. */
export function policyOn(cover: keyof typeof covers, ...more: readonly Trait[]) {
  return some(policy)
    .which(holds('covers', cover))
    .is(...control, ...more)
    .called(covers[cover].ko, covers[cover].en)
}
