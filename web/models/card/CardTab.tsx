import type { CardFact, ModelCard } from '@maek/domain/reports/model-card/card.ts'
import { exportModelCard, readModelCard } from '@maek/domain/reports/model-card-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Menu } from '@mantine/core'
import { download, hrefOf, useAsk } from '../../api.ts'
import { Source } from '../../facts/Source.tsx'
import { useLanguage, useSay } from '../../language.tsx'
import { Answered } from '../../ui/Answered.tsx'
import { Note } from '../../ui/Note.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { Prose } from '../../ui/Prose.tsx'
import { ReportMenu } from '../../ui/ReportMenu.tsx'
import classes from './card.module.css'

const gapWords = words('기록 없음', 'Nothing on record')
const gapsWords = (gaps: number) =>
  words(
    `기록되지 않은 사항이 ${gaps}건 있습니다. 아래에 “기록 없음”으로 표시합니다.`,
    `Facts not on record: ${gaps}. Each is marked below.`,
  )
const draftWords = words(
  '아직 승인되지 않은 모델입니다. 이 카드를 밖으로 내보내지 마십시오.',
  'This model is not approved yet. Do not hand this card out.',
)
const downloadWords = words('카드 내려받기', 'Download the card')
const pages = [
  ['html', 'HTML'],
  ['markdown', 'Markdown'],
] as const

export function CardTab({ id }: { id: string }) {
  const found = useAsk(readModelCard, { model: id })
  return <Answered query={found}>{(card) => <Card card={card} />}</Answered>
}

function Card({ card }: { card: ModelCard }) {
  const say = useSay()
  return (
    <div className={classes.stack}>
      <div className="no-print">
        <CardMenu id={card.model.id} />
      </div>
      {!card.model.isApproved && <Note tone="waiting">{say(draftWords)}</Note>}
      {card.gaps > 0 && <Note tone="neutral">{say(gapsWords(card.gaps))}</Note>}
      {card.sections.map(({ id, title, citation, facts }) => (
        <Panel key={id} title={say(title)}>
          <p className={classes.by}>{say(citation)}</p>
          <dl className={classes.facts}>
            {facts.map((fact) => (
              <Fact key={`${fact.label.en} ${fact.source?.number ?? ''}`} fact={fact} />
            ))}
          </dl>
        </Panel>
      ))}
    </div>
  )
}

function CardMenu({ id }: { id: string }) {
  const say = useSay()
  const { language } = useLanguage()
  return (
    <ReportMenu title={say(downloadWords)} make={(form) => download(exportModelCard, { model: id, ...form })}>
      {pages.map(([format, label]) => (
        <Menu.Item
          key={format}
          component="a"
          href={hrefOf(exportModelCard, { model: id, format, language })}
          download
        >
          {label}
        </Menu.Item>
      ))}
    </ReportMenu>
  )
}

function Fact({ fact: { label, text, table, source } }: { fact: CardFact }) {
  const say = useSay()
  return (
    <div>
      <dt>
        {say(label)}
        {source && <Source record={source} />}
      </dt>
      <dd>
        {table ? <FactTable table={table} name={say(label)} /> : text ? <Prose text={say(text)} /> : null}
        {!table && !text && <span className={classes.gap}>⚠ {say(gapWords)}</span>}
      </dd>
    </div>
  )
}

function FactTable({ table, name }: { table: NonNullable<CardFact['table']>; name: string }) {
  const say = useSay()
  return (
    // Wider than a phone it scrolls by itself, so the keyboard has to reach it.
    // biome-ignore lint/a11y/noNoninteractiveTabindex: a scrollable region needs keyboard access (WCAG 2.1.1)
    <section className={classes.wide} aria-label={name} tabIndex={0}>
      <table>
        <thead>
          <tr>
            {table.columns.map((column) => (
              <th key={column.en} scope="col">
                {say(column)}
              </th>
            ))}
          </tr>
        </thead>
        <tbody>
          {table.rows.map((cells) => (
            <tr key={cells.map(({ en }) => en).join('|')}>
              {table.columns.map((column, at) => (
                <td key={column.en}>{cells[at] && say(cells[at])}</td>
              ))}
            </tr>
          ))}
        </tbody>
      </table>
    </section>
  )
}
