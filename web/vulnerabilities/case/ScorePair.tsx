import { scoreVector } from '@maek/domain/vulnerabilities/severity.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { SeverityBadge } from '../SeverityBadge.tsx'
import classes from './case.module.css'

const publishedWords = words('공개 점수', 'Published score')
const deviceWords = words('기기 점수', 'Device score')
const noPublishedWords = words('공개된 점수가 없습니다', 'No score published')
const noDeviceWords = words('루브릭에 답하면 계산됩니다', 'Computed once the rubric is answered')
const issuerWords = words('발행', 'by')
const ownWords = words('우리 조직, 의료기기 루브릭', 'ourselves, by the medical-device rubric')
const differsWords = words(
  '공개된 점수가 그 벡터의 점수와 다릅니다. 벡터의 점수:',
  'The published score is not the score of its vector, which is',
)

export type Published = {
  readonly vector: string | null
  readonly score: string | null
  readonly issuer: string | null
}

/** Two scores that answer two questions, side by side and never mixed: the component’s, and this device’s. */
export function ScorePair({ published, device }: { published: Published; device: string | null }) {
  const say = useSay()
  return (
    <div className={classes.pair}>
      <Score title={say(publishedWords)} vector={published.vector} stated={published.score}>
        {published.vector === null && published.score === null
          ? say(noPublishedWords)
          : `${say(issuerWords)} ${published.issuer ?? '?'}`}
      </Score>
      <Score title={say(deviceWords)} vector={device} stated={null}>
        {device === null ? say(noDeviceWords) : `${say(issuerWords)} ${say(ownWords)}`}
      </Score>
    </div>
  )
}

type ScoreProps = {
  readonly title: string
  readonly vector: string | null
  /** The score as published, which need not be the vector's. */
  readonly stated: string | null
  readonly children: string
}

function Score({ title, vector, stated, children }: ScoreProps) {
  const say = useSay()
  const answer = vector === null ? null : scoreVector(vector)
  const scored = answer?.ok ? answer.value : null
  const shown = stated ?? scored?.overall.toFixed(1) ?? null
  const isOther = stated !== null && scored !== null && Number(stated) !== scored.overall
  return (
    <div className={classes.score} data-empty={shown === null || undefined}>
      <strong>{title}</strong>
      {shown !== null && (
        <span className={classes.number}>
          {shown} {scored && <SeverityBadge severity={scored.word} score={null} />}
        </span>
      )}
      {vector !== null && <code className={classes.vector}>{vector}</code>}
      <span className={classes.dim}>{children}</span>
      {isOther && (
        <span className={classes.dim}>
          {say(differsWords)} {scored.overall.toFixed(1)}
        </span>
      )}
    </div>
  )
}
