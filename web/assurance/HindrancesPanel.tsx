import { type Words, say as words } from '@maek/domain/words.ts'
import { useLanguage, useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Panel } from '../ui/Panel.tsx'
import { LinkButton, TextLink } from '../ui/TextLink.tsx'
import { standardNumber } from './framework-words.ts'
import classes from './home.module.css'
import type { HomeAnswer } from './home-answer.ts'
import { refLabel } from './ref-label.ts'
import { VerdictBadge } from './VerdictMark.tsx'
import { verdictFrom } from './verdicts.ts'

const titleWords = words('충족을 막는 것', 'What keeps requirements from being met')
const noneWords = words(
  '규칙이 있는 요구사항은 모두 충족되었습니다.',
  'Every requirement with a rule is met.',
)
const notYetWords = words('아직 계산된 준비도가 없습니다.', 'No readiness has been computed yet.')
const mendWords = words('보완하기', 'Fix this')
const allWords = words('전체 준비도', 'All readiness')

const shownFirst = 6

type HindrancesPanelProps = Pick<HomeAnswer, 'hindrances' | 'frameworks'>

/** Third question: the answers that stop an audit, each with the way to what mends it. */
export function HindrancesPanel({ hindrances, frameworks }: HindrancesPanelProps) {
  const say = useSay()
  const rest = hindrances.length - shownFirst
  const titles = new Map(frameworks.map((framework) => [framework.id, framework.title]))
  const all = (
    <LinkButton {...paths.readiness()} variant="default" size="xs">
      {say(allWords)}
    </LinkButton>
  )
  return (
    <Panel title={say(titleWords)} actions={all}>
      {hindrances.length === 0 && (
        <p className={classes.none}>{say(frameworks.length === 0 ? notYetWords : noneWords)}</p>
      )}
      <HindranceRows hindrances={hindrances.slice(0, shownFirst)} titles={titles} />
      {hindrances.length > shownFirst && (
        <details className={classes.more}>
          <summary>{say(words(`${rest}건 더 보기`, `${rest} more`))}</summary>
          <HindranceRows hindrances={hindrances.slice(shownFirst)} titles={titles} />
        </details>
      )}
    </Panel>
  )
}

type HindranceRowsProps = Pick<HomeAnswer, 'hindrances'> & { readonly titles: ReadonlyMap<string, Words> }

function HindranceRows({ hindrances, titles }: HindranceRowsProps) {
  const say = useSay()
  const { language } = useLanguage()
  return (
    <ul className={classes.rows}>
      {hindrances.map((hindrance) => {
        const framework = titles.get(hindrance.framework)
        const path = paths.requirement(hindrance.framework, hindrance.ref)
        return (
          <li key={`${hindrance.framework} ${hindrance.ref}`} className={classes.hindrance}>
            <VerdictBadge verdict={verdictFrom(hindrance.verdict)} />
            <span className={classes.rowMain}>
              <TextLink {...path} className={classes.rowTitle}>
                {refLabel(hindrance.framework, hindrance.ref, language)} {say(hindrance.title)}
              </TextLink>
              <span className={classes.because}>{say(hindrance.because)}</span>
              <span className={classes.dim}>
                {standardNumber(hindrance.framework)} {framework ? say(framework) : hindrance.framework}
              </span>
            </span>
            <LinkButton {...path} variant="light" size="xs">
              {say(mendWords)}
            </LinkButton>
          </li>
        )
      })}
    </ul>
  )
}
