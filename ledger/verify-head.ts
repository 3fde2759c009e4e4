import { hexText } from './bytes.ts'
import { cosignatureTime } from './cosignature.ts'
import { digestHex } from './hash.ts'
import { verifyCosigners, verifyLogSignature } from './head.ts'
import { cosignerOf, meetsQuorum } from './policy.ts'
import type { OpenPack } from './verify-open.ts'
import { type Evidence, type Step, stepOf } from './verify-step.ts'

/** Step 1: the trust anchor. It can only be shown; the comparison with print is the inspector's. */
export function checkPolicy(pack: OpenPack): Step {
  const title = { ko: '신뢰 기준(policy.txt)', en: 'Trust anchor (policy.txt)' }
  const { policy, policyBytes } = pack
  if (!policy.ok || policyBytes === undefined) {
    const detail = policy.ok
      ? { ko: 'policy.txt가 없습니다.', en: 'policy.txt is missing.' }
      : policy.refusal.because
    return stepOf(title, { ok: false, detail })
  }
  const detail = {
    ko: '아래 해시를 품질매뉴얼에 인쇄된 값과 비교하십시오. 다르면 이 자료를 믿지 마십시오.',
    en: 'Compare this hash with the one printed in the quality manual. If they differ, do not trust this pack.',
  }
  const evidence: Evidence[] = [
    { label: { ko: '정책 SHA-256', en: 'Policy SHA-256' }, value: digestHex(policyBytes) },
  ]
  for (const key of policy.value.logs)
    evidence.push({ label: { ko: '원장 키', en: 'Log key' }, value: cosignerOf(key) })
  for (const { key } of policy.value.witnesses) {
    evidence.push({ label: { ko: '증인 키', en: 'Witness key' }, value: cosignerOf(key) })
  }
  return stepOf(title, { ok: true, detail, evidence })
}

/** Step 2: the log's own signature under its head. */
export function checkCheckpoint(pack: OpenPack): Step {
  const title = { ko: '체크포인트 서명', en: 'Checkpoint signature' }
  if (!pack.note.ok) return stepOf(title, { ok: false, detail: pack.note.refusal.because })
  if (!pack.policy.ok) return stepOf(title, { unchecked: true })
  const signed = verifyLogSignature(pack.note.value, pack.policy.value)
  if (!signed.ok) return stepOf(title, { ok: false, detail: signed.refusal.because })
  const { origin, size, root } = signed.value
  const detail = {
    ko: `원장 ${origin}이 항목 ${size}개까지 서명한 체크포인트입니다.`,
    en: `The log ${origin} signed its head of ${size} entries.`,
  }
  const evidence: Evidence[] = [
    { label: { ko: '원장', en: 'Log' }, value: origin },
    { label: { ko: '항목 수', en: 'Entries' }, value: String(size) },
    { label: { ko: '루트', en: 'Root' }, value: hexText(root) },
  ]
  return stepOf(title, { ok: true, detail, evidence })
}

/** Step 3: those outside the house who saw this head, against the quorum of the policy. */
export function checkWitnesses(pack: OpenPack): Step {
  const title = { ko: '외부 증인 서명', en: 'Witness cosignatures' }
  if (!pack.note.ok || !pack.policy.ok) return stepOf(title, { unchecked: true })
  const note = pack.note.value
  const policy = pack.policy.value
  const cosigners = verifyCosigners(note, policy)
  if (!cosigners.ok) return stepOf(title, { ok: false, detail: cosigners.refusal.because })
  const held = new Set(cosigners.value)
  const evidence = note.signatures
    .filter((line) => held.has(cosignerOf(line)))
    .map((line) => ({
      label: { ko: '증인', en: 'Witness' },
      value: `${line.name} ${timeOf(line.signature)}`,
    }))
  const ok = meetsQuorum(policy, held)
  if (!ok) {
    const detail = {
      ko: `증인 서명 ${held.size}개로는 정책의 정족수에 못 미칩니다.`,
      en: `${held.size} cosignatures do not meet the quorum of the policy.`,
    }
    return stepOf(title, { ok, detail, evidence })
  }
  return stepOf(title, { ok, detail: quorumWords(policy.quorum, held.size), evidence })
}

function quorumWords(quorum: string | undefined, count: number) {
  if (quorum === undefined && count === 0) {
    return {
      ko: '정책이 외부 증인을 요구하지 않습니다. 운영자 혼자 과거를 다시 썼을 가능성은 배제하지 못합니다.',
      en: 'The policy asks for no witness: that the operator alone rewrote the past cannot be ruled out.',
    }
  }
  return {
    ko: `증인 ${count}곳이 같은 체크포인트를 확인하였습니다.`,
    en: `${count} witnesses saw the same head.`,
  }
}

function timeOf(payload: Uint8Array): string {
  const seconds = cosignatureTime(payload) ?? 0
  return seconds < 8.64e12 ? new Date(seconds * 1000).toISOString() : `${seconds} s`
}
