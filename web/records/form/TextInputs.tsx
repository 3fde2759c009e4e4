import { say as words } from '@maek/domain/words.ts'
import { Input, Textarea, TextInput } from '@mantine/core'
import { useSay } from '../../language.tsx'
import { pairOf } from '../values/shapes.ts'
import { faultAt } from './faults.ts'
import classes from './form.module.css'
import type { WidgetProps } from './widget.ts'

const markdownWords = words('마크다운을 쓸 수 있습니다.', 'Markdown is understood.')

export function LineInput({ id, value, onChange, face }: WidgetProps) {
  return (
    <TextInput
      id={id}
      {...face}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
    />
  )
}

export function ProseInput({ id, value, onChange, face }: WidgetProps) {
  const say = useSay()
  const inCell = face.label === undefined
  return (
    <Textarea
      id={id}
      {...face}
      description={inCell ? undefined : (face.description ?? say(markdownWords))}
      value={typeof value === 'string' ? value : ''}
      onChange={(event) => onChange(event.currentTarget.value)}
      autosize
      minRows={inCell ? 1 : 4}
      maxRows={24}
    />
  )
}

/** One text in two languages, side by side, neither before the other. */
export function PairInput({ id, value, onChange, face, faults }: WidgetProps) {
  const say = useSay()
  const both = pairOf(value)
  const half = (language: 'ko' | 'en', name: string) => {
    const fault = faultAt(faults, language)
    return (
      <Textarea
        id={language === 'ko' ? id : `${id}-en`}
        label={name}
        lang={language}
        value={both[language]}
        onChange={(event) => onChange({ ...both, [language]: event.currentTarget.value })}
        disabled={face.disabled ?? false}
        error={fault && say(fault)}
        autosize
        minRows={1}
        maxRows={24}
      />
    )
  }
  const { disabled: _, ...shown } = face
  return (
    <Input.Wrapper {...shown} labelElement="div">
      <div className={classes.pair}>
        {half('ko', '한국어')}
        {half('en', 'English')}
      </div>
    </Input.Wrapper>
  )
}
