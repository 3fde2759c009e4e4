import { readRecord } from '@maek/domain/api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import type { ReactNode } from 'react'
import { useParam } from '../address.ts'
import { useAsk } from '../api.ts'
import { kindHead, kindTitle } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { RecordTools } from '../record-tools.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Page } from '../ui/Page.tsx'
import { PageSkeleton } from '../ui/PageSkeleton.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import { ValuePlaceContext } from './values/value-place.ts'

const recordWords = words('기록 보기', 'Show the record')

type RecordFacePageProps = {
  readonly kind: string
  readonly title?: (view: RecordView) => string
  readonly about?: string
  /** What editing is called here, first among the acts; offered to those who may. */
  readonly edit?: Words
  readonly actions?: (view: RecordView) => ReactNode
  readonly children: (view: RecordView) => ReactNode
}

/** A page of one record beside the common one (see record-faces.ts): where it stands, its tools, the way back. */
export function RecordFacePage({ kind, title, about, edit, actions, children }: RecordFacePageProps) {
  const say = useSay()
  const id = useParam('id')
  const read = useAsk(readRecord, { kind, id })
  return (
    <Answered query={read} waiting={<PageSkeleton />}>
      {(view) => (
        <Page
          title={title ? title(view) : view.record.title}
          about={about}
          actions={
            <>
              {edit && view.canEdit.allowed && (
                <LinkButton {...paths.editRecord(kind, id)}>{say(edit)}</LinkButton>
              )}
              {actions?.(view)}
              <RecordTools record={view.record} />
              <LinkButton variant="default" {...paths.record(kind, id)}>
                {say(recordWords)}
              </LinkButton>
            </>
          }
          eyebrow={
            <>
              <TextLink {...paths.records(kind)}>{say(kindHead(kind)?.plural ?? kindTitle(kind))}</TextLink>
              <span aria-hidden>/</span>
              <TextLink {...paths.record(kind, id)}>{view.record.number}</TextLink>
              <StateBadge kind={kind} state={view.record.state} />
            </>
          }
        >
          <ValuePlaceContext
            value={{ kind, id, names: new Map(view.linksOut.map((link) => [link.id, link])) }}
          >
            {children(view)}
          </ValuePlaceContext>
        </Page>
      )}
    </Answered>
  )
}
