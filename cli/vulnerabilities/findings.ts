import { type Answer, accept, refuse } from '@maek/domain/refusal.ts'
import { listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { type FindingView, findingSorts } from '@maek/domain/vulnerabilities/finding-view.ts'
import { howWords, isMatchedSurely, severityWords } from '@maek/domain/vulnerabilities/finding-words.ts'
import { statementStateWords } from '@maek/domain/vulnerabilities/triage-words.ts'
import { type Language, say } from '@maek/domain/words.ts'
import { call } from '../call.ts'
import type { Command, Outcome } from '../command.ts'
import { connect } from '../connection.ts'
import { table } from '../table.ts'
import { filterOf, findingOptions, limitOf } from './finding-options.ts'

export const findings: Command = {
  name: 'findings',
  title: say('발견 항목을 급한 것부터 보입니다', 'List findings, the most pressing first'),
  usage: ['findings [--release R] [--state in-triage] [--severity critical,high] [--sort epss]'],
  about: say(
    '한 번에 한 쪽씩 보입니다. 다음 쪽은 마지막 줄의 --after 값으로 봅니다. ‘주의’에는 확실하지 않게 대조된 것(일반 버전 순서, 버전 모름, CPE)이 적힙니다.',
    'One page at a time; the last line names the --after of the next. “Mind” marks what was matched less surely: by general order, without a version, by CPE.',
  ),
  options: {
    ...findingOptions,
    sort: {
      takes: 'text',
      value: 'severity|epss|found|due',
      about: say('정렬. 없으면 심각도순.', 'Order; severity unless told.'),
    },
    limit: {
      takes: 'text',
      value: 'N',
      about: say('한 쪽의 줄 수(200까지).', 'Rows of a page, at most 200.'),
    },
    after: { takes: 'text', value: 'MARK', about: say('다음 쪽의 시작.', 'Where the page begins.') },
  },
  run: async (asked, terminal) => {
    const sort = findingSorts.find((one) => one === (asked.text('sort') ?? 'severity'))
    if (asked.words.length > 0 || sort === undefined) return wrongUse
    const limit = limitOf(asked)
    if (!limit.ok) return limit
    const connection = await connect(asked, terminal)
    if (!connection.ok) return connection
    const filter = await filterOf(connection.value, asked)
    if (!filter.ok) return filter
    const after = asked.text('after')
    const input = {
      ...filter.value,
      sort,
      ...(limit.value !== undefined && { limit: limit.value }),
      ...(after !== undefined && { after }),
    }
    const answered = await call(connection.value, listFindings, { input })
    if (!answered.ok) return answered
    return shown(answered.value, asked.language, terminal.columns)
  },
}

type Page = { readonly findings: readonly FindingView[]; readonly next: string | null }

function shown(page: Page, language: Language, room: number | null): Answer<Outcome> {
  if (page.findings.length === 0)
    return accept({
      exit: 0,
      json: page,
      lines: [say('해당하는 항목이 없습니다.', 'No findings.')[language]],
    })
  const columns = [
    { title: say('심각도', 'Severity')[language] },
    { title: say('점수', 'Score')[language], side: 'right' as const },
    { title: 'EPSS', side: 'right' as const },
    { title: 'KEV' },
    { title: say('취약점', 'Vulnerability')[language] },
    { title: say('구성요소', 'Component')[language], wraps: true },
    { title: say('상태', 'State')[language] },
    { title: say('판정', 'Decision')[language] },
    { title: say('기한', 'Due')[language] },
    { title: say('주의', 'Mind')[language] },
  ]
  const rows = page.findings.map((one) => [
    severityWords[one.severity][language],
    one.score ?? '–',
    one.epss === null ? '–' : one.epss.probability.toFixed(3),
    one.kev === null ? '' : one.kev.on,
    one.vulnerability,
    one.component,
    statementStateWords[one.state][language],
    one.decision?.number ?? one.pending?.number ?? one.case?.number ?? '',
    one.dueOn ?? '',
    isMatchedSurely(one.how) ? '' : howWords(one.how)[language],
  ])
  const more = page.next === null ? [] : [`--after ${page.next}`]
  return accept({ exit: 0, json: page, lines: [...table(columns, rows, room), ...more] })
}

const wrongUse = refuse(
  'invalid',
  say(
    '사용법: maek findings [옵션]. --sort는 severity, epss, found, due 가운데 하나입니다.',
    'Usage: maek findings [options]; --sort is one of severity, epss, found, due.',
  ),
)
