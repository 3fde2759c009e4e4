import { monitoringPlan } from '@maek/domain/monitoring/monitoring-plan.ts'
import { type Reference, referenceSchema } from '@maek/domain/monitoring/reference.ts'
import { termsOf, type WatchTerms } from '@maek/domain/monitoring/terms.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import type { House } from '../house.ts'

/** A plan with what its looks are judged by. */
export type OpenPlan = {
  readonly record: StoredRecord
  readonly model: string
  readonly terms: WatchTerms
  readonly reference: Reference | null
  readonly referenceDigest: string | null
}

/** Reads a plan's terms and its frozen reference; the digest of the file is checked on reading. */
export async function openPlan(
  house: Pick<House, 'files'>,
  organisation: string,
  record: StoredRecord,
): Promise<Answer<OpenPlan>> {
  const terms = termsOf(record.body)
  if (terms === null) return noTerms
  const model = monitoringPlan.shape.modelVersion.parse(record.body.modelVersion)
  const file = monitoringPlan.shape.reference.parse(record.body.reference)
  if (file === undefined) return accept({ record, model, terms, reference: null, referenceDigest: null })
  const bytes = await house.files.get(organisation, file.sha256)
  if (!bytes.ok) return bytes
  const reference = referenceSchema.safeParse(JSON.parse(bytes.value.toString('utf8')))
  if (!reference.success) return notAReference
  return accept({ record, model, terms, reference: reference.data, referenceDigest: file.sha256 })
}

const noTerms = refuse(
  'conflict',
  say(
    '계획이 아직 다 채워지지 않았습니다. 기간, 임계값, 관리도를 적으십시오.',
    'The plan does not say enough yet. Fill in its period, operating point and charts.',
  ),
  'plan',
)
const notAReference = refuse(
  'conflict',
  say(
    '기준 파일이 시스템이 고정한 형식이 아닙니다. “기준 고정”을 다시 하십시오.',
    'The reference is not one that was frozen here. Freeze it again.',
  ),
  'plan',
)
