import { proveRecord } from '@maek/domain/api.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import { Button, Group } from '@mantine/core'
import { IconDownload, IconShieldCheck } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { saveText } from '../../save-text.ts'
import { Answered } from '../../ui/Answered.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import classes from '../record.module.css'

type Proof = z.infer<typeof proveRecord.output>

const titleWords = words('원장 증명', 'Ledger proof')
const aboutWords = words(
  '이 기록의 현재 판은 원장 항목 하나로 남아 있습니다. 증명을 내려받으면 이 서버 없이도 확인할 수 있습니다.',
  'The current version of this record stands as one entry of the ledger. With its proof it can be checked without this server.',
)
const waitingWords = words(
  '아직 서명된 체크포인트에 들어가지 않았습니다. 보통 1분 안에 들어갑니다. 잠시 뒤 새로 고치십시오.',
  'Not yet under a signed checkpoint. This usually takes less than a minute; reload then.',
)
const verifyWords = words('이 브라우저에서 확인', 'Verify in this browser')
const proofFileWords = words('증명(.tlog-proof)', 'Proof (.tlog-proof)')
const entryFileWords = words('원장 항목', 'Ledger entry')
const revisionFileWords = words('기록 원문', 'Record bytes')
const entryWords = words('원장 항목', 'Ledger entry')
const proofWords = words('증명', 'Proof')
const keyWords = words('검증 키', 'Verification key')
const keyNote = words(
  '이 키를 다른 경로(인쇄된 보고서, 증인)로 받은 것과 비교해야 서버까지 믿지 않고 확인한 것이 됩니다.',
  'Compare this key with the one you got by another way (a printed report, a witness): only then is the server not taken on trust.',
)
const reloadWords = words('새로 고침', 'Reload')

export function ProofTab({ record, ledgerIndex }: { record: StoredRecord; ledgerIndex: number }) {
  const say = useSay()
  const proof = useAsk(proveRecord, { kind: record.kind, id: record.id, version: record.version })
  return (
    <Panel title={`${say(titleWords)} #${ledgerIndex}`}>
      <div className={classes.stack}>
        <div>{say(aboutWords)}</div>
        <Answered query={proof}>
          {(answer) => (
            <>
              {answer.proof === null ? (
                <Note tone="waiting">
                  <p>{say(waitingWords)}</p>
                  <Button variant="default" size="xs" mt="xs" onClick={() => void proof.refetch()}>
                    {say(reloadWords)}
                  </Button>
                </Note>
              ) : (
                <Check proof={answer} />
              )}
              <Downloads proof={answer} number={record.number} />
              <Text label={entryWords} text={answer.entry} />
              {answer.proof !== null && <Text label={proofWords} text={answer.proof} />}
              <Text label={keyWords} text={answer.verificationKey} />
              <div className={classes.dim}>{say(keyNote)}</div>
            </>
          )}
        </Answered>
      </div>
    </Panel>
  )
}

/** The verifier is loaded only when asked for: cryptography has no place in the first page. */
function Check({ proof }: { proof: Proof }) {
  const say = useSay()
  const check = useMutation({
    mutationFn: async () => (await import('../check-proof.ts')).checkProof(proof),
  })
  const result = check.data
  return (
    <div className={classes.stack}>
      <Group>
        <Button
          leftSection={<IconShieldCheck size={16} />}
          loading={check.isPending}
          onClick={() => check.mutate()}
        >
          {say(verifyWords)}
        </Button>
      </Group>
      {result && (
        <Note tone={result.ok ? 'good' : 'bad'} alert>
          <ul>
            {result.steps.map((step) => (
              <li key={step.en}>{say(step)}</li>
            ))}
          </ul>
        </Note>
      )}
    </div>
  )
}

function Downloads({ proof, number }: { proof: Proof; number: string }) {
  const say = useSay()
  const files = [
    { name: `${number}.tlog-proof`, text: proof.proof, label: proofFileWords },
    { name: `${number}.entry.json`, text: proof.entry, label: entryFileWords },
    { name: `${number}.record.json`, text: proof.revision, label: revisionFileWords },
  ]
  return (
    <Group gap="xs" className="no-print">
      {files.map(({ name, text, label }) => (
        <Button
          key={name}
          variant="default"
          size="xs"
          leftSection={<IconDownload size={14} />}
          disabled={text === null}
          onClick={() => text !== null && saveText(name, text)}
        >
          {say(label)}
        </Button>
      ))}
    </Group>
  )
}

function Text({ label, text }: { label: Words; text: string }) {
  const say = useSay()
  return (
    <div>
      <h3 className={classes.group}>{say(label)}</h3>
      {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
      <pre className={classes.code} tabIndex={0}>
        {text}
      </pre>
    </div>
  )
}
