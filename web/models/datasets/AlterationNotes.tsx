import type { StoredRecord } from '@maek/domain/record.ts'
import { say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Day } from '../../ui/Moment.tsx'
import { Note } from '../../ui/Note.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import type { Passport } from './answers.ts'
import classes from './datasets.module.css'

const alteredWords = words(
  '승인된 뒤 데이터가 바뀌었습니다. 새 판을 승인받거나 부적합·사고로 설명할 때까지 준비도(보안지침 제12조, ISO/IEC 42001 A.7.5)가 내려갑니다.',
  'The data were altered since they were approved. Until a new version is approved, or a nonconformity or incident explains it, readiness stays down (MFDS notice Art. 12; ISO/IEC 42001 A.7.5).',
)
const explainWords = words('부적합으로 설명', 'Explain by a nonconformity')
const changedWords = (changed: number) =>
  words(
    `${changed.toLocaleString('en-US')}건 변경`,
    `${changed.toLocaleString('en-US')} ${changed === 1 ? 'change' : 'changes'}`,
  )
const explainedWords = words('설명', 'Explained by')
const adoptedWords = words('이 변경이 담긴 판이 승인됨', 'A version with these data is approved')

type AlterationProps = {
  readonly dataset: StoredRecord
  readonly alterations: Passport['alterations']
}

/** What a later fingerprint found altered: loudly while nothing explains it, as a line once something does. */
export function AlterationNotes({ dataset, alterations }: AlterationProps) {
  const say = useSay()
  const open = alterations.filter(({ explainedBy, isAdopted }) => explainedBy.length === 0 && !isAdopted)
  const settled = alterations.filter((one) => !open.includes(one))
  return (
    <>
      {open.length > 0 && (
        <Note tone="bad" alert>
          <p>
            <strong>{say(alteredWords)}</strong>
          </p>
          <ul className={classes.list}>
            {open.map(({ check, checkedOn, changed }) => (
              <li key={check.id} className={classes.line}>
                <TextLink {...paths.record('dataset-check', check.id)}>{check.number}</TextLink>
                <Day on={checkedOn} />
                <span>{say(changedWords(changed))}</span>
                <LinkButton
                  size="compact-sm"
                  variant="default"
                  {...paths.newRecord('nonconformity', {
                    area: 'data',
                    datasets: [dataset.id],
                    datasetChecks: [check.id],
                  })}
                >
                  {say(explainWords)}
                </LinkButton>
              </li>
            ))}
          </ul>
        </Note>
      )}
      {settled.map(({ check, checkedOn, explainedBy, isAdopted }) => (
        <Note key={check.id} tone="neutral">
          <span className={classes.line}>
            <TextLink {...paths.record('dataset-check', check.id)}>{check.number}</TextLink>
            <Day on={checkedOn} />
            {isAdopted && <span>{say(adoptedWords)}</span>}
            {explainedBy.length > 0 && <span>{say(explainedWords)}:</span>}
            {explainedBy.map((one) => (
              <TextLink key={one.id} {...paths.record(one.kind, one.id)}>
                {one.number}
              </TextLink>
            ))}
          </span>
        </Note>
      ))}
    </>
  )
}
