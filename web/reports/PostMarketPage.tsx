import { readRecord } from '@maek/domain/api.ts'
import { postMarketReport } from '@maek/domain/monitoring/post-market-report.ts'
import { fillPostMarket, readPostMarket } from '@maek/domain/reports/post-market-api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useMutation, useQueryClient } from '@tanstack/react-query'
import type { z } from 'zod'
import { useParam } from '../address.ts'
import { call, useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { Source } from '../models/card/Source.tsx'
import { paths } from '../paths.ts'
import { RecordTools } from '../record-tools.tsx'
import { FieldValue } from '../records/values/FieldValue.tsx'
import { ValuePlaceContext } from '../records/values/value-place.ts'
import { Answered } from '../ui/Answered.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { Panel } from '../ui/Panel.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import classes from './post-market.module.css'

type PostMarket = z.infer<typeof readPostMarket.output>
type Section = PostMarket['sections'][number]

const kind = postMarketReport.name
const aboutWords = words(
  '기간 안의 기록에서 가져온 사실입니다. 결론은 사람이 적습니다.',
  'Facts on record of the period. Conclusions are for people to write.',
)
const editWords = words('보고서 작성', 'Write the report')
const recordWords = words('기록 보기', 'Show the record')
const gapWords = words('기록 없음', 'Nothing on record')
const noneWords = words('이 기간에 해당하는 기록이 없습니다.', 'No record falls into this period.')
const conclusionWords = words('사람이 적는 결론', 'Conclusions, written by people')
const unansweredWords = words('아직 적지 않았습니다', 'Not written yet')
const fillWords = words('빈 항목 채우기', 'Fill the empty fields')
const fillableWords = words('이 기간의 기록으로 채울 수 있는 항목', 'The records of this period can fill')

/** A post-market report beside the facts of its period, each with the records it stands in. */
export function PostMarketPage() {
  const say = useSay()
  const id = useParam('id')
  const view = useAsk(readRecord, { kind, id })
  const found = useAsk(readPostMarket, { report: id })
  return (
    <Answered query={view} waiting={<PageSkeleton />}>
      {(answer) => (
        <Page
          title={answer.record.title}
          about={say(aboutWords)}
          actions={
            <>
              {answer.canEdit.allowed && (
                <LinkButton {...paths.editRecord(kind, id)}>{say(editWords)}</LinkButton>
              )}
              <LinkButton variant="default" {...paths.record(kind, id)}>
                {say(recordWords)}
              </LinkButton>
              <RecordTools record={answer.record} />
            </>
          }
          eyebrow={
            <>
              <TextLink {...paths.records(kind)}>{say(postMarketReport.plural)}</TextLink>
              <span aria-hidden>/</span>
              <TextLink {...paths.record(kind, id)}>{answer.record.number}</TextLink>
              <StateBadge kind={kind} state={answer.record.state} />
            </>
          }
        >
          <ValuePlaceContext
            value={{ kind, id, names: new Map(answer.linksOut.map((link) => [link.id, link])) }}
          >
            <Answered query={found}>{(facts) => <Told facts={facts} view={answer} />}</Answered>
          </ValuePlaceContext>
        </Page>
      )}
    </Answered>
  )
}

function Told({ facts, view }: { facts: PostMarket; view: RecordView }) {
  const say = useSay()
  return (
    <>
      {facts.fillable.length > 0 && view.canEdit.allowed && (
        <Filling report={view.record.id} fields={facts.fillable} />
      )}
      {facts.sections.map((section) => (
        <Panel key={section.id} title={say(section.title)}>
          <Facts section={section} />
        </Panel>
      ))}
      <Panel title={say(conclusionWords)}>
        {facts.conclusions.map(({ field }) => (
          <Conclusion key={field} name={field} view={view} />
        ))}
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

function Facts({ section: { citation, facts, missing } }: { section: Section }) {
  const say = useSay()
  return (
    <>
      <p className={classes.by}>{say(citation)}</p>
      <dl className={classes.facts}>
        {facts.map(({ label, value, sources }) => (
          <div key={`${label.en} ${sources[0]?.id ?? ''}`}>
            <dt>
              {say(label)}
              <Sources sources={sources} />
            </dt>
            <dd>{say(value)}</dd>
          </div>
        ))}
      </dl>
      {facts.length === 0 && missing.length === 0 && <p className={classes.by}>{say(noneWords)}</p>}
      {missing.map((one) => (
        <p key={one.en} className={classes.gap}>
          ⚠ {say(gapWords)}: {say(one)}
        </p>
      ))}
    </>
  )
}

const sourcesShown = 6

function Sources({ sources }: Pick<Section['facts'][number], 'sources'>) {
  const say = useSay()
  const more = sources.length - sourcesShown
  return (
    <span className={classes.sources}>
      {sources.slice(0, sourcesShown).map((one) => (
        <Source key={one.id} record={one} />
      ))}
      {more > 0 && <span>{say(words(`외 ${more}건`, `and ${more} more`))}</span>}
    </span>
  )
}

function Conclusion({ name, view }: { name: string; view: RecordView }) {
  const say = useSay()
  const field = postMarketReport.fields[name]
  const value = view.record.body[name]
  if (!field) return null
  return (
    <div className={classes.answer}>
      <h3 className={classes.side}>{say(field.label)}</h3>
      {value === undefined ? (
        <p className={classes.gap}>{say(unansweredWords)}</p>
      ) : (
        <FieldValue field={field} value={value} />
      )}
    </div>
  )
}
