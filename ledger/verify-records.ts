import { type Findings, find, findingsText, noFindings } from './findings.ts'
import type { ShownRecord } from './pack.ts'
import type { LogReport } from './verify-log.ts'
import type { OpenPack } from './verify-open.ts'
import { type Step, stepOf } from './verify-step.ts'

/** Step 6: each shown revision is, digest for digest, the one its ledger entry speaks of. */
export function checkRecords(pack: OpenPack, log: LogReport | undefined): Step {
  const title = { ko: '기록과 원장의 일치', en: 'Records agree with the log' }
  if (log === undefined) return stepOf(title, { unchecked: true })
  const faults = noFindings()
  const signed = new Set(
    pack.signatures.ok ? pack.signatures.value.map((signature) => signature.ledgerIndex) : [],
  )
  for (const [name, record] of pack.records) {
    if (record.ok) checkRecord({ name, record: record.value, log, signed }, faults)
    else find(faults, `${name}: ${record.refusal.because.ko}`, `${name}: ${record.refusal.because.en}`)
  }
  const clean = {
    ko: `기록 ${pack.records.size}건이 모두 원장에 적힌 내용 그대로입니다.`,
    en: `All ${pack.records.size} records are exactly what the log says they were.`,
  }
  return stepOf(title, { ok: faults.count === 0, detail: findingsText(faults, clean) })
}

type Shown = {
  readonly name: string
  readonly record: ShownRecord
  readonly log: LogReport
  readonly signed: ReadonlySet<number>
}

function checkRecord(shown: Shown, faults: Findings): void {
  const { name, record, log, signed } = shown
  const { ledgerIndex: index, kind, id, version, sha256 } = record
  const entry = log.wanted.get(index)
  if (entry === undefined) {
    find(faults, `${name}: 원장에 ${index}번 항목이 없습니다.`, `${name}: the log has no entry ${index}.`)
    return
  }
  if (entry.o.kind !== kind || entry.o.id !== id || (version !== undefined && entry.o.version !== version)) {
    find(
      faults,
      `${name}: ${index}번 항목은 다른 기록의 것입니다.`,
      `${name}: entry ${index} is about another record.`,
    )
  }
  if (entry.h !== sha256) {
    find(
      faults,
      `${name}: 내용이 ${index}번 항목의 다이제스트와 다릅니다.`,
      `${name}: its content is not what entry ${index} recorded.`,
    )
  }
  if (entry.sg !== undefined && !signed.has(index)) {
    find(
      faults,
      `${name}: ${index}번 항목의 서명이 signatures.json에 없습니다.`,
      `${name}: the signature of entry ${index} is not in signatures.json.`,
    )
  }
}
