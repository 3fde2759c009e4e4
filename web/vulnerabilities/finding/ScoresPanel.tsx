import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ScorePair } from '../case/ScorePair.tsx'
import { SeverityBadge } from '../SeverityBadge.tsx'
import { severityNamed } from '../severities.ts'
import type { FindingDetail } from './detail.ts'
import classes from './finding.module.css'

const titleWords = words('점수', 'Scores')
const othersWords = words('발행처별 점수', 'Scores by issuer')

/** The leading published score beside our own; every published one with its issuer below, never averaged. */
export function ScoresPanel({ detail }: { detail: FindingDetail }) {
  const say = useSay()
  const { finding, published } = detail
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <ScorePair
          published={{ vector: finding.vector, score: finding.score, issuer: finding.issuer }}
          device={finding.device?.vector ?? null}
        />
        {published.length > 1 && (
          <details>
            <summary>
              {say(othersWords)} ({published.length})
            </summary>
            <ul className={classes.list}>
              {published.map((score) => (
                <li key={`${score.issuer} ${score.vector}`} className={classes.item}>
                  <strong>{score.issuer}</strong> CVSS {score.version}
                  <SeverityBadge severity={severityNamed(score.word)} score={score.overall.toFixed(1)} />
                  <code className={classes.vector}>{score.vector}</code>
                </li>
              ))}
            </ul>
          </details>
        )}
      </div>
    </Panel>
  )
}
