import type { Refusal } from '@maek/domain/refusal.ts'
import { say } from '@maek/domain/words.ts'
import pg from 'pg'

/** PostgreSQL's own names for “the world is in the way” (appendix A of its manual), not for our bugs. */
const diskFull = new Set(['53100', '58030']) // disk_full, io_error
const passing = new Set([
  '53200',
  '53300',
  '57P01',
  '57P02',
  '57P03',
  '08000',
  '08003',
  '08006',
  '40001',
  '40P01',
  '25006',
])
const nodeDiskFull = new Set(['ENOSPC', 'EDQUOT', 'EROFS', 'EIO'])
const nodePassing = new Set(['ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ENOENT', 'ETIMEDOUT'])

/** A refusal when disk, memory or connection failed: nothing was written, and it can be tried again. Null for a bug. */
export function weatherRefusal(error: unknown): Refusal | null {
  const code = codeOf(error)
  if (code !== null && (diskFull.has(code) || nodeDiskFull.has(code))) {
    return {
      code: 'unavailable',
      because: say(
        '저장 공간이 없거나 디스크 오류로 기록하지 못했습니다. 아무것도 저장되지 않았습니다. 공간을 확보한 뒤 다시 시도하십시오.',
        'The disk is full or failing. Nothing was saved. Free some space, then try again.',
      ),
    }
  }
  if ((code !== null && (passing.has(code) || nodePassing.has(code))) || isLostConnection(error)) {
    return {
      code: 'unavailable',
      because: say(
        '데이터베이스에 연결할 수 없습니다. 잠시 뒤 다시 시도하십시오. 같은 요청을 다시 보내도 두 번 기록되지 않습니다.',
        'The database cannot be reached. Try again shortly; the same request sent again is not recorded twice.',
      ),
    }
  }
  return null
}

function codeOf(error: unknown): string | null {
  if (error instanceof pg.DatabaseError) return error.code ?? null
  if (error instanceof Error && 'code' in error && typeof error.code === 'string') return error.code
  return null
}

// node-postgres reports a dropped line as a plain Error without a code.
function isLostConnection(error: unknown): boolean {
  return (
    error instanceof Error &&
    /Connection terminated|not queryable|timeout exceeded when trying to connect/.test(error.message)
  )
}
