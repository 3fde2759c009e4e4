import { vexIdentities } from '@maek/domain/vulnerabilities/exchange/identity-words.ts'
import { intakeVex } from '@maek/domain/vulnerabilities/exchange-api.ts'
import { say as words } from '@maek/domain/words.ts'

import type { z } from 'zod'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Dialogue } from '../../ui/Dialogue.tsx'
import { Note } from '../../ui/Note.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { FaultList } from '../FaultList.tsx'
import classes from '../findings.module.css'
import { UploadForm } from '../UploadForm.tsx'
import { useUpload } from '../use-upload.ts'

type Taken = z.infer<typeof intakeVex.output>

const titleWords = words('VEX 올리기', 'Register a VEX')
const helpWords = words(
  '공급자가 준 CycloneDX, OpenVEX, CSAF 2.0 JSON. 파일은 그대로 보존하며, 판정은 초안으로만 만듭니다.',
  'CycloneDX, OpenVEX or CSAF 2.0 JSON from a supplier. The file is kept as it came; decisions are only drafted.',
)
const knownWords = words(
  '전에 올린 파일입니다. 새로 만든 초안은 없습니다.',
  'The same file was registered before: nothing was drafted anew.',
)
const draftsWords = words('판정 초안', 'Drafts of decisions')
const noDraftsWords = words(
  '우리 제품에서 발견된 취약점에 대한 진술이 없어 초안을 만들지 않았습니다.',
  'It says nothing of what was found in our products, so nothing was drafted.',
)
const judgeWords = words(
  '우리 제품에서도 그런지 확인한 뒤 각 초안을 제출하십시오.',
  'Check that each holds in our product before you propose it.',
)
const contradictionWords = words('서로 어긋나는 진술', 'Contradictory statements')
const unmatchedWords = words('맞는 것이 없는 진술', 'Statements that match nothing')
const shownMax = 20

export function IntakeVexDialogue({ onClose }: { onClose: () => void }) {
  const say = useSay()
  const { upload, part } = useUpload(intakeVex)
  return (
    <Dialogue onClose={onClose} title={say(titleWords)} size="lg">
      {upload.data ? (
        <VexResult taken={upload.data} />
      ) : (
        <UploadForm
          help={say(helpWords)}
          accept=".json,.gz"
          bytesMax={intakeVex.bytesMax ?? 0}
          isBusy={upload.isPending}
          part={part}
          onFile={(file) => upload.mutate({ file, input: { name: file.name } })}
        >
          {upload.error && <RefusalNote error={upload.error} />}
        </UploadForm>
      )}
    </Dialogue>
  )
}

function VexResult({ taken }: { taken: Taken }) {
  const say = useSay()
  const { document, proposals, known } = taken
  const told = words(
    `${document.author}의 ${document.format} 문서, 진술 ${document.statements}건.`,
    `${document.format} from ${document.author}, ${document.statements} statements.`,
  )
  return (
    <div className={classes.stack}>
      <Note tone={proposals.length > 0 ? 'waiting' : 'neutral'}>
        <p>
          <strong>{document.title || document.id}</strong>
        </p>
        <p>{say(told)}</p>
        <p>{say(known ? knownWords : proposals.length > 0 ? judgeWords : noDraftsWords)}</p>
      </Note>
      {proposals.length > 0 && (
        <section>
          <strong>
            {say(draftsWords)} ({proposals.length})
          </strong>
          <ul className={classes.faults}>
            {proposals.map(({ record, findings, identities }) => (
              <li key={record.id}>
                <TextLink {...paths.record('triage-decision', record.id)}>{record.number}</TextLink>{' '}
                {record.title} ·{' '}
                {say(words(`발견 ${findings}건, 일치 근거`, `${findings} findings, matched by`))}{' '}
                {identities.map((name) => say(vexIdentities[name])).join(', ')}
              </li>
            ))}
          </ul>
        </section>
      )}
      <LeftList
        title={say(contradictionWords)}
        rows={taken.contradictions}
        count={taken.contradictions.length}
      />
      <LeftList title={say(unmatchedWords)} rows={taken.unmatched} count={taken.unmatchedCount} />
      <FaultList faults={taken.faults} />
    </div>
  )
}

type LeftListProps = {
  readonly title: string
  readonly rows: Taken['unmatched']
  readonly count: number
}

/** Statements nothing came of, each with its reason. */
function LeftList({ title, rows, count }: LeftListProps) {
  const say = useSay()
  if (rows.length === 0) return null
  return (
    <details open={rows.length <= 5}>
      <summary>
        {title} ({count})
      </summary>
      <ul className={classes.faults}>
        {rows.slice(0, shownMax).map((row) => (
          <li key={`${row.vulnerability} ${row.product} ${row.status}`}>
            <code>{row.vulnerability}</code> {row.product}: {say(row.because)}
          </li>
        ))}
      </ul>
    </details>
  )
}
