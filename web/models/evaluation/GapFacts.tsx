import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import type { FieldGroupProps } from '../../records/kind-parts.ts'
import { FieldValue } from '../../records/values/FieldValue.tsx'
import { isBlank } from '../../records/values/shapes.ts'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { TextLink } from '../../ui/TextLink.tsx'
import classes from './evaluation.module.css'

const titleWords = words('결과에서 옮긴 사실(바꿀 수 없음)', 'Copied from the result, not to be changed')
const noneWords = words(
  '격차는 손으로 적지 않습니다. 평가의 “하위집단·편향” 화면에서 결정 기록을 만드십시오.',
  'Gaps are not written by hand. Create their decision records on the tab “Subgroups and bias” of the evaluation.',
)
const goWords = words('평가 목록', 'Evaluations')

/** In the form: the facts to decide on, as they were copied. */
export function GapFacts({ kind, values, faults }: FieldGroupProps) {
  const say = useSay()
  const facts = (kind.sealed?.['*'] ?? []).flatMap((name) => {
    const field = kind.fields[name]
    return field && !isBlank(values[name]) ? [{ name, field }] : []
  })
  if (facts.length === 0) {
    return (
      <Note tone={faults.size > 0 ? 'bad' : 'neutral'}>
        {say(noneWords)} <TextLink {...paths.records('evaluation')}>{say(goWords)}</TextLink>
      </Note>
    )
  }
  return (
    <Panel title={say(titleWords)}>
      <dl className={classes.facts}>
        {facts.map(({ name, field }) => (
          <div key={name} className={classes.fact}>
            <dt>{say(field.label)}</dt>
            <dd>
              <FieldValue field={field} value={values[name]} />
            </dd>
          </div>
        ))}
      </dl>
    </Panel>
  )
}
