import { postMarketReport } from '@maek/domain/monitoring/post-market-report.ts'
import { fillPostMarket, readPostMarket } from '@maek/domain/reports/post-market-api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { useParam } from '../address.ts'
import { call, useAsk } from '../api.ts'
import { CitedFacts } from '../facts/CitedFacts.tsx'
import classes from '../facts/facts.module.css'
import { WrittenAnswers } from '../facts/WrittenAnswers.tsx'
import { useSay } from '../language.tsx'
import { RecordFacePage } from '../records/RecordFacePage.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Note } from '../ui/Note.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'

type PostMarket = z.infer<typeof readPostMarket.output>

const kind = postMarketReport.name
const aboutWords = words(
  '기간 안의 기록에서 가져온 사실입니다. 결론은 사람이 적습니다.',
  'Facts on record of the period. Conclusions are for people to write.',
)
const editWords = words('보고서 작성', 'Write the report')
const noneWords = words('이 기간에 해당하는 기록이 없습니다.', 'No record falls into this period.')
const conclusionWords = words('사람이 적는 결론', 'Conclusions, written by people')
const fillWords = words('빈 항목 채우기', 'Fill the empty fields')
const fillableWords = words('이 기간의 기록으로 채울 수 있는 항목', 'The records of this period can fill')

/** A post-market report beside the facts of its period, each with the records it stands in. */
export function PostMarketPage() {
  const say = useSay()
  const found = useAsk(readPostMarket, { report: useParam('id') })
  return (
    <RecordFacePage kind={kind} about={say(aboutWords)} edit={editWords}>
      {(view) => <Answered query={found}>{(facts) => <Told facts={facts} view={view} />}</Answered>}
    </RecordFacePage>
  )
}

function Told({ facts, view: { record, canEdit } }: { facts: PostMarket; view: RecordView }) {
  const say = useSay()
  return (
    <>
      {facts.fillable.length > 0 && canEdit.allowed && <Filling report={record.id} fields={facts.fillable} />}
      {facts.sections.map((section) => (
        <Panel key={section.id} title={say(section.title)}>
          <p className={classes.by}>{say(section.citation)}</p>
          <CitedFacts facts={section.facts} missing={section.missing} />
          {section.facts.length === 0 && section.missing.length === 0 && (
            <p className={classes.by}>{say(noneWords)}</p>
          )}
        </Panel>
      ))}
      <Panel title={say(conclusionWords)}>
        <WrittenAnswers
          fields={postMarketReport.fields}
          names={facts.conclusions.map(({ field }) => field)}
          body={record.body}
        />
      </Panel>
    </>
  )
}

/** One press puts looks, alerts and figures into the draft; what people wrote stays. */
function Filling({ report, fields }: { report: string; fields: readonly string[] }) {
  const say = useSay()
  const queries = useQueryClient()
  const fill = useMutation({
    mutationFn: () => call(fillPostMarket, { report }),
    onSuccess: () => queries.invalidateQueries(),
  })
  const labels = fields.map((field) => say(postMarketReport.fields[field]?.label ?? words(field, field)))
  return (
    <Note tone="neutral">
      <p>
        {say(fillableWords)}: {labels.join(', ')}
      </p>
      {fill.error && <RefusalNote error={fill.error} />}
      <Button mt="xs" size="xs" loading={fill.isPending} onClick={() => fill.mutate()}>
        {say(fillWords)}
      </Button>
    </Note>
  )
}
