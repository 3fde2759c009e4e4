import type { readLook } from '@maek/domain/monitoring/api.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Day, Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import classes from '../monitoring.module.css'
import { count } from '../numbers.ts'
import { OutcomeBadge } from '../OutcomeBadge.tsx'

type Kept = z.output<typeof readLook.output>['kept']

const wordsOf = {
  title: words('기록된 점검', 'Kept looks'),
  now: words('지금 다시 계산', 'See now'),
  none: words('아직 기록된 점검이 없습니다.', 'No look is kept yet.'),
  look: words('점검', 'Look'),
  outcome: words('결과', 'Outcome'),
  through: words('마지막 날', 'Through'),
  at: words('시각', 'Taken at'),
  alarms: words('경보 수', 'Alarms'),
  shown: words('보고 있음', 'shown'),
  record: words('기록', 'Record'),
}

/** Looks written down, newest first; each can be read as it was. */
export function KeptLooks({ plan, kept, shown }: { plan: string; kept: Kept; shown: string | null }) {
  const say = useSay()
  return (
    <Panel
      title={say(wordsOf.title)}
      actions={
        shown !== null && (
          <LinkButton variant="default" size="xs" {...paths.monitoringPlan(plan)}>
            {say(wordsOf.now)}
          </LinkButton>
        )
      }
    >
      {kept.length === 0 ? (
        <p className={classes.dim}>{say(wordsOf.none)}</p>
      ) : (
        <ChartTable
          title={say(wordsOf.title)}
          table={{
            stacks: true,
            texts: [1, 2, 3, 5],
            columns: [
              say(wordsOf.look),
              say(wordsOf.outcome),
              say(wordsOf.through),
              say(wordsOf.at),
              say(wordsOf.alarms),
              say(wordsOf.record),
            ],
            rows: kept.map(({ id, number, outcome, through, at, alarms }) => [
              id === shown ? (
                <strong key="look" aria-current="true">
                  {number} ({say(wordsOf.shown)})
                </strong>
              ) : (
                <TextLink key="look" {...paths.monitoringPlan(plan, id)}>
                  {number}
                </TextLink>
              ),
              <OutcomeBadge key="outcome" outcome={outcome} />,
              <Day key="through" on={through} />,
              <Moment key="at" at={at} />,
              count(alarms),
              <TextLink key="record" {...paths.record('monitoring-look', id)}>
                {say(wordsOf.record)}
              </TextLink>,
            ]),
          }}
        />
      )}
    </Panel>
  )
}
