import type { Field } from '@maek/domain/field.ts'
import { say as words } from '@maek/domain/words.ts'
import type { ReactNode } from 'react'
import { useLocale, useSay } from '../../language.tsx'
import { Day, Moment } from '../../ui/Moment.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { FileLink } from './FileLink.tsx'
import { ReferenceName } from './ReferenceName.tsx'
import { RowsValue } from './RowsValue.tsx'
import { fileList, isBlank, pairOf, textList } from './shapes.ts'
import classes from './values.module.css'

const yesWords = words('예', 'Yes')
const noWords = words('아니요', 'No')
const emptyWords = words('비어 있음', 'empty')

type FieldValueProps = { readonly field: Field; readonly value: unknown }

/** One value as its widget says it should be read. */
export function FieldValue({ field, value }: FieldValueProps): ReactNode {
  const say = useSay()
  if (isBlank(value)) return <span className={classes.blank}>{say(emptyWords)}</span>
  switch (field.widget) {
    case 'line':
      return <span>{String(value)}</span>
    case 'prose':
      return <Prose text={String(value)} />
    case 'pair':
      return <PairValue value={value} />
    case 'choice':
      return <span>{choiceText(field, String(value), say)}</span>
    case 'choices':
      return (
        <span>
          {textList(value)
            .map((name) => choiceText(field, name, say))
            .join(', ')}
        </span>
      )
    case 'yes-no':
      return <span>{say(value === true ? yesWords : noWords)}</span>
    case 'whole':
    case 'decimal':
      return <NumberValue field={field} value={value} />
    case 'day':
      return <Day on={String(value)} />
    case 'moment':
      return <Moment at={String(value)} />
    case 'reference':
      return <ReferenceName kind={field.reference?.kind ?? ''} id={String(value)} />
    case 'references':
      return (
        <ul className={classes.list}>
          {textList(value).map((id) => (
            <li key={id}>
              <ReferenceName kind={field.reference?.kind ?? ''} id={id} />
            </li>
          ))}
        </ul>
      )
    case 'file':
    case 'files':
      return (
        <ul className={classes.list}>
          {fileList(value).map((file) => (
            <li key={file.sha256}>
              <FileLink file={file} />
            </li>
          ))}
        </ul>
      )
    case 'rows':
      return <RowsValue columns={field.columns ?? {}} value={value} Cell={FieldValue} />
    default:
      return field.widget satisfies never
  }
}

function choiceText(field: Field, name: string, say: ReturnType<typeof useSay>): string {
  const label = field.choices?.[name]
  return label ? say(label) : name
}

function PairValue({ value }: { value: unknown }) {
  const { ko, en } = pairOf(value)
  return (
    <div className={classes.pair}>
      {ko !== '' && (
        <div lang="ko">
          <Prose text={ko} />
        </div>
      )}
      {en !== '' && (
        <div lang="en">
          <Prose text={en} />
        </div>
      )}
    </div>
  )
}

/** Digits as entered (a decimal is exact text), grouped for reading when whole, with its unit. */
function NumberValue({ field, value }: FieldValueProps) {
  const say = useSay()
  const locale = useLocale()
  const text = typeof value === 'number' ? new Intl.NumberFormat(locale).format(value) : String(value)
  return (
    <span className={classes.number}>
      {text}
      {field.unit && ` ${say(field.unit)}`}
    </span>
  )
}
