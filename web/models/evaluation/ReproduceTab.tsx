import type { getEvaluationResult } from '@maek/domain/models/api.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { useSay } from '../../language.tsx'
import { FileLink } from '../../records/values/FileLink.tsx'
import { fileList } from '../../records/values/shapes.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import ui from '../../ui/ui.module.css'
import { taskWords } from '../measure-words.constant.ts'
import classes from './evaluation.module.css'

const wordsOf = {
  title: words('무엇으로 계산했는가', 'What it was computed from'),
  task: words('과업', 'Task'),
  version: words('계산 방법 버전', 'Version of the computation'),
  predictions: words('예측 결과 파일', 'Predictions file'),
  document: words('결과 전체(정규 JSON)', 'Whole result (canonical JSON)'),
  digest: words('결과 SHA-256', 'SHA-256 of the result'),
  commit: words('분석 코드 커밋', 'Commit of the analysis'),
  again: words('다시 계산하기', 'Compute it again'),
  same: words(
    '같은 파일을 다시 등록하면 새로 쓰지 않고 계산만 다시 합니다. 결과 해시가 위와 같아야 합니다. 행의 순서와 작업자 수는 결과를 바꾸지 않습니다.',
    'The same file registered again is computed again and not written again. The digest must be the one above. Neither the order of rows nor the number of workers changes it.',
  ),
  differs: words(
    '결과 문서의 해시가 기록에 적힌 해시와 다릅니다.',
    'The digest of the document is not the one in the record.',
  ),
}

type Answer = z.output<(typeof getEvaluationResult)['output']>

/** Digests, versions and the very commands that give the same result again. */
export function ReproduceTab({ answer, view }: { answer: Answer; view: RecordView }) {
  const say = useSay()
  const { body, number } = view.record
  const predictions = fileList(body.predictions)
  const documents = fileList(body.resultDocument)
  const [file] = predictions
  const commands = [
    `sha256sum ${file?.name ?? 'FILE'}`,
    `maek intake ${file?.name ?? 'FILE'} --as predictions --evaluation ${number} --json`,
    ...(documents[0] ? [`sha256sum ${documents[0].name}`] : []),
  ]
  return (
    <div className={classes.stack}>
      {body.resultDigest !== answer.digest && <Note tone="bad">{say(wordsOf.differs)}</Note>}
      <Panel title={say(wordsOf.title)}>
        <dl className={classes.facts}>
          <dt>{say(wordsOf.task)}</dt>
          <dd>{say(taskWords[answer.result.task])}</dd>
          <dt>{say(wordsOf.version)}</dt>
          <dd>{answer.result.version}</dd>
          {predictions.map((one) => (
            <Fact key={one.sha256} name={say(wordsOf.predictions)}>
              <FileLink file={one} /> <span className={ui.digest}>{one.sha256}</span>
            </Fact>
          ))}
          {documents.map((one) => (
            <Fact key={one.sha256} name={say(wordsOf.document)}>
              <FileLink file={one} />
            </Fact>
          ))}
          <dt>{say(wordsOf.digest)}</dt>
          <dd className={ui.digest}>{answer.digest}</dd>
          {typeof body.codeCommit === 'string' && (
            <Fact name={say(wordsOf.commit)}>
              <span className={ui.digest}>{body.codeCommit}</span>
            </Fact>
          )}
        </dl>
      </Panel>
      <Panel title={say(wordsOf.again)}>
        {/* biome-ignore lint/a11y/noNoninteractiveTabindex: a box that scrolls must be reachable by keyboard */}
        <pre className={classes.code} tabIndex={0}>
          {commands.join('\n')}
        </pre>
        <p className={classes.text}>{say(wordsOf.same)}</p>
      </Panel>
    </div>
  )
}

function Fact({ name, children }: { name: string; children: React.ReactNode }) {
  return (
    <>
      <dt>{name}</dt>
      <dd>{children}</dd>
    </>
  )
}
