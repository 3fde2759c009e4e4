import { search } from '@maek/domain/api.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import { Modal } from '@mantine/core'
import { useDebouncedValue } from '@mantine/hooks'
import { IconSearch } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { type KeyboardEvent, useId, useState } from 'react'
import { ask } from '../api.ts'
import { kindTitle } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { type Path, paths } from '../paths.ts'
import { useMay } from '../session.ts'
import { StateBadge } from '../ui/StateBadge.tsx'
import { useFocusBack } from '../ui/use-focus-back.ts'
import classes from './Palette.module.css'
import { type Place, placesFor } from './places.ts'

const titleWords = words('검색·이동', 'Search or go to')
const askWords = words('기록 번호·제목·내용, 화면 이름', 'Number, title or text of a record, or a page')
const recordsWords = words('기록', 'Records')
const pagesWords = words('화면', 'Pages')
const newWords = words('새로 만들기', 'Create')
const nothingWords = words('찾은 것이 없습니다. 다른 말로 찾아보십시오.', 'Nothing found. Try other words.')
const shortWords = words(
  '두 글자 이상 입력하면 기록을 찾습니다.',
  'Type two characters or more to find records.',
)

type Option = { readonly id: string; readonly path: Path; readonly place?: Place; readonly found?: Found }
type Found = {
  readonly kind: string
  readonly number: string
  readonly title: string
  readonly state: string
}

/** Ctrl-K: any record by text, any page, any kind's form. A combobox over one list, by arrows and Enter. */
export function Palette({ onClose }: { onClose: () => void }) {
  useFocusBack()
  const say = useSay()
  const navigate = useNavigate()
  const listId = useId()
  const [text, setText] = useState('')
  const [active, setActive] = useState(0)
  const { options, searched } = useOptions(text)
  const at = Math.min(active, options.length - 1)
  const go = (option: Option | undefined) => {
    if (!option) return
    onClose()
    void navigate(option.path)
  }
  const onKeyDown = (event: KeyboardEvent) => {
    const step = event.key === 'ArrowDown' ? 1 : event.key === 'ArrowUp' ? -1 : 0
    if (event.key === 'Enter' && !event.nativeEvent.isComposing) go(options[at])
    if (step === 0 || options.length === 0) return
    event.preventDefault()
    const next = (at + step + options.length) % options.length
    setActive(next)
    document.getElementById(`${listId}-${next}`)?.scrollIntoView({ block: 'nearest' })
  }
  return (
    <Modal.Root opened onClose={onClose} size="lg" padding={0}>
      <Modal.Overlay />
      <Modal.Content aria-label={say(titleWords)}>
        <div className={classes.field}>
          <IconSearch size={18} aria-hidden />
          <input
            className={classes.input}
            value={text}
            onChange={(event) => {
              setText(event.currentTarget.value)
              setActive(0)
            }}
            onKeyDown={onKeyDown}
            placeholder={say(askWords)}
            aria-label={say(askWords)}
            role="combobox"
            aria-expanded
            aria-controls={listId}
            aria-activedescendant={options.length > 0 ? `${listId}-${at}` : undefined}
            data-autofocus
          />
        </div>
        <OptionList
          id={listId}
          options={options}
          at={at}
          nothing={searched ? nothingWords : shortWords}
          onGo={go}
          onPoint={setActive}
        />
      </Modal.Content>
    </Modal.Root>
  )
}

/** What the text leads to. Records are asked for from two characters on, when typing pauses. */
function useOptions(text: string): { readonly options: readonly Option[]; readonly searched: boolean } {
  const may = useMay()
  const [settled] = useDebouncedValue(text.trim(), 150)
  const searched = settled.length >= 2
  const found = useQuery({
    ...ask(search, { q: settled || '-', limit: 12 }),
    enabled: searched,
    placeholderData: keepPreviousData,
  })
  const records = searched ? (found.data?.found ?? []) : []
  return { options: optionsFor(text, records, (domain) => may('write', domain)), searched }
}

type OptionListProps = {
  readonly id: string
  readonly options: readonly Option[]
  /** The one that Enter takes. */
  readonly at: number
  /** What is said when there is none. */
  readonly nothing: Words
  readonly onGo: (option: Option) => void
  readonly onPoint: (index: number) => void
}

/** The options in their order; a section's title stands above its first. */
function OptionList({ id, options, at, nothing, onGo, onPoint }: OptionListProps) {
  const say = useSay()
  return (
    <div className={classes.list} id={id} role="listbox" aria-label={say(titleWords)}>
      {options.map((option, index) => (
        <div key={option.id} role="presentation">
          {(index === 0 || sectionOf(options[index - 1]) !== sectionOf(option)) && (
            <div className={classes.section} role="presentation">
              {say(sectionOf(option))}
            </div>
          )}
          <OptionRow
            id={`${id}-${index}`}
            option={option}
            selected={index === at}
            onGo={() => onGo(option)}
            onPoint={() => onPoint(index)}
          />
        </div>
      ))}
      {options.length === 0 && <p className={classes.nothing}>{say(nothing)}</p>}
    </div>
  )
}

type OptionRowProps = {
  readonly id: string
  readonly option: Option
  readonly selected: boolean
  readonly onGo: () => void
  readonly onPoint: () => void
}

function OptionRow({ id, option, selected, onGo, onPoint }: OptionRowProps) {
  const say = useSay()
  return (
    // biome-ignore lint/a11y/useKeyWithClickEvents: the combobox input holds focus and handles the keys
    <div
      id={id}
      className={classes.option}
      role="option"
      aria-selected={selected}
      tabIndex={-1}
      onClick={onGo}
      onMouseMove={onPoint}
    >
      {option.found ? (
        <FoundRow found={option.found} />
      ) : (
        <span>{say(option.place?.label ?? titleWords)}</span>
      )}
    </div>
  )
}

function FoundRow({ found }: { found: Found }) {
  const say = useSay()
  return (
    <>
      <span className={classes.label}>
        {found.title}{' '}
        <span className={classes.number}>
          {say(kindTitle(found.kind))} {found.number}
        </span>
      </span>
      <StateBadge kind={found.kind} state={found.state} />
    </>
  )
}

function optionsFor(
  text: string,
  found: readonly (Found & { readonly id: string })[],
  mayWrite: Parameters<typeof placesFor>[1],
): Option[] {
  const records = found.map((row) => ({ id: row.id, path: paths.record(row.kind, row.id), found: row }))
  const places = placesFor(text, mayWrite).map((place) => ({
    id: `${place.sort}${place.path.to}`,
    path: place.path,
    place,
  }))
  return [...records, ...places]
}

function sectionOf(option: Option | undefined) {
  if (option?.found) return recordsWords
  return option?.place?.sort === 'new' ? newWords : pagesWords
}
