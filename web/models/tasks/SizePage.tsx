import { planSampleSize, type SampleSize } from '@maek/domain/models/sample-plan.ts'
import {
  type SizeDesignName,
  type SizeInput,
  type SizeInputName,
  sizeDesignNames,
  sizeDesigns,
  sizeInputs,
  usualNumber,
} from '@maek/domain/models/size-designs.ts'
import type { Refusal } from '@maek/domain/refusal.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, CopyButton, NativeSelect, TextInput } from '@mantine/core'
import { useSearchTexts, useSetSearch } from '../../address.ts'
import { count } from '../../charts/numbers.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Note } from '../../ui/Note.tsx'
import { Page } from '../../ui/Page.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import classes from './tasks.module.css'

const wordsOf = {
  title: words('표본 수 계산', 'Sample size'),
  about: words(
    '평가 계획을 확정하기 전에 필요한 사례 수를 구합니다. 가정과 계산식을 계획에 그대로 옮길 수 있습니다.',
    'How many cases an evaluation needs, before its plan is signed. Assumptions and formula can go into the plan as they stand.',
  ),
  evaluations: words('모델 평가', 'Evaluations'),
  design: words('설계', 'Design'),
  assumed: words('가정', 'Assumptions'),
  result: words('필요한 사례', 'Cases needed'),
  collect: words('수집할 건수', 'To collect'),
  formula: words('계산식', 'Formula'),
  statement: words('계획에 적을 문장', 'For the plan'),
  copy: words('문장 복사', 'Copy'),
  copied: words('복사했습니다', 'Copied'),
  begin: words('이 표본 수로 새 평가', 'New evaluation of this size'),
  oneSided: words('단측', 'one-sided'),
  twoSided: words('양측', 'two-sided'),
  notNumber: words('숫자를 적으십시오. 소수점은 마침표입니다.', 'Write a number, with a point for decimals.'),
}

/** A small calculator: what is expected stands in the address, so that a link carries the calculation. */
export function SizePage() {
  const say = useSay()
  const search = useSearchTexts()
  const setSearch = useSetSearch()
  const design = sizeDesignNames.find((name) => name === search.design) ?? 'share-target'
  const names: readonly SizeInputName[] = [...sizeDesigns[design].inputs, 'dropout']
  const numbers = Object.fromEntries(
    names.map((name) => [name, numberOf(search[name], usualNumber(design, name))]),
  )
  const answer = planSampleSize(design, numbers)
  const faults = answer.ok ? [] : faultsOf(answer.refusal)
  return (
    <Page
      title={say(wordsOf.title)}
      about={say(wordsOf.about)}
      eyebrow={<TextLink {...paths.records('evaluation')}>{say(wordsOf.evaluations)}</TextLink>}
      narrow
    >
      <Panel title={say(wordsOf.assumed)}>
        <div className={classes.inputs}>
          <NativeSelect
            label={say(wordsOf.design)}
            value={design}
            data={sizeDesignNames.map((value) => ({ value, label: say(sizeDesigns[value].title) }))}
            onChange={(event) => setSearch({ design: event.currentTarget.value }, { replace: true })}
          />
          {names.map((name) => (
            <NumberField
              key={`${design} ${name}`}
              design={design}
              name={name}
              text={search[name] ?? String(usualNumber(design, name))}
              fault={faults.find(({ field }) => field === name)}
              onChange={(text) => setSearch({ [name]: text }, { replace: true })}
            />
          ))}
        </div>
      </Panel>
      {answer.ok ? (
        <SizeAnswer size={answer.value} />
      ) : (
        <Note tone="bad">{faults.map(({ because }) => say(because)).join(' ')}</Note>
      )}
    </Page>
  )
}

type NumberFieldProps = {
  readonly design: SizeDesignName
  readonly name: SizeInputName
  readonly text: string
  readonly fault: Refusal | undefined
  readonly onChange: (text: string) => void
}

function NumberField({ design, name, text, fault, onChange }: NumberFieldProps) {
  const say = useSay()
  const { label, help }: SizeInput = sizeInputs[name]
  const { sided } = sizeDesigns[design]
  const side =
    name === 'alpha' ? ` (${say(sided === 'two-sided' ? wordsOf.twoSided : wordsOf.oneSided)})` : ''
  const error = fault && (Number.isNaN(numberOf(text, 0)) ? say(wordsOf.notNumber) : say(fault.because))
  return (
    <TextInput
      label={`${say(label)}${side}`}
      {...(help && { description: say(help) })}
      {...(error && { error })}
      inputMode="decimal"
      autoComplete="off"
      defaultValue={text}
      onChange={(event) => onChange(event.currentTarget.value.trim())}
    />
  )
}

function SizeAnswer({ size }: { size: SampleSize }) {
  const say = useSay()
  const statement = say(size.statement)
  return (
    <Panel title={say(wordsOf.result)}>
      <dl className={classes.count}>
        {size.counts.map(({ of, n }) => (
          <div key={of.en}>
            <dt>{say(of)}</dt>
            <dd>{count(n)}</dd>
          </div>
        ))}
        <div>
          <dt>{say(wordsOf.collect)}</dt>
          <dd>{count(size.toCollect)}</dd>
        </div>
      </dl>
      <p>
        <strong>{say(wordsOf.formula)}</strong> {say(size.formula)} ({size.source})
      </p>
      <ul>
        {size.assumptions.map((one) => (
          <li key={one.en}>{say(one)}</li>
        ))}
      </ul>
      <p>
        <strong>{say(wordsOf.statement)}</strong> {statement}
      </p>
      <div className={classes.actions}>
        <LinkButton {...paths.newRecord('evaluation', { plannedSize: size.toCollect, method: statement })}>
          {say(wordsOf.begin)}
        </LinkButton>
        <CopyButton value={statement}>
          {({ copied, copy }) => (
            <Button variant="default" onClick={copy}>
              {say(copied ? wordsOf.copied : wordsOf.copy)}
            </Button>
          )}
        </CopyButton>
      </div>
    </Panel>
  )
}

/** What was typed, the usual where nothing was, and NaN for what is no number. */
function numberOf(text: string | undefined, usual: number): number {
  if (text === undefined || text === '') return usual
  return Number(text)
}

function faultsOf(refusal: Refusal): readonly Refusal[] {
  return refusal.more ?? [refusal]
}
