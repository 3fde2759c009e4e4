import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { decideFindings } from '@maek/domain/vulnerabilities/api.ts'
import { say } from '@maek/domain/words.ts'
import { z } from 'zod'
import { call } from '../call.ts'
import type { Asked, Outcome } from '../command.ts'
import type { Connection } from '../connection.ts'
import { recordIdOf } from '../find-record.ts'
import { findingIdOf } from './finding-named.ts'
import { filterNames, filterOf } from './finding-options.ts'

/** `maek triage decide`: one reasoning about the findings named, or all that the filter finds. */
export async function decideAtTerminal(connection: Connection, asked: Asked): Promise<Answer<Outcome>> {
  const told = decisionOf(asked.text('decision'))
  if (!told.ok) return told
  const decision = await withReleaseIds(connection, told.value)
  if (!decision.ok) return decision
  const named = asked.texts('finding')
  const isFiltered = filterNames.some((name) => asked.on(name) || asked.text(name) !== undefined)
  if (named.length > 0 === isFiltered) return chooseOne
  const findings: string[] = []
  for (const text of named) {
    const id = await findingIdOf(connection, text)
    if (!id.ok) return id
    findings.push(id.value)
  }
  const filter = await filterOf(connection, asked)
  if (!filter.ok) return filter
  const answered = await call(connection, decideFindings, {
    input: {
      ...(isFiltered ? { filter: filter.value } : { findings }),
      decision: decision.value,
      propose: asked.on('propose'),
      supersede: asked.on('supersede'),
    },
  })
  if (!answered.ok) return answered
  const { record, findings: count, rows, superseded } = answered.value
  const replaced = superseded.map(({ number }) => number).join(', ')
  const lines = [
    say(
      `✓ ${record.number}: 발견 항목 ${count}건을 ${rows}줄로 판정했습니다.`,
      `✓ ${record.number}: decided ${count} findings in ${rows} rows.`,
    )[asked.language],
    record.state === 'proposed'
      ? say('  다른 사람의 승인을 기다립니다.', '  It awaits another person’s approval.')[asked.language]
      : say('  초안입니다. 승인을 요청하십시오.', '  It is a draft; ask for approval.')[asked.language],
    ...(replaced === '' ? [] : [say(`  대신함: ${replaced}`, `  Supersedes: ${replaced}`)[asked.language]]),
  ]
  return accept({ exit: 0, json: answered.value, lines })
}

function decisionOf(text: string | undefined): Answer<Record<string, unknown>> {
  if (text === undefined) return noDecision
  try {
    const read = z.record(z.string(), z.unknown()).safeParse(JSON.parse(text))
    return read.success ? accept(read.data) : noDecision
  } catch {
    return noDecision
  }
}

/** Releases may be named by number, as everywhere at the terminal. What is no list of texts is left to the server. */
async function withReleaseIds(
  connection: Connection,
  decision: Record<string, unknown>,
): Promise<Answer<Record<string, unknown>>> {
  const named = z.array(z.string()).safeParse(decision.releases)
  if (!named.success) return accept(decision)
  const releases: string[] = []
  for (const text of named.data) {
    const id = await recordIdOf(connection, 'release', text)
    if (!id.ok) return id
    releases.push(id.value)
  }
  return accept({ ...decision, releases })
}

const noDecision = refuse(
  'invalid',
  say(
    '--decision에 판정을 JSON 객체로 적으십시오. 예: {"outcome":"fixed","detail":"…","scope":"all"}',
    'Give the reasoning as a JSON object: --decision \'{"outcome":"fixed","detail":"…","scope":"all"}\'',
  ),
  'decision',
)
const chooseOne = refuse(
  'invalid',
  say('--finding이나 조건 가운데 하나로 고르십시오.', 'Choose by --finding or by a filter, one of the two.'),
  'finding',
)
