import type { Words } from '@maek/ledger/answer.ts'
import { sha256 } from '@maek/ledger/hash.ts'
import { type PackReport, type Step, verifyPack } from '@maek/ledger/verify.ts'
import { openZip } from './zip.ts'

/* The page an inspector opens from a file: it asks nobody, sends nothing, and shows what the verifier found. */

const texts = {
  title: { ko: '심사 자료 검증', en: 'Verify an inspection pack' },
  about: {
    ko: '이 화면은 네트워크를 쓰지 않습니다. 선택한 파일은 이 컴퓨터 밖으로 나가지 않습니다.',
    en: 'This page uses no network. The file you choose does not leave this computer.',
  },
  choose: {
    ko: '심사 자료 ZIP을 고르거나 여기에 놓으십시오',
    en: 'Choose the ZIP of the pack, or drop it here',
  },
  reading: { ko: '확인하는 중입니다.', en: 'Checking.' },
  passed: { ko: '통과', en: 'Passed' },
  failed: { ko: '실패', en: 'Failed' },
  valid: { ko: '모든 확인 통과', en: 'Every check passed' },
  invalid: { ko: '믿을 수 없는 자료', en: 'Not to be trusted' },
  policy: {
    ko: '품질매뉴얼에 인쇄된 정책 SHA-256과 한 글자도 다르지 않은지 비교하십시오',
    en: 'Compare with the policy SHA-256 printed in the quality manual, character by character',
  },
  itself: {
    ko: '자료에 함께 든 이 화면 자체도 믿기 어려우면, 맥 배포판에서 따로 받은 verify.html 또는 maek verify를 쓰십시오.',
    en: 'If you doubt this very page because it came with the pack, use a verify.html or “maek verify” obtained separately.',
  },
} as const

function element(name: string, className: string, ...children: (Node | string)[]): HTMLElement {
  const made = document.createElement(name)
  if (className !== '') made.className = className
  made.append(...children)
  return made
}

function both(name: string, className: string, words: Words): HTMLElement {
  const ko = element('span', 'ko', words.ko)
  ko.lang = 'ko'
  const en = element('span', 'en', words.en)
  en.lang = 'en'
  return element(name, className, ko, ' ', en)
}

const result = element('div', 'result')
result.setAttribute('aria-live', 'polite')

function start(): void {
  const input = document.createElement('input')
  input.type = 'file'
  input.accept = '.zip,application/zip'
  const label = element('label', 'drop', both('span', '', texts.choose), input)
  input.addEventListener('change', () => {
    const [file] = input.files ?? []
    if (file !== undefined) void check(file)
  })
  // Dropped anywhere on the page: a browser would otherwise leave the page and open the file.
  document.addEventListener('dragover', (event) => event.preventDefault())
  document.addEventListener('drop', (event) => {
    event.preventDefault()
    const [file] = event.dataTransfer?.files ?? []
    if (file !== undefined) void check(file)
  })
  const about = both('p', 'about', texts.about)
  document.body.append(
    element('main', '', both('h1', '', texts.title), about, label, result, both('p', 'about', texts.itself)),
  )
}

let running = 0

async function check(file: File): Promise<void> {
  running += 1
  const mine = running
  const progress = element('p', 'progress', file.name)
  result.replaceChildren(both('p', '', texts.reading), progress)
  const opened = await openZip(file)
  if (mine !== running) return
  if (!opened.ok) {
    result.replaceChildren(verdict('invalid', opened.refusal.because), element('p', 'progress', file.name))
    return
  }
  const report = await verifyPack(opened.value, {
    hash: sha256,
    onProgress: (entries) => {
      if (mine === running) progress.textContent = `${file.name}: ${entries.toLocaleString('en')}`
    },
  })
  if (mine === running) show(file.name, report)
}

function show(name: string, report: PackReport): void {
  const steps = element('ol', 'steps', ...report.steps.map(stepItem))
  result.replaceChildren(
    verdict(report.verdict, report.summary),
    element('p', 'progress', name),
    ...policyOf(report),
    steps,
  )
}

function verdict(outcome: PackReport['verdict'], because: Words): HTMLElement {
  const mark = element('span', 'mark', outcome === 'valid' ? '✓' : '✗')
  return element(
    'div',
    `verdict ${outcome}`,
    mark,
    both('strong', '', texts[outcome]),
    both('p', '', because),
  )
}

/** The one thing no program can check for the inspector, so it is shown large, in groups that can be read aloud. */
function policyOf(report: PackReport): HTMLElement[] {
  const digest = report.steps[0]?.evidence[0]?.value
  if (digest === undefined) return []
  const groups = (digest.match(/.{1,8}/g) ?? []).map((group) => element('span', 'group', group))
  return [element('section', 'policy', both('p', '', texts.policy), element('code', '', ...groups))]
}

function stepItem(step: Step): HTMLElement {
  const outcome = step.ok ? texts.passed : texts.failed
  const head = element(
    'div',
    'head',
    element('span', 'mark', step.ok ? '✓' : '✗'),
    element('span', 'number', `${step.number}. `),
    both('strong', '', step.title),
    ' ',
    both('span', 'outcome', outcome),
  )
  const evidence = step.evidence.map(({ label, value }) =>
    element('div', 'evidence', both('span', '', label), element('code', '', value)),
  )
  return element('li', step.ok ? 'good' : 'bad', head, both('p', 'detail', step.detail), ...evidence)
}

start()
