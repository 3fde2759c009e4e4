import { counted, say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import type { Passport } from './answers.ts'
import classes from './datasets.module.css'

type Evaluation = Passport['evaluations'][number]
type Against = Evaluation['against'][number]

const titleWords = words('이 데이터로 학습·시험한 모델', 'Models trained or tested on it')
const emptyWords = words('아직 없습니다.', 'None yet.')
const relations = {
  trainedOn: words('학습', 'Trained'),
  tunedOn: words('조정', 'Tuned'),
  testedOn: words('시험', 'Tested'),
} as const
const evaluatedWords = words('평가한 모델', 'Model')
const againstWords = words('학습 데이터와의 겹침', 'Shared with what it learned from')
const noneWords = words('겹침 없음', 'Nothing shared')
const noSubjectsWords = words(
  '내용은 겹치지 않음, 대상자는 알 수 없음',
  'No content shared; subjects unknown',
)
const otherKeyWords = words('키가 달라 비교할 수 없음', 'Another key: cannot be compared')
const unknownWords = words('매니페스트가 없어 알 수 없음', 'Unknown: no manifest')
const untrainedWords = words('모델의 학습 데이터가 적혀 있지 않음', 'The model names no training data')

/** Which models learned from these data or were judged on them, and whether the two shared anything. */
export function UsePanel({ passport }: { passport: Passport }) {
  const say = useSay()
  const { models, evaluations } = passport
  return (
    <Panel title={say(titleWords)}>
      {models.length + evaluations.length === 0 && <p className={classes.dim}>{say(emptyWords)}</p>}
      <ul className={classes.list}>
        {models.map((model) => (
          <li key={model.id} className={classes.line}>
            <TextLink {...paths.record('model-version', model.id)}>
              {model.number} {model.title}
            </TextLink>
            <StateBadge kind="model-version" state={model.state} />
            <span className={classes.dim}>
              {model.relations.map((one) => say(relationWords(one))).join(', ')}
            </span>
          </li>
        ))}
        {evaluations.map((evaluation) => (
          <Evaluated key={evaluation.id} evaluation={evaluation} />
        ))}
      </ul>
    </Panel>
  )
}

function relationWords(name: string) {
  return name === 'trainedOn' || name === 'tunedOn' || name === 'testedOn'
    ? relations[name]
    : words(name, name)
}

function Evaluated({ evaluation }: { evaluation: Evaluation }) {
  const say = useSay()
  const { id, number, title, state, model, against } = evaluation
  return (
    <li>
      <span className={classes.line}>
        <TextLink {...paths.record('evaluation', id)}>
          {number} {title}
        </TextLink>
        <StateBadge kind="evaluation" state={state} />
        <span className={classes.dim}>
          {say(evaluatedWords)}:{' '}
          <TextLink {...paths.record('model-version', model.id)}>{model.number}</TextLink>
        </span>
      </span>
      <span className={classes.line}>
        <span className={classes.dim}>{say(againstWords)}:</span>
        {against.length === 0 && <span className={classes.dim}>{say(untrainedWords)}</span>}
        {against.map((one) => (
          <Overlap key={one.dataset.id} against={one} />
        ))}
      </span>
    </li>
  )
}

function Overlap({ against: { dataset, overlap } }: { against: Against }) {
  const say = useSay()
  const { tone, label } = judged(overlap)
  return (
    <span className={classes.line}>
      <TextLink {...paths.dataset(dataset.id)}>{dataset.number}</TextLink>
      <ToneBadge tone={tone} label={say(label)} />
    </span>
  )
}

function judged(overlap: Against['overlap']) {
  if (overlap === 'unknown') return { tone: 'waiting', label: unknownWords } as const
  if (!overlap.comparable) return { tone: 'waiting', label: otherKeyWords } as const
  const { subjects, items } = overlap.shared
  if ((subjects ?? 0) > 0 || items > 0)
    return {
      tone: 'bad',
      label: words(
        `겹침: 대상자 ${subjects ?? '?'}명, 같은 내용 ${items}건`,
        `Shared: ${subjects === null ? 'subjects unknown' : counted(subjects, 'subject')}, ${counted(items, 'identical item')}`,
      ),
    } as const
  return subjects === null
    ? ({ tone: 'waiting', label: noSubjectsWords } as const)
    : ({ tone: 'good', label: noneWords } as const)
}
