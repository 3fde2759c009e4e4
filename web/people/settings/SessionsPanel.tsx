import { listSessions, revokeSession } from '@maek/domain/people/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useAsk, useTell } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Moment } from '../../ui/Moment.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import { agentName } from './agent-name.ts'
import classes from './settings.module.css'

const titleWords = words('접속 중인 기기', 'Active sessions')
const currentWords = words('이 기기', 'This one')
const startedWords = words('시작', 'Started')
const endsWords = words('만료', 'Ends')
const revokeWords = words('접속 끊기', 'End session')

/** Where one is signed in; whatever looks strange can be ended at once. */
export function SessionsPanel() {
  const say = useSay()
  const sessions = useAsk(listSessions, {})
  const revoke = useTell(revokeSession)
  return (
    <Panel title={say(titleWords)}>
      <Answered query={sessions}>
        {(answer) => (
          <ul className={classes.rows}>
            {answer.sessions.map((session) => (
              <li key={session.id} className={classes.row}>
                <span className={classes.what}>
                  <span className={classes.name} title={session.agent}>
                    {say(agentName(session.agent))}
                    {session.current && <ToneBadge tone="good" label={say(currentWords)} />}
                  </span>
                  <span className={classes.dim}>
                    {say(startedWords)} <Moment at={session.startedAt} /> · {say(endsWords)}{' '}
                    <Moment at={session.expiresAt} />
                  </span>
                </span>
                {!session.current && (
                  <Button
                    variant="default"
                    size="xs"
                    loading={revoke.isPending && revoke.variables?.id === session.id}
                    onClick={() => revoke.mutate({ id: session.id })}
                  >
                    {say(revokeWords)}
                  </Button>
                )}
              </li>
            ))}
          </ul>
        )}
      </Answered>
      {revoke.error && <RefusalNote error={revoke.error} />}
    </Panel>
  )
}
