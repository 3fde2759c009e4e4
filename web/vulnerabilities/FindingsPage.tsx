import { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { ActionIcon, Button } from '@mantine/core'
import { IconKeyboard } from '@tabler/icons-react'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useNavigate } from '@tanstack/react-router'
import { Suspense, useState } from 'react'
import { useSearchTexts } from '../address.ts'
import { ask } from '../api.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListPaging } from '../records/ListPaging.tsx'
import { TableSkeleton } from '../records/TableSkeleton.tsx'
import { useMay } from '../session.ts'
import { Answered } from '../ui/Answered.tsx'
import { Empty } from '../ui/Empty.tsx'
import { Page } from '../ui/Page.tsx'
import { ReasonButton } from '../ui/ReasonButton.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import { askedOf, sortOf } from './board/asked.ts'
import { BoardFilters, findFieldId } from './board/BoardFilters.tsx'
import { BoardTable } from './board/BoardTable.tsx'
import classes from './board/board.module.css'
import { CoverageLine } from './board/CoverageLine.tsx'
import type { BoardCommand } from './board/commands.ts'
import { DecideDialogue } from './board/DecideDialogue.tsx'
import { KeysDialogue } from './board/KeysDialogue.tsx'
import { type Board, showRow, useBoard, useBoardKeys, useKeysOn } from './board/use-board.ts'
import { FeedsLine } from './FeedsLine.tsx'
import { IntakeButtons } from './IntakeButtons.tsx'
import type { Finding } from './severities.ts'

const titleWords = words('취약점 현황', 'Findings')
const aboutWords = words(
  '모든 릴리스의 SBOM을 취약점 정보와 대조한 결과입니다. 여기서 판정하고, 다른 사람이 승인하면 시행됩니다.',
  'SBOMs of all releases matched against advisories. Decide here; a decision takes effect once another person approves it.',
)
const noneWords = words('이 조건에 맞는 항목이 없습니다', 'Nothing fits these filters')
const noneNext = words(
  'SBOM과 취약점 정보를 가져오면 서로 대조합니다. 취약점 정보가 없으면 “없음”은 안전하다는 뜻이 아닙니다.',
  'Import an SBOM and advisories to have them matched. Without advisories, “none” does not mean safe.',
)
const keysWords = words('키보드로 일하기', 'Working by keyboard')
const decideWords = words('판정', 'Decide')
const clearWords = words('모두 풀기', 'Let go')
const mayNotWords = words('취약점을 판정할 권한이 없습니다.', 'Your role may not decide findings.')

const reportsWords = words('보고서·VEX 내보내기', 'Reports and VEX')

const findingsPerPage = 50

function askPage(search: Readonly<Record<string, string>>) {
  const { after } = search
  return ask(listFindings, {
    ...askedOf(search),
    sort: sortOf(search),
    limit: findingsPerPage,
    ...(after && { after }),
  })
}

/** The board a product-security team works at all day: filter, look, choose, decide; all of it by keyboard, too. */
export function FindingsPage() {
  const say = useSay()
  const search = useSearchTexts()
  const found = useQuery({ ...askPage(search), placeholderData: keepPreviousData })
  const board = useBoard()
  const [open, setOpen] = useState<'decide' | 'keys' | null>(null)
  const findings = found.data?.findings ?? []
  useKeyboard(findings, board, setOpen)
  const targets = targetsOf(findings, board)
  return (
    <Page title={say(titleWords)} about={say(aboutWords)} actions={<BoardActions release={search.release} />}>
      <FeedsLine />
      <CoverageLine />
      <BoardFilters />
      <Answered query={found} waiting={<TableSkeleton />}>
        {({ findings: rows, next }) =>
          rows.length === 0 ? (
            <Empty title={say(noneWords)}>{say(noneNext)}</Empty>
          ) : (
            <>
              <BoardTable findings={rows} board={board} />
              <ListPaging next={next}>
                <KeysHint onOpen={() => setOpen('keys')} />
              </ListPaging>
            </>
          )
        }
      </Answered>
      {board.chosen.size > 0 && <ChosenBar board={board} onDecide={() => setOpen('decide')} />}
      {open === 'keys' && <KeysDialogue onClose={() => setOpen(null)} />}
      {open === 'decide' && (
        <Suspense>
          <DecideDialogue
            findings={targets}
            filter={askedOf(search)}
            onClose={() => setOpen(null)}
            onDecided={board.clear}
          />
        </Suspense>
      )}
    </Page>
  )
}

function BoardActions({ release }: { readonly release: string | undefined }) {
  const say = useSay()
  return (
    <>
      {release && (
        <LinkButton variant="default" {...paths.record('release', release)}>
          {say(reportsWords)}
        </LinkButton>
      )}
      <IntakeButtons />
    </>
  )
}

/** What a decision would be about: what is chosen, or else the row at hand. */
function targetsOf(findings: readonly Finding[], board: Board): readonly Finding[] {
  if (board.chosen.size > 0) return [...board.chosen.values()]
  const here = findings[board.active]
  return here ? [here] : []
}

function useKeyboard(
  findings: readonly Finding[],
  board: Board,
  setOpen: (open: 'decide' | 'keys') => void,
): void {
  const navigate = useNavigate()
  const mayDecide = useMay()('write', 'vulnerabilities')
  const [isOn] = useKeysOn()
  const here = findings[board.active]
  const move = (step: number) => {
    // Looked at when the key is pressed: the first j goes to the first row, not past it.
    const isThere = document.activeElement?.matches('tr[data-finding]') ?? false
    const place = isThere ? board.active + step : board.active
    showRow(Math.max(0, Math.min(findings.length - 1, place)))
  }
  useBoardKeys(isOn, (command: BoardCommand) => {
    switch (command) {
      case 'next':
        return move(1)
      case 'previous':
        return move(-1)
      case 'choose':
        return here && board.choose([here], !board.chosen.has(here.id))
      case 'open':
        return here && void navigate(paths.finding(here.id))
      case 'decide':
        return mayDecide && findings.length > 0 && setOpen('decide')
      case 'find':
        return document.getElementById(findFieldId)?.focus()
      case 'keys':
        return setOpen('keys')
      case 'clear':
        return board.clear()
      default:
        return command satisfies never
    }
  })
}

function KeysHint({ onOpen }: { onOpen: () => void }) {
  const say = useSay()
  return (
    <span className={classes.line}>
      <ActionIcon variant="subtle" color="gray" aria-label={say(keysWords)} onClick={onOpen}>
        <IconKeyboard size={18} />
      </ActionIcon>
      <span className={`${classes.hint} no-print`}>
        <kbd>j</kbd> <kbd>k</kbd> <kbd>x</kbd> <kbd>Enter</kbd> <kbd>d</kbd> <kbd>/</kbd> <kbd>?</kbd>
      </span>
    </span>
  )
}

function ChosenBar({ board, onDecide }: { board: Board; onDecide: () => void }) {
  const say = useSay()
  const mayDecide = useMay()('write', 'vulnerabilities')
  const { size } = board.chosen
  return (
    <div className={`${classes.bar} no-print`} role="status">
      <strong className={classes.grow}>{say(words(`${size}건 고름`, `${size} chosen`))}</strong>
      <Button variant="default" onClick={board.clear}>
        {say(clearWords)}
      </Button>
      <ReasonButton because={mayDecide ? null : say(mayNotWords)} onClick={onDecide}>
        {say(decideWords)}
      </ReasonButton>
    </div>
  )
}
