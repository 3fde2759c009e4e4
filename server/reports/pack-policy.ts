import { utf8Bytes } from '@maek/ledger/bytes.ts'
import type { House } from '../house.ts'

/**
 * The trust list of an organisation's log (C2SP tlog-policy). Its SHA-256 is what the quality manual prints, so the
 * text may only change when the key or the witnesses do.
 */
export async function policyBytes(
  house: Pick<House, 'checkpoints'>,
  organisation: string,
): Promise<Uint8Array> {
  return utf8Bytes(`log ${await house.checkpoints.verificationKey(organisation)}\nquorum none\n`)
}
