import { say as words } from '@maek/domain/words.ts'
import { Link } from '@tanstack/react-router'
import { type KeyboardEvent, useRef, useState } from 'react'
import { useLanguage, useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { Panel } from '../ui/Panel.tsx'
import { useAsOf } from './as-of.ts'
import type { Cell, Chapter } from './chapters.ts'
import classes from './map.module.css'
import { nextCell } from './next-cell.ts'
import { refLabel } from './ref-label.ts'
import { VerdictBadge, VerdictShape } from './VerdictMark.tsx'
import { type Verdict, verdictTones, verdictWords } from './verdicts.ts'

const hintWords = words(
  '칸을 가리키거나 화살표 키로 옮기면 이유가 보입니다. Enter로 엽니다.',
  'Point at a cell or move with the arrow keys to see why; Enter opens it.',
)
const metWords = words('충족', 'met')

type ReadinessMapProps = {
  readonly framework: string
  readonly chapters: readonly Chapter[]
  readonly chosen: ReadonlySet<Verdict>
}

/** One cell a requirement: shape, colour and reference; the reason of the one looked at stands below. */
export function ReadinessMap({ framework, chapters, chosen }: ReadinessMapProps) {
  const say = useSay()
  const { language } = useLanguage()
  const [looked, setLooked] = useState<Cell | null>(null)
  const map = useRef<HTMLDivElement>(null)
  const first = chapters[0]?.cells[0]?.ref
  const move = (event: KeyboardEvent) => {
    const cells = Array.from(map.current?.querySelectorAll<HTMLElement>('[data-cell]') ?? [])
    const next = nextCell(cells, event.key)
    if (!next) return
    event.preventDefault()
    next.focus()
  }
  return (
    <Panel>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: arrow keys move between the links inside, which carry the roles */}
      <div className={classes.chapters} ref={map} onKeyDown={move}>
        {chapters.map((chapter) => (
          <section key={chapter.ref}>
            <h2 className={classes.chapterTitle}>
              {chapter.title && `${refLabel(framework, chapter.ref, language)} ${say(chapter.title)} `}
              <span className={classes.chapterCount}>
                {chapter.cells.filter((cell) => cell.verdict === 'met').length} /{' '}
                {chapter.cells.filter((cell) => cell.verdict !== 'not-applicable').length} {say(metWords)}
              </span>
            </h2>
            <ul className={classes.cells}>
              {chapter.cells.map((cell) => (
                <li key={cell.ref}>
                  <MapCell
                    framework={framework}
                    cell={cell}
                    isDim={!chosen.has(cell.verdict)}
                    isStop={(looked?.ref ?? first) === cell.ref}
                    onLook={setLooked}
                  />
                </li>
              ))}
            </ul>
          </section>
        ))}
        <div className={classes.looked} aria-hidden>
          {looked ? (
            <>
              <strong>
                {refLabel(framework, looked.ref, language)} {say(looked.title)}
              </strong>
              <VerdictBadge verdict={looked.verdict} />
              <span className={classes.lookedText}>{looked.because && say(looked.because)}</span>
            </>
          ) : (
            <span className={classes.lookedText}>{say(hintWords)}</span>
          )}
        </div>
      </div>
    </Panel>
  )
}

type MapCellProps = {
  readonly framework: string
  readonly cell: Cell
  readonly isDim: boolean
  /** The one cell that Tab stops at; arrow keys reach the others. */
  readonly isStop: boolean
  readonly onLook: (cell: Cell) => void
}

function MapCell({ framework, cell, isDim, isStop, onLook }: MapCellProps) {
  const say = useSay()
  const { language } = useLanguage()
  const { search } = useAsOf()
  const path = paths.requirement(framework, cell.ref, search)
  const label = refLabel(framework, cell.ref, language)
  const spoken = [
    `${label} ${say(cell.title)}`,
    say(verdictWords[cell.verdict]),
    cell.because && say(cell.because),
  ]
  return (
    <Link
      to={path.to}
      search={path.search ?? {}}
      preload={false}
      className={classes.cell}
      data-cell
      data-tone={verdictTones[cell.verdict]}
      data-dim={isDim || undefined}
      tabIndex={isStop ? 0 : -1}
      aria-label={spoken.filter(Boolean).join('. ')}
      onFocus={() => onLook(cell)}
      onMouseEnter={() => onLook(cell)}
    >
      <VerdictShape verdict={cell.verdict} />
      {label}
    </Link>
  )
}
