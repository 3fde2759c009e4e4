import { gapFindings, gapMeasureNamed, gapTitle } from '@maek/domain/models/gap-words.ts'
import { draftGaps, readGaps } from '@maek/domain/models/gaps-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconScale } from '@tabler/icons-react'
import type { z } from 'zod'
import { useAsk, useTell } from '../../api.ts'
import { ChartTable } from '../../charts/ChartTable.tsx'
import { figure, range } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { useMay } from '../../session.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from './evaluation.module.css'

type Told = z.output<(typeof readGaps)['output']>
type ToldGap = Told['gaps'][number]

const wordsOf = {
  title: words('격차에 대한 결정', 'Decisions on gaps'),
  about: words(
    '구간이 0을 포함하지 않거나 계획의 한계를 넘는 격차, 건수가 모자라 알 수 없는 집단은 각각 결정(수용·완화·사용목적 제한)으로 끝나야 합니다.',
    'Each gap that excludes zero or passes the limit of the plan, and each group too small to say, ends in a decision: accept, mitigate or restrict the intended use.',
  ),
  none: words('결정이 필요한 격차가 없습니다.', 'No gap needs a decision.'),
  open: words('결정 기록 만들기', 'Create decision records'),
  opened: words('모든 격차에 결정 기록이 있습니다.', 'Every gap has its decision record.'),
  mayNot: words('모델 기록을 작성할 권한이 없습니다.', 'Your role may not write records of models.'),
  group: words('집단', 'Group'),
  measure: words('지표', 'Measure'),
  difference: words('차이', 'Difference'),
  interval: words('동시 신뢰구간', 'Simultaneous interval'),
  finding: words('결과', 'Finding'),
  decision: words('결정', 'Decision'),
  undecided: words('결정하지 않은 격차', 'Undecided gaps'),
  allDecided: words('모든 격차를 결정했습니다.', 'Every gap is decided.'),
}
const standingWords = {
  decided: words('결정됨', 'Decided'),
  open: words('결정 전', 'Open'),
  altered: words('결과와 다름', 'Differs from the result'),
  missing: words('기록 없음', 'No record'),
} as const
const standingTones = { decided: 'good', open: 'waiting', altered: 'bad', missing: 'bad' } as const
const decisionWords: Readonly<Record<string, { ko: string; en: string }>> = {
  accept: words('수용', 'accepted'),
  mitigate: words('완화', 'mitigated'),
  restrict: words('사용목적 제한', 'use restricted'),
}

/** What each gap came to, and the button that opens a record for those that have none. */
export function GapsPanel({ id }: { id: string }) {
  const say = useSay()
  const gaps = useAsk(readGaps, { id })
  const draft = useTell(draftGaps)
  const mayWrite = useMay()('write', 'models')
  const missing = gaps.data?.gaps.filter(({ standing }) => standing === 'missing').length ?? 0
  const because = !mayWrite ? say(wordsOf.mayNot) : missing === 0 ? say(wordsOf.opened) : null
  return (
    <Panel
      title={say(wordsOf.title)}
      actions={
        (gaps.data?.gaps.length ?? 0) > 0 && (
          <ReasonButton
            variant="default"
            leftSection={<IconScale size={16} />}
            loading={draft.isPending}
            because={because}
            onClick={() => draft.mutate({ id })}
          >
            {say(wordsOf.open)}
            {missing > 0 && ` (${missing})`}
          </ReasonButton>
        )
      }
    >
      <p className={classes.lead}>{say(wordsOf.about)}</p>
      {draft.error && <RefusalNote error={draft.error} />}
      <Answered query={gaps}>{(told) => <GapDecisions told={told} />}</Answered>
    </Panel>
  )
}

function GapDecisions({ told }: { told: Told }) {
  const say = useSay()
  if (told.gaps.length === 0) return say(wordsOf.none)
  return (
    <div className={classes.stack}>
      <Note tone={told.undecided > 0 ? 'waiting' : 'good'}>
        {told.undecided > 0 ? `${say(wordsOf.undecided)}: ${told.undecided}` : say(wordsOf.allDecided)}
      </Note>
      <ChartTable
        title={say(wordsOf.title)}
        table={{
          columns: [
            say(wordsOf.group),
            say(wordsOf.measure),
            say(wordsOf.decision),
            say(wordsOf.finding),
            say(wordsOf.difference),
            say(wordsOf.interval),
            'n',
          ],
          texts: [1, 2, 3],
          stacks: true,
          rows: told.gaps.map((gap) => [
            gap.group,
            measureText(gap, say),
            <Standing key="standing" gap={gap} />,
            say(gapFindings[gap.finding]),
            gap.difference === null ? '–' : figure(Number(gap.difference)),
            gap.lower === null || gap.upper === null ? '–' : range(Number(gap.lower), Number(gap.upper)),
            gap.n ?? '< 10',
          ]),
        }}
      />
    </div>
  )
}

function measureText({ measure, of }: ToldGap, say: ReturnType<typeof useSay>): string {
  if (measure === null && of === null) return '–'
  return say(
    gapTitle({ measure: measure === null ? undefined : gapMeasureNamed(measure), of: of ?? undefined }),
  )
}

function Standing({ gap: { record, standing } }: { gap: ToldGap }) {
  const say = useSay()
  const decision = record?.decision ? decisionWords[record.decision] : undefined
  return (
    <span className={classes.standing}>
      {record && <TextLink {...paths.record('performance-gap', record.id)}>{record.number}</TextLink>}
      <ToneBadge tone={standingTones[standing]} label={say(standingWords[standing])} />
      {decision && say(decision)}
    </span>
  )
}
