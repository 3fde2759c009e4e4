import { listRecords } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Answered } from '../ui/Answered.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { Panel } from '../ui/Panel.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import classes from './monitoring.module.css'

const titleWords = words('현장 성능', 'Field performance')
const aboutWords = words(
  '사용 현장에서 온 예측과 정답으로 모델이 여전히 잘하는지 봅니다.',
  'Whether models still do well, from predictions and labels of the field.',
)
const modelsWords = words('모델', 'Models')
const noneWords = words('모델이 없습니다', 'There is no model')
const newWords = words('모델 버전 쓰기', 'Write a model version')

/** Every model version, to choose whose field performance is shown. */
export function WatchIndexPage() {
  const say = useSay()
  const models = useAsk(listRecords, { kind: 'model-version', limit: 200 })
  return (
    <Page title={say(titleWords)} about={say(aboutWords)}>
      <Answered query={models}>
        {({ rows }) =>
          rows.length === 0 ? (
            <Empty
              title={say(noneWords)}
              actions={<LinkButton {...paths.newRecord('model-version')}>{say(newWords)}</LinkButton>}
            />
          ) : (
            <Panel title={say(modelsWords)}>
              <ul className={classes.rows}>
                {rows.map(({ id, number, title, state }) => (
                  <li key={id}>
                    <TextLink {...paths.watch(id)}>{title}</TextLink>
                    <span className={classes.dim}>{number}</span>
                    <StateBadge kind="model-version" state={state} />
                  </li>
                ))}
              </ul>
            </Panel>
          )
        }
      </Answered>
    </Page>
  )
}
