import { gateRelease } from '@maek/domain/reports/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconAlertTriangleFilled, IconCircleCheckFilled } from '@tabler/icons-react'
import { useQuery } from '@tanstack/react-query'
import type { z } from 'zod'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { ask } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ReleaseSelect } from '../products/ReleaseSelect.tsx'
import { Answered } from '../ui/Answered.tsx'
import { Note } from '../ui/Note.tsx'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import classes from './packs.module.css'

type Gate = z.infer<typeof gateRelease.output>

const titleWords = words('출시 관문', 'Release gate')
const aboutWords = words(
  '이 릴리스를 출시해도 되는지 규칙으로 판정합니다. maek gate는 같은 답으로 CI를 멈춥니다.',
  'Whether this release may ship, by rule. maek gate stops a pipeline with the same answer.',
)
const releaseWords = words('릴리스', 'Release')
const chooseWords = words('릴리스 고르기', 'Choose a release')
const passWords = words('출시할 수 있습니다', 'It may ship')
const blockedWords = words('출시할 수 없습니다. 이유:', 'It may not ship, because:')
const passedWords = words('통과한 규칙', 'Rules passed')
const openWords = words('열기', 'Open')

export function GatePanel() {
  const say = useSay()
  const { release = '' } = useSearchTexts()
  const setSearch = useSetSearch()
  const found = useQuery({ ...ask(gateRelease, { release }), enabled: release !== '' })
  return (
    <Panel title={say(titleWords)}>
      <div className={classes.stack}>
        <p className={classes.text}>{say(aboutWords)}</p>
        <div className={classes.release}>
          <ReleaseSelect
            label={say(releaseWords)}
            placeholder={say(chooseWords)}
            value={release}
            onChange={(id) => setSearch({ release: id }, { replace: true })}
          />
        </div>
        {release !== '' && <Answered query={found}>{(gate) => <GateAnswer gate={gate} />}</Answered>}
      </div>
    </Panel>
  )
}

/** A finding without a case has no record: what tells it apart is what it is about. */
function keyOf({ rule, record, finding, because }: Gate['blockers'][number]): string {
  return [rule, record ?? '', finding ? `${finding.vulnerability} ${finding.component}` : because.en].join(
    ' ',
  )
}

function GateAnswer({ gate }: { gate: Gate }) {
  const say = useSay()
  return (
    <>
      <Note tone={gate.pass ? 'good' : 'bad'}>
        <strong>
          {gate.release.number} {gate.release.title}
        </strong>
        <p>{say(gate.pass ? passWords : blockedWords)}</p>
      </Note>
      {gate.blockers.length > 0 && (
        <ul className={classes.rules}>
          {gate.blockers.map((blocker) => (
            <li key={keyOf(blocker)} data-tone="bad">
              <IconAlertTriangleFilled size={16} aria-hidden />
              <span>
                {say(blocker.because)} <span className={classes.dim}>{blocker.rule}</span>
              </span>
              {blocker.record !== null && blocker.kind !== null && (
                <TextLink {...paths.record(blocker.kind, blocker.record)}>{say(openWords)}</TextLink>
              )}
            </li>
          ))}
        </ul>
      )}
      {gate.passed.length > 0 && (
        <details open={gate.pass}>
          <summary>
            {say(passedWords)} ({gate.passed.length})
          </summary>
          <ul className={classes.rules}>
            {gate.passed.map((rule) => (
              <li key={rule.rule} data-tone="good">
                <IconCircleCheckFilled size={16} aria-hidden />
                <span>
                  {say(rule.because)} <span className={classes.dim}>{rule.rule}</span>
                </span>
              </li>
            ))}
          </ul>
        </details>
      )}
    </>
  )
}
