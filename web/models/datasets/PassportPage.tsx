import { readRecord } from '@maek/domain/api.ts'
import { dataset } from '@maek/domain/models/dataset.ts'
import { readPassport } from '@maek/domain/models/datasets/api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import { useParam } from '../../address.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { FieldValue } from '../../records/values/FieldValue.tsx'
import { isBlank } from '../../records/values/shapes.ts'
import { ValuePlaceContext } from '../../records/values/value-place.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Page } from '../../ui/Page.tsx'
import { PageSkeleton } from '../../ui/PageSkeleton.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import { AlterationNotes } from './AlterationNotes.tsx'
import type { Passport } from './answers.ts'
import { DatasetTools } from './DatasetTools.tsx'
import classes from './datasets.module.css'
import { HistoryPanel } from './HistoryPanel.tsx'
import { NextSteps } from './NextSteps.tsx'
import { PopulationBars } from './PopulationBars.tsx'
import { SplitsPanel } from './SplitsPanel.tsx'
import { UsePanel } from './UsePanel.tsx'

const kindWords = words('데이터셋', 'Datasets')
const recordWords = words('기록 보기', 'Show the record')
const editWords = words('내용 작성', 'Edit')
const populationWords = words('인구 구성', 'Population')
const noPopulation = words('아직 적지 않았습니다.', 'Not written yet.')

/** What is told of the data besides numbers, in the order an assessor asks (STANDING Together; ISO/IEC 42001 A.7). */
const sections = [
  {
    title: words('무엇을, 어디서', 'What, and from where'),
    fields: [
      'description',
      'purposes',
      'modality',
      'sources',
      'suppliers',
      'sites',
      'derivedFrom',
      'location',
    ],
  },
  {
    title: words('수집·이용 근거', 'Right to use'),
    fields: [
      'legalBasis',
      'legalBasisDetail',
      'ethics',
      'irbNumber',
      'rightsFiles',
      'identifiability',
      'deidentification',
    ],
  },
  { title: words('선정과 제외', 'Who is in it'), fields: ['subjects', 'items', 'inclusion', 'exclusion'] },
  {
    title: words('라벨과 일치도', 'Labels and agreement'),
    fields: ['referenceStandard', 'labelProcess', 'agreement', 'preparation'],
  },
  {
    title: words('품질과 알려진 한계', 'Quality and known gaps'),
    fields: ['quality', 'biasChecks', 'knownGaps'],
  },
  {
    title: words('이용 조건과 보존', 'Licence and keeping'),
    fields: ['licence', 'keepUntil', 'disposal', 'cards'],
  },
] as const

/** A dataset as an assessor reads it: right to use, whom it shows, splits, fingerprints, who was trained on it. */
export function PassportPage() {
  const say = useSay()
  const id = useParam('id')
  const view = useAsk(readRecord, { kind: 'dataset', id })
  const passport = useAsk(readPassport, { id })
  return (
    <Answered query={view} waiting={<PageSkeleton />}>
      {(answer) => (
        <Page
          title={answer.record.title}
          actions={
            <>
              {answer.canEdit.allowed && (
                <LinkButton variant="default" {...paths.editRecord('dataset', id)}>
                  {say(editWords)}
                </LinkButton>
              )}
              <LinkButton variant="default" {...paths.record('dataset', id)}>
                {say(recordWords)}
              </LinkButton>
              <DatasetTools record={answer.record} />
            </>
          }
          eyebrow={
            <>
              <TextLink {...paths.records('dataset')}>{say(kindWords)}</TextLink>
              <span aria-hidden>/</span>
              <TextLink {...paths.record('dataset', id)}>{answer.record.number}</TextLink>
              <StateBadge kind="dataset" state={answer.record.state} />
            </>
          }
        >
          <Answered query={passport}>{(told) => <Told view={answer} passport={told} />}</Answered>
        </Page>
      )}
    </Answered>
  )
}

function Told({ view, passport }: { view: RecordView; passport: Passport }) {
  const say = useSay()
  const { record } = view
  const names = new Map(view.linksOut.map((link) => [link.id, link]))
  const population = dataset.shape.population.safeParse(record.body.population).data
  return (
    <ValuePlaceContext value={{ kind: 'dataset', id: record.id, names }}>
      <div className={classes.stack}>
        <AlterationNotes dataset={record} alterations={passport.alterations} />
        <NextSteps view={view} passport={passport} />
        <SplitsPanel record={record} manifest={passport.manifest} />
        <Panel title={say(populationWords)}>
          {population ? (
            <PopulationBars rows={population} />
          ) : (
            <p className={classes.dim}>{say(noPopulation)}</p>
          )}
        </Panel>
        <div className={classes.columns}>
          {sections.map(({ title, fields }) => (
            <Section key={title.en} title={say(title)} fields={fields} body={record.body} />
          ))}
        </div>
        <UsePanel passport={passport} />
        <HistoryPanel id={record.id} history={passport.history} />
      </div>
    </ValuePlaceContext>
  )
}

type SectionProps = {
  readonly title: string
  readonly fields: readonly string[]
  readonly body: RecordView['record']['body']
}

function Section({ title, fields, body }: SectionProps) {
  const say = useSay()
  // What is optional and not there says nothing; what will be asked for is shown as empty.
  const shown = fields.flatMap((name) => {
    const field = dataset.fields[name]
    return field && (field.presence !== 'optional' || !isBlank(body[name])) ? [[name, field] as const] : []
  })
  return (
    <Panel title={title}>
      <dl className={classes.facts}>
        {shown.map(([name, field]) => (
          <div key={name}>
            <dt>{say(field.label)}</dt>
            <dd>
              <FieldValue field={field} value={body[name]} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
