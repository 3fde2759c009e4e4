import { hexBytes } from './bytes.ts'
import type { Entry } from './entry.ts'
import { type Findings, find, findingsText, noFindings } from './findings.ts'
import type { PackSignature, PasskeyEvidence } from './pack.ts'
import { type LogReport, objectKey } from './verify-log.ts'
import type { OpenPack } from './verify-open.ts'
import { type Step, stepOf } from './verify-step.ts'
import { verifyAssertion } from './webauthn.ts'

/**
 * Step 7: each signature belongs to its entry, its record and its person. Passkey signatures are verified
 * again under the key enrolled in this log before; password signatures rest on the server and are said to.
 */
export function checkSignatures(pack: OpenPack, log: LogReport | undefined): Step {
  const title = { ko: '전자서명', en: 'Electronic signatures' }
  if (!pack.signatures.ok) return stepOf(title, { ok: false, detail: pack.signatures.refusal.because })
  if (log === undefined) return stepOf(title, { unchecked: true })
  const faults = noFindings()
  const signatures = pack.signatures.value
  for (const [at, signature] of signatures.entries()) checkSignature({ at, signature, log }, faults)
  const passkeys = signatures.filter((signature) => signature.passkey !== undefined).length
  const passwords = signatures.length - passkeys
  const clean = {
    ko: `패스키 서명 ${passkeys}건을 등록된 키로 다시 검증하였습니다. 비밀번호 서명 ${passwords}건은 서버가 확인한 것으로, 따로 검증할 수 없습니다.`,
    en: `${passkeys} passkey signatures were verified again under enrolled keys. ${passwords} password signatures are attested by the server only.`,
  }
  const evidence = [
    { label: { ko: '패스키', en: 'Passkey' }, value: String(passkeys) },
    { label: { ko: '비밀번호(서버 확인)', en: 'Password (server-attested)' }, value: String(passwords) },
  ]
  return stepOf(title, { ok: faults.count === 0, detail: findingsText(faults, clean), evidence })
}

type Case = { readonly at: number; readonly signature: PackSignature; readonly log: LogReport }

function checkSignature(given: Case, faults: Findings): void {
  const { at, signature, log } = given
  const { ledgerIndex: index, statement, passkey } = signature
  const fault = (ko: string, en: string) =>
    find(faults, `서명 ${at} (${index}번 항목): ${ko}`, `Signature ${at} (entry ${index}): ${en}`)
  const entry = log.wanted.get(index)
  if (entry === undefined) {
    fault('원장에 그 항목이 없습니다.', 'the log has no such entry.')
    return
  }
  if (entry.sg !== signature.statementSha256)
    fault('원장에 적힌 서명이 아닙니다.', 'it is not the one the log recorded.')
  if (entry.o.kind !== statement.kind || entry.o.id !== statement.id)
    fault('다른 기록에 대한 서명입니다.', 'it is about another record.')
  if (statement.sha256 !== entry.h && statement.sha256 !== entry.b)
    fault('다른 내용에 대한 서명입니다.', 'it is about other content.')
  if (entry.a.id !== statement.signer)
    fault('원장의 행위자와 서명자가 다릅니다.', 'the actor in the log is not the signer.')
  if (passkey !== undefined) checkPasskey({ ...given, passkey, entry }, fault)
}

type PasskeyCase = Case & { readonly passkey: PasskeyEvidence; readonly entry: Entry }

function checkPasskey(given: PasskeyCase, fault: (ko: string, en: string) => void): void {
  const { signature, passkey, log } = given
  const enrolled = log.wanted.get(passkey.credentialIndex)
  if (enrolled?.h !== passkey.credentialSha256 || passkey.credentialIndex >= signature.ledgerIndex) {
    fault('이 원장에 먼저 등록된 패스키가 아닙니다.', 'its passkey was not enrolled in this log before.')
    return
  }
  if (passkey.person !== signature.statement.signer)
    fault('다른 사람의 패스키입니다.', 'the passkey belongs to another person.')
  const revoked = log.revoked.get(objectKey(enrolled.o))
  if (revoked !== undefined && revoked < signature.ledgerIndex) {
    fault(`${revoked}번 항목에서 폐기된 패스키입니다.`, `its passkey was revoked by entry ${revoked}.`)
  }
  const challenge = hexBytes(signature.statementSha256)
  if (challenge === undefined) throw new Error('checkPasskey: digest is not hexadecimal')
  const { publicKey, rpId, origin, authenticatorData, clientDataJson, signature: signed } = passkey
  const verified = verifyAssertion(
    { authenticatorData, clientDataJson, signature: signed },
    { publicKey, challenge, rpId, origin },
  )
  if (!verified.ok) fault(verified.refusal.because.ko, verified.refusal.because.en)
}
