import type { Refusal } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'
import pg from 'pg'
import { SignerUnavailable } from '../ledger/signer-unavailable.ts'

/*
 * “The world is in the way”, told apart from bugs of ours by the names PostgreSQL (appendix A of its manual) and the
 * system (errno) give. Damaged data (XX001, XX002) is not weather: somebody must look at it.
 */

const full = {
  codes: ['53100', '58030', 'ENOSPC', 'EDQUOT', 'EROFS', 'EIO'], // disk_full, io_error
  because: say(
    '저장 공간이 없거나 디스크 오류로 기록하지 못했습니다. 아무것도 저장되지 않았습니다. 공간을 확보한 뒤 다시 시도하십시오.',
    'The disk is full or failing. Nothing was saved. Free some space, then try again.',
  ),
}

const away = {
  codes: [
    ...['08000', '08001', '08003', '08004', '08006', '08007', '57P01', '57P02', '57P03', '57P04', '57P05'],
    ...['25006', '25P03', '25P04', '28000', '28P01', '3D000'], // read only, session ended by its limit, not let in
    ...['ECONNREFUSED', 'ECONNRESET', 'ECONNABORTED', 'EPIPE', 'ETIMEDOUT'],
    ...['EHOSTUNREACH', 'ENETUNREACH', 'ENOTFOUND', 'EAI_AGAIN'],
  ],
  because: say(
    '데이터베이스에 연결할 수 없습니다. 잠시 뒤 다시 시도하십시오. 같은 요청을 다시 보내도 두 번 기록되지 않습니다.',
    'The database cannot be reached. Try again shortly; the same request sent again is not recorded twice.',
  ),
}

const busy = {
  codes: [
    ...['57014', '55P03', '40001', '40P01'], // statement and lock timeouts, serialization, deadlock
    ...['53000', '53200', '53300', '53400'], // memory, connections, a limit of the configuration
    ...['EMFILE', 'ENFILE', 'ENOMEM', 'EAGAIN', 'EBUSY'],
  ],
  because: say(
    '서버가 바빠 제때 처리하지 못했습니다. 아무것도 저장되지 않았습니다. 잠시 뒤 다시 시도하십시오.',
    'The server is too busy to finish this in time. Nothing was saved. Try again shortly.',
  ),
}

const barred = {
  codes: ['EACCES', 'EPERM', 'ENOENT', 'ENOTDIR', '58P01'],
  because: say(
    '서버가 저장 폴더를 쓸 수 없습니다. 아무것도 저장되지 않았습니다. 관리자가 폴더와 권한을 확인해야 합니다.',
    'The server cannot use its storage folder. Nothing was saved. An administrator must check the folder and its permissions.',
  ),
}

const signerAway = say(
  '서명 프로세스가 원장에 서명하지 못했습니다. 이미 저장된 기록은 그대로입니다. 잠시 뒤 다시 시도하고, 되풀이되면 관리자에게 알리십시오.',
  'The signer could not sign the log. What was recorded stands. Try again shortly; if it happens again, tell the administrator.',
)

const becauseOf: ReadonlyMap<string, Words> = new Map(
  [full, away, busy, barred].flatMap(({ codes, because }) => codes.map((code) => [code, because] as const)),
)

/** A refusal when disk, memory, connection or signer failed, so that it can be tried again. Null for a bug. */
export function weatherRefusal(error: unknown): Refusal | null {
  if (error instanceof SignerUnavailable) return { code: 'unavailable', because: signerAway }
  // A socket that is not there is a database that is not there; a missing file is the folder's matter.
  if (isLostConnection(error)) return { code: 'unavailable', because: away.because }
  const because = becauseOf.get(codeOf(error) ?? '')
  return because ? { code: 'unavailable', because } : null
}

function codeOf(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) return error.code ?? null
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return null
}

// node-postgres reports a dropped line as a plain Error without a code.
function isLostConnection(error: unknown): boolean {
  if (!(error instanceof Error)) return false
  if ('syscall' in error && error.syscall === 'connect') return true
  return /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
}
