import type { intakePredictions } from '@maek/domain/models/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useNavigate } from '@tanstack/react-router'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import classes from './intake.module.css'

const resultWords = words('결과 보기', 'Show the result')

type PredictionsTakenProps = {
  readonly taken: ReturnType<typeof intakePredictions.output.parse>
  readonly onClose: () => void
}

/** What came of it, and the way to the result. */
export function PredictionsTaken({ taken, onClose }: PredictionsTakenProps) {
  const say = useSay()
  const navigate = useNavigate()
  const met = taken.criteria.filter((one) => one.met).length
  const told = words(
    `사례 ${taken.cases}건을 평가했습니다. 허용기준 ${taken.criteria.length}개 중 ${met}개를 충족합니다.`,
    `${taken.cases} cases evaluated. ${met} of ${taken.criteria.length} acceptance criteria are met.`,
  )
  return (
    <div className={classes.stack}>
      <Note tone={met === taken.criteria.length ? 'good' : 'waiting'}>
        <p>{say(told)}</p>
        <ul>
          {taken.criteria.map(({ because, met: isMet }) => (
            <li key={because.en}>
              {isMet ? '✓' : '✗'} {say(because)}
            </li>
          ))}
        </ul>
      </Note>
      <div>
        <Button
          onClick={() => {
            onClose()
            void navigate(paths.evaluation(taken.record.id))
          }}
        >
          {say(resultWords)}
        </Button>
      </div>
    </div>
  )
}
