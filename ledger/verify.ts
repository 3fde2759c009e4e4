import type { Words } from './answer.ts'
import { findingsText } from './findings.ts'
import { digestHex, type Sha256, sha256 } from './hash.ts'
import { checkFiles, checkManifest } from './verify-files.ts'
import { checkCheckpoint, checkPolicy, checkWitnesses } from './verify-head.ts'
import { type LogReport, verifyLog } from './verify-log.ts'
import { guard, openPack, type PackReader } from './verify-open.ts'
import { checkRecords } from './verify-records.ts'
import { checkSignatures } from './verify-signatures.ts'
import { type Evidence, type Step, stepOf } from './verify-step.ts'

export type { PackReader } from './verify-open.ts'
export type { Evidence, Step } from './verify-step.ts'

/** The whole answer to an inspector: numbered steps in order and one verdict. */
export type PackReport = {
  readonly verdict: 'valid' | 'invalid'
  readonly summary: Words
  readonly steps: readonly Step[]
}

/**
 * Verifies an evidence pack offline: no clock, no network, no trust in whoever made it. The one thing the pack
 * cannot prove is that its policy.txt is the right one; step 1 shows its hash to compare with the printed one.
 * Never throws for anything in the pack; a file that cannot be read is a fault of the step that needs it.
 */
export async function verifyPack(
  reader: PackReader,
  options: { readonly hash?: Sha256; readonly onProgress?: (entries: number) => void } = {},
): Promise<PackReport> {
  const hash = options.hash ?? sha256
  const pack = await openPack(guard(reader), hash)
  const log = await readLog(pack, options.onProgress)
  const steps = [
    checkPolicy(pack),
    checkCheckpoint(pack),
    checkWitnesses(pack),
    treeStep(log),
    await checkFiles(pack),
    checkRecords(pack, log),
    checkSignatures(pack, log),
    gapStep(log),
    checkManifest(pack, log),
  ].map((step, at) => ({ ...step, number: at + 1 }))
  const failed = steps.filter((step) => !step.ok)
  return { verdict: failed.length === 0 ? 'valid' : 'invalid', summary: summaryOf(failed), steps }
}

type OpenedPack = Awaited<ReturnType<typeof openPack>>

async function readLog(
  pack: OpenedPack,
  onProgress?: (entries: number) => void,
): Promise<LogReport | undefined> {
  const { checkpoint, reader, hash, wanted } = pack
  if (checkpoint === undefined) return undefined
  const demand = { head: checkpoint, read: reader.read, hash, wanted }
  return verifyLog(onProgress === undefined ? demand : { ...demand, onProgress })
}

const treeTitle = { ko: '원장 전체 재계산', en: 'Whole log recomputed' }
const gapTitle = { ko: '빠진 항목 없음', en: 'No gaps' }

function treeStep(log: LogReport | undefined): Step {
  if (log === undefined) return stepOf(treeTitle, { unchecked: true })
  const clean = {
    ko: `항목 ${log.entries}개를 처음부터 다시 계산하였고, 루트가 체크포인트와 같습니다.`,
    en: `All ${log.entries} entries were recomputed; the root equals the checkpoint's.`,
  }
  const evidence: Evidence[] = [
    { label: { ko: '계산한 루트', en: 'Root computed' }, value: digestOf(log.root) },
  ]
  return stepOf(treeTitle, { ok: log.tree.count === 0, detail: findingsText(log.tree, clean), evidence })
}

function gapStep(log: LogReport | undefined): Step {
  if (log === undefined) return stepOf(gapTitle, { unchecked: true })
  const clean = {
    ko: '항목 번호가 이어지고, 기록마다 이전 항목으로 빠짐없이 연결됩니다.',
    en: 'Entry numbers are continuous and every object links to its previous entry.',
  }
  return stepOf(gapTitle, { ok: log.gaps.count === 0 && log.tree.count === 0, detail: gapDetail(log, clean) })
}

function gapDetail(log: LogReport, clean: Words): Words {
  if (log.gaps.count === 0 && log.tree.count > 0) {
    return {
      ko: '원장 재계산이 맞지 않아 확인할 수 없습니다.',
      en: 'Cannot be said while the log does not recompute.',
    }
  }
  return findingsText(log.gaps, clean)
}

function digestOf(root: Uint8Array): string {
  return Array.from(root, (byte) => byte.toString(16).padStart(2, '0')).join('')
}

function summaryOf(failed: readonly Step[]): Words {
  if (failed.length === 0) {
    return {
      ko: '모든 확인을 통과하였습니다. 1단계의 정책 해시를 인쇄된 값과 비교하십시오.',
      en: 'Every check passed. Compare the policy hash of step 1 with the printed one.',
    }
  }
  const numbers = failed.map((step) => step.number).join(', ')
  return { ko: `확인에 실패하였습니다: ${numbers}단계.`, en: `Verification failed: step ${numbers}.` }
}

/** The digest shown in step 1, for whoever prints it into the quality manual. */
export function policyDigest(policy: Uint8Array): string {
  return digestHex(policy)
}
