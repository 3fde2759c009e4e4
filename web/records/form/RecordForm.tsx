import { sealedByHouse } from '@maek/domain/by-hand.ts'
import type { Body } from '@maek/domain/kind.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { getHotkeyHandler } from '@mantine/hooks'
import { useBlocker } from '@tanstack/react-router'
import { type ReactNode, Suspense } from 'react'
import { Refused } from '../../api.ts'
import { useSay } from '../../language.tsx'
import type { Path } from '../../paths.ts'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { LinkButton } from '../../ui/TextLink.tsx'
import { type FieldGroupProps, useKindPart } from '../kind-parts.ts'
import type { PlainKind } from '../plain-kind.ts'
import { bodyOf } from './body.ts'
import { FormField } from './FormField.tsx'
import { faultsOf, noFaults } from './faults.ts'
import classes from './form.module.css'
import { useDrafted } from './use-drafted.ts'

const saveWords = words('저장', 'Save')
const cancelWords = words('취소', 'Cancel')
const cleanWords = words('바뀐 내용이 없습니다', 'Nothing changed yet')
const dirtyWords = words(
  '저장하지 않은 내용이 있습니다. 이 브라우저에 초안으로 보관 중입니다.',
  'Not saved yet; kept in this browser as a draft.',
)
const foundDraftWords = words(
  '저장하지 않고 나간 초안이 있습니다.',
  'There is a draft that you left without saving.',
)
const takeDraftWords = words('초안 이어 쓰기', 'Continue the draft')
const dropDraftWords = words('버리기', 'Discard')
const leaveWords = words('저장하지 않고 나갈까요?', 'Leave without saving?')
const leaveAboutWords = words(
  '입력한 내용은 이 브라우저에 초안으로 남습니다(개인정보 항목 제외).',
  'What you typed stays in this browser as a draft (personal data excepted).',
)
const stayWords = words('계속 쓰기', 'Stay')
const goWords = words('나가기', 'Leave')

type RecordFormProps = {
  readonly kind: PlainKind
  readonly initial: Body
  /** Version of the record the form was opened on; 0 for a new one. */
  readonly version: number
  /** The record's state, or none for a new one: some fields are sealed by it. */
  readonly state: string | null
  readonly draft: string
  readonly back: Path
  readonly busy: boolean
  readonly error: unknown
  /** Saves; answers after the reader may leave without being asked. */
  readonly onSave: (body: Body, done: () => void) => void
  /** Shown in place of the plain refusal (somebody else was first). */
  readonly conflict?: ((values: Body) => ReactNode) | undefined
}

/** The form of any kind, from its fields alone. Validity is the server's to say; every fault stands by its field. */
export function RecordForm(props: RecordFormProps) {
  const { kind, initial, version, state, draft, back, busy, error, onSave, conflict } = props
  const say = useSay()
  const typed = useDrafted(kind, initial, { key: draft, version })
  const faults = error instanceof Refused ? faultsOf(error.refusal) : noFaults
  const sealed = sealedFields(kind, state, initial)
  const save = () => onSave(bodyOf(kind, typed.values), typed.done)
  return (
    <form
      className={classes.form}
      onSubmit={(event) => {
        event.preventDefault()
        save()
      }}
      onKeyDown={getHotkeyHandler([['mod+S', save]])}
      noValidate
    >
      {typed.offered && <DraftOffer onTake={typed.take} onForget={typed.forget} />}
      {conflict ? conflict(bodyOf(kind, typed.values)) : error !== null && <RefusalNote error={error} />}
      <div className={classes.fields}>
        <FormFields kind={kind} values={typed.values} onChange={typed.set} faults={faults} sealed={sealed} />
      </div>
      <div className={classes.foot}>
        <span className={classes.footText} role="status">
          {say(typed.dirty ? dirtyWords : cleanWords)}
        </span>
        <LinkButton {...back} variant="default">
          {say(cancelWords)}
        </LinkButton>
        <Button type="submit" loading={busy}>
          {say(saveWords)}
        </Button>
      </div>
      <LeaveGuard ask={typed.unsaved} />
    </form>
  )
}

/** Fields in the kind's own order; where a group of them has an input of its own, that one. */
function FormFields(props: FieldGroupProps) {
  const { kind, values, onChange, faults, sealed } = props
  const { groups = [] } = useKindPart(kind.name)
  const computed = new Set(sealedByHouse(kind, values))
  return Object.entries(kind.fields).map(([name, field]) => {
    const group = groups.find(({ fields }) => fields.includes(name))
    if (group) {
      return (
        group.fields[0] === name && (
          <div key={name} className={classes.wide}>
            <Suspense>
              <group.Input {...props} />
            </Suspense>
          </div>
        )
      )
    }
    const byHouse = kind.byHouse?.fields?.includes(name) ?? false
    // What nobody can fill in or change stands on the page of the record; what is still needed says how it comes.
    if (computed.has(name) || (byHouse && field.presence === 'optional')) return null
    return (
      <FormField
        key={name}
        name={name}
        field={field}
        value={values[name]}
        onChange={(value) => onChange({ [name]: value })}
        faults={faults}
        sealed={sealed.has(name)}
        byHouse={byHouse}
      />
    )
  })
}

function DraftOffer({ onTake, onForget }: { onTake: () => void; onForget: () => void }) {
  const say = useSay()
  return (
    <Note tone="neutral">
      <p>{say(foundDraftWords)}</p>
      <Button size="xs" mt="xs" mr="xs" onClick={onTake}>
        {say(takeDraftWords)}
      </Button>
      <Button size="xs" mt="xs" variant="default" onClick={onForget}>
        {say(dropDraftWords)}
      </Button>
    </Note>
  )
}

/** Fields that are fixed in this state, or for good once they have a value. */
function sealedFields(kind: PlainKind, state: string | null, initial: Body): ReadonlySet<string> {
  if (state === null) return new Set()
  const always = (kind.sealed?.['*'] ?? []).filter((name) => initial[name] !== undefined)
  return new Set([...always, ...(kind.sealed?.[state] ?? []), ...sealedByHouse(kind, initial)])
}

function LeaveGuard({ ask }: { ask: () => boolean }) {
  const say = useSay()
  const guard = useBlocker({ shouldBlockFn: ask, enableBeforeUnload: ask, withResolver: true })
  if (guard.status !== 'blocked') return null
  return (
    <Dialogue onClose={guard.reset} title={say(leaveWords)}>
      <p>{say(leaveAboutWords)}</p>
      <Button variant="default" mr="xs" onClick={guard.proceed}>
        {say(goWords)}
      </Button>
      <Button onClick={guard.reset} data-autofocus>
        {say(stayWords)}
      </Button>
    </Dialogue>
  )
}
