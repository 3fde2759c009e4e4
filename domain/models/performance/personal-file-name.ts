import { type Answer, accept, refuse } from '../../refusal.ts'
import { say } from '../../words.ts'
import { personalData, personalKindWords } from './personal-data.ts'

/**
 * The name of a file of cases is kept in the record, so it may identify nobody: resident numbers, telephone numbers and
 * email addresses are refused. Days and codes may stand in it, for files are named by both, and so may words: a name of
 * three syllables cannot be told from that of a hospital.
 */
export function personalFileName(name: string): Answer<null> {
  const kind = personalData(name.replaceAll(/[_·]/g, ' '))
  if (kind !== 'resident-number' && kind !== 'phone' && kind !== 'email') return accept(null)
  const { ko, en } = personalKindWords[kind]
  return refuse(
    'invalid',
    say(
      `파일 이름에 ${ko}가 들어 있는 것으로 보입니다. 이름을 바꾸어 다시 올리십시오.`,
      `The file name seems to hold ${en}. Rename the file and send it again.`,
    ),
    'name',
  )
}
