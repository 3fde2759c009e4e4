import type { RequirementAnswer } from '@maek/domain/assurance/api.ts'
import { kindByName } from '@maek/domain/kinds.ts'
import { say, type Words } from '@maek/domain/words.ts'
import type { PackSubject } from './pack-answers.ts'

/** What the page says beside the answers. */
export type PackFacts = {
  readonly organisation: Words
  readonly madeAt: string
  readonly policySha256: string
  /** Records that have a file in the pack. */
  readonly shown: ReadonlySet<string>
  readonly unproved: readonly string[]
}

type Verdict = RequirementAnswer['verdict']

const verdicts: Readonly<Record<Verdict, { readonly mark: string; readonly words: Words }>> = {
  met: { mark: '✓', words: say('충족', 'Met') },
  partly: { mark: '◐', words: say('일부 충족', 'Partly met') },
  'not-met': { mark: '✗', words: say('미충족', 'Not met') },
  unknown: { mark: '?', words: say('알 수 없음', 'Unknown') },
  'not-applicable': { mark: '–', words: say('해당 없음', 'Not applicable') },
}

/** `index.html`: requirement by requirement in both languages, readable without a program; it holds no script. */
export function packPage(subject: PackSubject, facts: PackFacts): string {
  const { framework, asOf, answers } = subject
  return `<!doctype html>
<html lang="ko">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'; base-uri 'none'; form-action 'none'">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${plain(framework.title.ko)} · ${plain(facts.organisation.ko)}</title>
<style>${style}</style>
</head>
<body>
<header>
<p>${both(facts.organisation)}</p>
<h1>${both(framework.title)}</h1>
<p>${plain(framework.version)} · ${both(say(`${asOf} 현재`, `as of ${asOf}`))} · ${both(say(`${facts.madeAt} 작성`, `made at ${facts.madeAt}`))}</p>
<p>${both(
    say(
      '각 답은 규칙이 기록에서 계산한 것이며 사람이 고칠 수 없습니다. 이 자료가 바뀌지 않았는지는 verify.html을 열어 확인하십시오.',
      'Each answer was computed by a rule from records; nobody can set it by hand. Open verify.html to check that nothing here was changed.',
    ),
  )}</p>
<p class="policy">${both(say('정책 SHA-256 (품질매뉴얼에 인쇄된 값과 비교)', 'Policy SHA-256 (compare with the one printed in the quality manual)'))}<code>${plain(facts.policySha256)}</code></p>
${unprovedNote(facts)}${tally(answers)}
</header>
<main>
${answers.map((answer) => section(answer, facts)).join('\n')}
</main>
</body>
</html>
`
}

function section(answer: RequirementAnswer, facts: PackFacts): string {
  const { mark, words } = verdicts[answer.verdict]
  const about = [
    answer.population
      ? both(
          say(
            `살펴본 것: ${answer.population.words.ko} ${answer.population.count}건`,
            `Looked at: ${answer.population.words.en}, ${answer.population.count}`,
          ),
        )
      : '',
    answer.rule === null
      ? both(
          say(
            '이 요구사항에는 아직 판정 규칙이 없어 “알 수 없음”으로 남깁니다.',
            'No rule exists for this requirement yet, so its answer stays unknown.',
          ),
        )
      : `<span class="rule">${plain(answer.rule)}${answer.inputs === null ? '' : ` · ${plain(answer.inputs)}`}</span>`,
  ].filter((line) => line !== '')
  return `<section class="${answer.verdict}">
<h2><span class="mark">${mark}</span> ${plain(answer.ref)} ${both(answer.title)}</h2>
<p class="verdict">${both(words)}</p>
<p>${both(answer.because)}</p>
${about.map((line) => `<p class="about">${line}</p>`).join('\n')}
${records(say('근거 기록', 'Records that count'), answer.counting, facts)}${records(say('근거가 부족한 기록', 'Records that lack proof'), answer.lacking, facts)}</section>`
}

function records(title: Words, group: RequirementAnswer['counting'], facts: PackFacts): string {
  if (group.total === 0) return ''
  const lines = group.records.map((record) => {
    const kind = kindByName(record.kind)?.title ?? say(record.kind, record.kind)
    const number = facts.shown.has(record.id)
      ? `<a href="records/${plain(record.id)}.json">${plain(record.number)}</a>`
      : plain(record.number)
    return `<li>${number} <bdi>${plain(record.title)}</bdi> <small>${plain(kind.ko)} · ${plain(kind.en)}</small></li>`
  })
  const rest = group.total - group.records.length
  if (rest > 0) lines.push(`<li>${both(say(`외 ${rest}건`, `and ${rest} more`))}</li>`)
  return `<h3>${both(title)} (${group.total})</h3>\n<ul>\n${lines.join('\n')}\n</ul>\n`
}

function tally(answers: readonly RequirementAnswer[]): string {
  const names = Object.keys(verdicts) as Verdict[] // keys of a literal table
  const cells = names.map((name) => {
    const count = answers.filter((answer) => answer.verdict === name).length
    return `<td>${verdicts[name].mark} ${both(verdicts[name].words)}<b>${count}</b></td>`
  })
  return `<table><tr>${cells.join('')}</tr></table>`
}

function unprovedNote({ unproved }: PackFacts): string {
  if (unproved.length === 0) return ''
  return `<p class="warning">${both(
    say(
      `패스키 서명 ${unproved.length}건은 증거가 저장되어 있지 않아 signatures.json에 넣지 않았습니다. 검증 프로그램이 해당 기록을 알려 줍니다.`,
      `${unproved.length} passkey signatures have no evidence on file and were left out of signatures.json. The verifier names their records.`,
    ),
  )}</p>\n`
}

function both(words: Words): string {
  return `<span lang="ko">${plain(words.ko)}</span> <span lang="en">${plain(words.en)}</span>`
}

/** Text that cannot become markup; controls that turn the reading direction are shown as what they are. */
export function plain(text: string): string {
  return text
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&#39;')
    .replaceAll(/[\p{Cc}\p{Bidi_Control}]/gu, (mark) =>
      mark === '\n' ? '\n' : `\\u${(mark.codePointAt(0) ?? 0).toString(16).padStart(4, '0')}`,
    )
}

const style = `
body{font:15px/1.6 Pretendard,"Apple SD Gothic Neo","Malgun Gothic","Noto Sans KR",system-ui,sans-serif;max-width:60rem;margin:0 auto;padding:2rem 1rem;color:#1b2328;background:#fff;word-break:keep-all;overflow-wrap:anywhere}
h1{font-size:1.5rem}h2{font-size:1.05rem;margin:0}h3{font-size:.9rem;margin:.75rem 0 0}
[lang=en]{color:#55616a}h1 [lang=en],h2 [lang=en]{font-weight:400}
section{border-top:1px solid #dbe1e5;padding:1rem 0;break-inside:avoid-page}
.mark{display:inline-block;width:1.4em}.met .mark{color:#1d6f42}.not-met .mark{color:#b42318}.partly .mark,.unknown .mark{color:#8a5a00}
.verdict{font-weight:600;margin:.25rem 0}.about,small{color:#55616a;font-size:.85rem}.rule,code{font-family:ui-monospace,Menlo,Consolas,monospace}
code{display:block;font-size:1rem;letter-spacing:.03em}.warning{border-left:4px solid #b42318;padding-left:.75rem}
table{border-collapse:collapse;width:100%}td{border:1px solid #dbe1e5;padding:.5rem;vertical-align:top}td b{display:block;font-size:1.3rem;font-variant-numeric:tabular-nums}
p,ul{margin:.35rem 0}`
