import { createRecord } from '@maek/domain/api.ts'
import { inSentence, say as words } from '@maek/domain/words.ts'
import { useNavigate } from '@tanstack/react-router'
import { useSearchTexts } from '../address.ts'
import { useTell } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { useSession } from '../session.ts'
import { Note } from '../ui/Note.tsx'
import { Page } from '../ui/Page.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { prefilled } from './form/body.ts'
import { draftKey } from './form/draft.ts'
import { showFirstFault } from './form/first-fault.ts'
import { RecordForm } from './form/RecordForm.tsx'
import { KnownKind } from './KnownKind.tsx'
import type { PlainKind } from './plain-kind.ts'

export function NewPage() {
  return <KnownKind>{(kind) => <NewRecord key={kind.name} kind={kind} />}</KnownKind>
}

function NewRecord({ kind }: { kind: PlainKind }) {
  const say = useSay()
  const navigate = useNavigate()
  const search = useSearchTexts()
  const session = useSession()
  const create = useTell(createRecord)
  return (
    <Page
      title={say(words(`새 ${kind.title.ko}`, `New ${inSentence(kind.title.en)}`))}
      about={say(kind.about)}
      eyebrow={<TextLink {...paths.records(kind.name)}>{say(kind.plural)}</TextLink>}
      narrow
    >
      {kind.byHouse?.records ? (
        <Note tone="neutral">{say(kind.byHouse.records)}</Note>
      ) : (
        <RecordForm
          kind={kind}
          initial={prefilled(kind, search.prefill)}
          version={0}
          state={null}
          draft={draftKey(session?.user?.id ?? '', kind.name, null)}
          back={paths.records(kind.name)}
          busy={create.isPending}
          error={create.error}
          onSave={(body, done) =>
            create.mutate(
              { kind: kind.name, body },
              {
                onSuccess: ({ record }) => {
                  done()
                  void navigate({ ...paths.record(kind.name, record.id), replace: true })
                },
                onError: showFirstFault,
              },
            )
          }
        />
      )}
    </Page>
  )
}
