import type { RequirementAnswer } from '@maek/domain/assurance/api.ts'
import { inSentence, say as words } from '@maek/domain/words.ts'
import { IconArrowRight } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { actionLabel, kindHead, kindTitle } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.ts'
import { ReasonButton } from '../ui/ReasonButton.tsx'
import classes from './requirement.module.css'

type Mend = NonNullable<RequirementAnswer['mend']>

const missingKindWords = words(
  '이 기록은 아직 이 화면에서 만들 수 없습니다.',
  'This kind of record cannot be made here yet.',
)
const mayNotWords = words(
  '이 기록을 작성할 권한이 없습니다. 품질책임자에게 요청하십시오.',
  'Your role may not write this record. Ask the quality manager.',
)

/** The one step that mends the answer: the form that is missing, filled as far as known, or the record to act on. */
export function MendButton({ mend }: { mend: Mend }) {
  const say = useSay()
  const may = useMay()
  const navigate = useNavigate()
  const head = kindHead(mend.kind)
  const title = kindTitle(mend.kind)
  const makes = words(`${title.ko} 작성`, `Create ${inSentence(title.en)}`)
  const opens = words(`${title.ko} 열기`, `Open ${inSentence(title.en)}`)
  const label = mend.id === null ? makes : mend.action ? actionLabel(mend.kind, mend.action) : opens
  // Opening a record is reading; whether the step there is allowed, the record itself says.
  const allowed = mend.id !== null || (head !== undefined && may('write', head.domain))
  const because = head === undefined ? missingKindWords : allowed ? null : mayNotWords
  const path = mend.id === null ? paths.newRecord(mend.kind, mend.prefill) : paths.record(mend.kind, mend.id)
  return (
    <div className={classes.mend}>
      <span className={classes.mendWords}>{say(mend.words)}</span>
      <ReasonButton
        because={because && say(because)}
        rightSection={<IconArrowRight size={16} />}
        onClick={() => void navigate(path)}
      >
        {say(label)}
      </ReasonButton>
    </div>
  )
}
