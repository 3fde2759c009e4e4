import type { proveRecord } from '@maek/domain/api.ts'
import { say, type Words } from '@maek/domain/words.ts'
import { utf8Bytes } from '@maek/ledger/bytes.ts'
import { parseEntry } from '@maek/ledger/entry.ts'
import { digestHex } from '@maek/ledger/hash.ts'
import { parseVerifierKey } from '@maek/ledger/keys.ts'
import { verifyProof } from '@maek/ledger/proof.ts'
import type { z } from 'zod'

export type Checked = { readonly ok: boolean; readonly steps: readonly Words[] }

/**
 * Checks, with the same verifier an inspector uses offline, that the record's bytes are those the entry names and that
 * the entry stands in the log the key signs. Witness quorum is the inspector's own policy and is not asked for here.
 */
export function checkProof(answer: z.infer<typeof proveRecord.output>): Checked {
  const entry = parseEntry(utf8Bytes(answer.entry))
  if (!entry.ok) return failed(entry.refusal.because)
  if (digestHex(answer.revision) !== entry.value.h) {
    return failed(
      say(
        '기록 원문이 원장 항목의 해시와 다릅니다.',
        'The record bytes differ from the hash in the ledger entry.',
      ),
    )
  }
  const key = parseVerifierKey(answer.verificationKey)
  if (!key.ok) return failed(key.refusal.because)
  const policy = { logs: [key.value], witnesses: [], groups: [], quorum: undefined }
  const head = verifyProof(utf8Bytes(answer.entry), utf8Bytes(answer.proof ?? ''), policy)
  if (!head.ok) return failed(head.refusal.because)
  return {
    ok: true,
    steps: [
      say(
        '기록 원문의 SHA-256이 원장 항목과 같습니다.',
        'The record’s SHA-256 equals the one in the ledger entry.',
      ),
      say(
        `원장 항목은 ${head.value.size}건 원장의 ${entry.value.i}번으로 들어 있습니다.`,
        `The entry stands at index ${entry.value.i} of a log of ${head.value.size} entries.`,
      ),
      say('체크포인트의 서명이 검증 키와 맞습니다.', 'The checkpoint’s signature verifies under the key.'),
    ],
  }
}

function failed(because: Words): Checked {
  return { ok: false, steps: [because] }
}
