import type { Body } from '@maek/domain/kind.ts'
import type { Refusal } from '@maek/domain/refusal.ts'
import { decideFindings } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Checkbox, Radio } from '@mantine/core'
import { use, useState } from 'react'
import type { z } from 'zod'
import { Refused, useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { FormField } from '../../records/form/FormField.tsx'
import { type Faults, faultsOf, noFaults } from '../../records/form/faults.ts'
import { showFirstFault } from '../../records/form/first-fault.ts'
import { loadKind, type PlainKind } from '../../records/plain-kind.ts'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { LinkButton } from '../../ui/TextLink.tsx'
import type { Finding } from '../severities.ts'
import type { askedOf } from './asked.ts'
import classes from './board.module.css'
import { askedFields, decisionOf, firstValues, reasoningOf } from './decision-form.ts'

const titleWords = words('판정', 'Decide')
const targetWords = words('무엇을 판정합니까', 'What is decided')
const oneRecordWords = words(
  '하나의 근거로 하나의 판정 기록을 만듭니다. 다른 사람이 승인해야 시행됩니다.',
  'One reasoning makes one decision record. It takes effect once another person approves it.',
)
const wholeFilterWords = words('지금 조건으로 찾은 전부', 'All that the filters find now')
const supersedeWords = words('시행 중인 판정을 대신합니다', 'Take the place of decisions in force')
const supersedeHelp = words(
  '이 항목에 이미 시행 중인 판정이 있습니다.',
  'Some of these findings have a decision in force.',
)
const proposeWords = words('판정하고 승인 요청', 'Decide and ask for approval')
const draftWords = words('초안으로 저장', 'Save as a draft')
const cancelWords = words('취소', 'Cancel')
const closeWords = words('닫기', 'Close')
const openWords = words('판정 기록 열기', 'Open the decision')

export type DecideDialogueProps = {
  readonly findings: readonly Finding[]
  /** What the board shows now: all of it can be decided at once. Absent on the page of one finding. */
  readonly filter?: ReturnType<typeof askedOf>
  /** An earlier decision's fields, to begin from its reasoning. */
  readonly reasoning?: Body
  readonly onClose: () => void
  readonly onDecided: () => void
}

export function DecideDialogue(props: DecideDialogueProps) {
  const kind = use(loadKind('triage-decision'))
  return kind && <KnownDialogue {...props} kind={kind} />
}

type Decided = z.output<typeof decideFindings.output>
type Way = { readonly all: boolean; readonly supersede: boolean }

function KnownDialogue(props: DecideDialogueProps & { readonly kind: PlainKind }) {
  const { kind, findings, filter, reasoning, onClose, onDecided } = props
  const say = useSay()
  const [values, setValues] = useState<Body>(() => ({
    ...firstValues(findings, filter?.release),
    ...(reasoning && reasoningOf(reasoning)),
  }))
  const [way, setWay] = useState<Way>({ all: findings.length === 0, supersede: false })
  const decide = useTell(decideFindings)
  const faults = decide.error instanceof Refused ? faultsOf(inBody(decide.error.refusal)) : noFaults
  const send = (propose: boolean) =>
    decide.mutate(
      {
        ...(way.all && filter ? { filter } : { findings: findings.map(({ id }) => id) }),
        decision: decisionOf(kind, values),
        propose,
        supersede: way.supersede,
      },
      { onSuccess: onDecided, onError: showFirstFault },
    )
  return (
    <Dialogue onClose={onClose} size="56rem" title={say(titleWords)}>
      {decide.data ? (
        <DecidedNote decided={decide.data} onClose={onClose} />
      ) : (
        <form
          className={classes.dialogue}
          noValidate
          onSubmit={(event) => {
            event.preventDefault()
            send(true)
          }}
        >
          <Targets findings={findings} filter={filter} way={way} onWay={setWay} />
          {decide.error && <RefusalNote error={decide.error} />}
          <DecisionFields kind={kind} values={values} faults={faults} onChange={setValues} />
          <div className={classes.buttons}>
            <Button variant="subtle" onClick={onClose}>
              {say(cancelWords)}
            </Button>
            <Button variant="default" loading={decide.isPending} onClick={() => send(false)}>
              {say(draftWords)}
            </Button>
            <Button type="submit" loading={decide.isPending}>
              {say(proposeWords)}
            </Button>
          </div>
        </form>
      )}
    </Dialogue>
  )
}

type DecisionFieldsProps = {
  readonly kind: PlainKind
  readonly values: Body
  readonly faults: Faults
  readonly onChange: (values: Body) => void
}

/** The fields of the kind that matter for these answers, with the kind's own labels and inputs. */
function DecisionFields({ kind, values, faults, onChange }: DecisionFieldsProps) {
  return (
    <div className={classes.fields}>
      {askedFields(values).map((name) => {
        const field = kind.fields[name]
        return (
          field && (
            <FormField
              key={name}
              name={name}
              field={field}
              value={values[name]}
              onChange={(value) => onChange({ ...values, [name]: value })}
              faults={faults}
              sealed={false}
            />
          )
        )
      })}
    </div>
  )
}

/** The server names a field of the decision as the input calls it; the form knows it as a field of the body. */
function inBody(refusal: Refusal): Refusal {
  const renamed = (one: Refusal): Refusal =>
    one.field?.startsWith('decision.') ? { ...one, field: one.field.replace(/^decision\./, 'body.') } : one
  return { ...renamed(refusal), ...(refusal.more && { more: refusal.more.map(renamed) }) }
}

type TargetsProps = Pick<DecideDialogueProps, 'findings'> & {
  readonly filter: DecideDialogueProps['filter'] | undefined
  readonly way: Way
  readonly onWay: (way: Way) => void
}

function Targets({ findings, filter, way, onWay }: TargetsProps) {
  const say = useSay()
  const chosenWords = words(`고른 ${findings.length}건`, `The ${findings.length} chosen`)
  const isDecided = way.all || findings.some(({ decision }) => decision !== null)
  return (
    <div className={classes.dialogue}>
      {filter && findings.length > 0 && (
        <Radio.Group
          label={say(targetWords)}
          value={way.all ? 'all' : 'chosen'}
          onChange={(value) => onWay({ ...way, all: value === 'all' })}
        >
          <div className={classes.line}>
            <Radio value="chosen" label={say(chosenWords)} />
            <Radio value="all" label={say(wholeFilterWords)} />
          </div>
        </Radio.Group>
      )}
      {way.all ? (
        <strong>{say(wholeFilterWords)}</strong>
      ) : (
        <ul className={classes.targets}>
          {findings.map((finding) => (
            <li key={finding.id}>
              <strong>{finding.vulnerability}</strong> {finding.component}
            </li>
          ))}
        </ul>
      )}
      <p className={classes.dim}>{say(oneRecordWords)}</p>
      {isDecided && (
        <Checkbox
          label={say(supersedeWords)}
          description={say(supersedeHelp)}
          checked={way.supersede}
          onChange={(event) => onWay({ ...way, supersede: event.currentTarget.checked })}
        />
      )}
    </div>
  )
}

function DecidedNote({ decided, onClose }: { decided: Decided; onClose: () => void }) {
  const say = useSay()
  const { record, findings, superseded } = decided
  const told = words(
    `${findings}건을 판정했습니다.${superseded.length > 0 ? ` 승인되면 ${superseded.map(({ number }) => number).join(', ')}을(를) 대신합니다.` : ''}`,
    `${findings === 1 ? 'One finding' : `${findings} findings`} decided.${superseded.length > 0 ? ` Once approved it takes the place of ${superseded.map(({ number }) => number).join(', ')}.` : ''}`,
  )
  return (
    <div className={classes.dialogue}>
      <Note tone="good">
        <p>
          <strong>
            {record.number} {record.title}
          </strong>{' '}
          <StateBadge kind="triage-decision" state={record.state} />
        </p>
        <p>{say(told)}</p>
      </Note>
      <div className={classes.buttons}>
        <Button variant="default" onClick={onClose} data-autofocus>
          {say(closeWords)}
        </Button>
        <LinkButton {...paths.record('triage-decision', record.id)}>{say(openWords)}</LinkButton>
      </div>
    </div>
  )
}
