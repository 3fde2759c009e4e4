import type { linkSchema, RecordView } from '@maek/domain/views.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import type { z } from 'zod'
import { kindTitle } from '../../kinds.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { Empty } from '../../ui/Empty.tsx'
import { Panel } from '../../ui/Panel.tsx'
import { StateBadge } from '../../ui/StateBadge.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import type { PlainKind } from '../plain-kind.ts'
import classes from '../record.module.css'
import { reverses } from '../reverses.constant.ts'

type Link = z.infer<typeof linkSchema>

const outWords = words('이 기록이 가리키는 것', 'What this record points to')
const inWords = words('이 기록을 가리키는 것', 'What points to this record')
const traceWords = words('추적 그래프로 보기', 'Show as a trace graph')
const noneWords = words('연결된 기록이 없습니다', 'No linked records')
const nextWords = words(
  '연결은 이 기록이나 다른 기록의 참조 항목을 채우면 저절로 생깁니다.',
  'Links come by themselves when a reference field here, or in another record, is filled in.',
)

/** Both ends of every link, grouped by what the link means. */
export function LinksTab({ kind, view }: { kind: PlainKind; view: RecordView }) {
  const say = useSay()
  const { linksOut, linksIn, record } = view
  if (linksOut.length + linksIn.length === 0) return <Empty title={say(noneWords)}>{say(nextWords)}</Empty>
  const outGroups = grouped(linksOut, (link) => link.relation)
  const inGroups = grouped(linksIn, (link) => `${link.kind} ${link.relation}`)
  return (
    <div className={classes.stack}>
      <div className="no-print">
        <LinkButton {...paths.trace(record.id)} variant="default" size="xs">
          {say(traceWords)}
        </LinkButton>
      </div>
      {outGroups.length > 0 && (
        <Panel title={say(outWords)}>
          {outGroups.map(([relation, links]) => (
            <LinkGroup
              key={relation}
              label={kind.fields[relation]?.label ?? words(relation, relation)}
              links={links}
            />
          ))}
        </Panel>
      )}
      {inGroups.length > 0 && (
        <Panel title={say(inWords)}>
          {inGroups.map(([name, links]) => (
            <LinkGroup key={name} label={reverseLabel(links[0])} links={links} />
          ))}
        </Panel>
      )}
    </div>
  )
}

/** How the link reads from this end, as the field of the other kind says. */
function reverseLabel(link: Link | undefined): Words {
  if (!link) return words('', '')
  const reverse = reverses[link.kind]?.[link.relation]
  const title = kindTitle(link.kind)
  return reverse
    ? words(`${title.ko}: ${reverse.ko}`, `${title.en}: ${reverse.en}`)
    : words(title.ko, title.en)
}

function LinkGroup({ label, links }: { label: Words; links: readonly Link[] }) {
  const say = useSay()
  return (
    <section>
      <h3 className={classes.group}>{say(label)}</h3>
      <ul className={classes.list}>
        {links.map((link) => (
          <li key={`${link.relation} ${link.id}`} className={classes.item}>
            <span className={classes.grow}>
              <TextLink {...paths.record(link.kind, link.id)}>
                <strong>{link.number}</strong> {link.title}
              </TextLink>
            </span>
            <StateBadge kind={link.kind} state={link.state} />
          </li>
        ))}
      </ul>
    </section>
  )
}

function grouped(links: readonly Link[], by: (link: Link) => string): [string, Link[]][] {
  return [...Map.groupBy(links, by)]
}
