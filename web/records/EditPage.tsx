import { editRecord, readRecord } from '@maek/domain/api.ts'
import type { Body } from '@maek/domain/kind.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import { useParam } from '../address.ts'
import { Refused, useAsk, useTell } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { Conflict } from './form/Conflict.tsx'
import { draftKey } from './form/draft.ts'
import { showFirstFault } from './form/first-fault.ts'
import { RecordForm } from './form/RecordForm.tsx'
import { KnownKind } from './KnownKind.tsx'
import type { PlainKind } from './plain-kind.ts'
import { ValuePlaceContext } from './values/value-place.ts'

export function EditPage() {
  return <KnownKind>{(kind) => <KnownRecord kind={kind} />}</KnownKind>
}

function KnownRecord({ kind }: { kind: PlainKind }) {
  const view = useAsk(readRecord, { kind: kind.name, id: useParam('id') })
  return (
    <Answered query={view} waiting={<PageSkeleton />}>
      {(answer) => <EditRecord key={answer.record.id} kind={kind} view={answer} />}
    </Answered>
  )
}

function EditRecord({ kind, view }: { kind: PlainKind; view: RecordView }) {
  const say = useSay()
  // The version the reader began with stays the one the save names, however often the record is read meanwhile:
  // otherwise somebody else's change would be overwritten unseen.
  const [base, setBase] = useState(view.record)
  const names = new Map(view.linksOut.map((link) => [link.id, link]))
  return (
    <ValuePlaceContext value={{ kind: kind.name, id: base.id, names }}>
      <Page
        title={base.title}
        eyebrow={
          <>
            <TextLink {...paths.records(kind.name)}>{say(kind.plural)}</TextLink>
            <span aria-hidden>/</span>
            <TextLink {...paths.record(kind.name, base.id)}>{base.number}</TextLink>
            <StateBadge kind={kind.name} state={base.state} />
          </>
        }
        narrow
      >
        {view.canEdit.allowed ? (
          <EditForm key={base.version} kind={kind} base={base} onRebase={() => setBase(view.record)} />
        ) : (
          <Note tone="waiting">{view.canEdit.because && say(view.canEdit.because)}</Note>
        )}
      </Page>
    </ValuePlaceContext>
  )
}

type EditFormProps = {
  readonly kind: PlainKind
  readonly base: RecordView['record']
  /** Begin anew from the newest version. */
  readonly onRebase: () => void
}

function EditForm({ kind, base, onRebase }: EditFormProps) {
  const navigate = useNavigate()
  const session = useSession()
  const edit = useTell(editRecord)
  const save = (body: Body, version: number, done: () => void) =>
    edit.mutate(
      { kind: kind.name, id: base.id, version, body },
      {
        onSuccess: () => {
          done()
          void navigate(paths.record(kind.name, base.id))
        },
        onError: showFirstFault,
      },
    )
  const [done, setDone] = useState<() => void>(() => () => {})
  const isStale = edit.error instanceof Refused && edit.error.refusal.field === 'version'
  return (
    <RecordForm
      kind={kind}
      initial={base.body}
      version={base.version}
      state={base.state}
      draft={draftKey(session?.user?.id ?? '', kind.name, base.id)}
      back={paths.record(kind.name, base.id)}
      busy={edit.isPending}
      error={edit.error}
      onSave={(body, whenDone) => {
        setDone(() => whenDone)
        save(body, base.version, whenDone)
      }}
      conflict={
        isStale
          ? (mine) => (
              <Conflict
                kind={kind}
                base={base}
                onTakeTheirs={onRebase}
                onKeepMine={(version) => save(mine, version, done)}
              />
            )
          : undefined
      }
    />
  )
}
