import { say, type Words } from '../words.ts'
import type { ReportBlock } from './report-tree.ts'

/** A signature as a report shows it. */
export type ReportSignature = {
  readonly record: string
  readonly meaning: Words
  readonly signer: string
  readonly at: string
}

/** The newest signed head of the ledger; its root in base64. */
export type ReportHead = { readonly origin: string; readonly size: number; readonly root: string }

/** A heading of the first level. */
export function heading(ko: string, en: string): ReportBlock {
  return { is: 'heading', level: 1, text: say(ko, en) }
}

/** `2026-11-22 03:00 UTC`: reports are read in more than one zone. */
export function momentText(iso: string): string {
  return `${iso.slice(0, 10)} ${iso.slice(11, 16)} UTC`
}

/** Under every page: the moment of the facts, and the head of the ledger they can be proved against. */
export function footerOf({
  checkpoint,
  at,
}: {
  readonly checkpoint: ReportHead | null
  readonly at: string
}): Words {
  const made = momentText(at)
  if (!checkpoint) return say(`기준 시각 ${made}`, `As of ${made}`)
  const head = `${checkpoint.origin} · ${checkpoint.size} · ${checkpoint.root}`
  return say(`기준 시각 ${made} · 원장 체크포인트 ${head}`, `As of ${made} · ledger checkpoint ${head}`)
}

/** Who signed the records a report speaks of; `none` where nobody has. */
export function signatureTable(signatures: readonly ReportSignature[], none: Words): ReportBlock[] {
  const table: ReportBlock = {
    is: 'table',
    columns: [
      { title: say('기록', 'Record'), share: 3 },
      { title: say('서명의 의미', 'Meaning'), share: 2 },
      { title: say('서명자', 'Signer'), share: 3 },
      { title: say('시각', 'At'), share: 3 },
    ],
    rows: signatures.map(({ record, meaning, signer, at }) => [record, meaning, signer, momentText(at)]),
  }
  return [
    heading('전자서명', 'Electronic signatures'),
    signatures.length === 0 ? { is: 'paragraph', text: none } : table,
    {
      is: 'paragraph',
      text: say(
        '위 서명은 기록에 대한 것이며 이 보고서 파일에 대한 서명이 아닙니다.',
        'These signatures are on the records, not on this report file.',
      ),
    },
  ]
}

/** How the records behind a report are checked offline. */
export function proofBlock(checkpoint: ReportHead | null): ReportBlock {
  const text = checkpoint
    ? say(
        '각 쪽 아래의 체크포인트는 기준 시각의 원장 머리값입니다. 심사 자료집과 “maek verify”로 기록이 그 뒤 바뀌지 않았음을 오프라인에서 확인할 수 있습니다.',
        'The checkpoint under every page is the head of the ledger as of this report. With an inspection pack and “maek verify”, anyone can check offline that the records have not changed since.',
      )
    : say('원장 체크포인트가 아직 없습니다.', 'There is no ledger checkpoint yet.')
  return { is: 'paragraph', text }
}
