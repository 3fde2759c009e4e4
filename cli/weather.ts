import { type Refusal, refuse } from '@maek/domain/refusal.ts'
import { say, type Words } from '@maek/domain/words.ts'

const words: Readonly<Record<string, Words>> = {
  ENOENT: say('파일이나 폴더가 없습니다.', 'There is no such file or folder.'),
  EACCES: say('권한이 없습니다.', 'Permission denied.'),
  EPERM: say('권한이 없습니다.', 'Permission denied.'),
  EISDIR: say('파일이어야 하는데 폴더입니다.', 'There is a folder where a file is expected.'),
  ENOTDIR: say('폴더여야 하는데 파일입니다.', 'There is a file where a folder is expected.'),
  ENOSPC: say('디스크에 빈 공간이 없습니다.', 'The disk is full.'),
  EROFS: say('읽기 전용 디스크입니다.', 'The disk is read-only.'),
}

/** A fault of disk or system as a refusal that names the file; null for anything else, which is our bug. */
export function weatherOf(error: unknown): Refusal | null {
  if (!(error instanceof Error) || !('code' in error) || typeof error.code !== 'string') return null
  const known = words[error.code]
  if (!known) return null
  const path = 'path' in error && typeof error.path === 'string' ? ` ${error.path}` : ''
  return refuse('unavailable', say(known.ko + path, known.en + path)).refusal
}
