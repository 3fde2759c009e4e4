import { say } from '@maek/domain/words.ts'
import type { PackSubject } from './pack-answers.ts'
import type { PackFacts } from './pack-page.ts'

/** `README.txt`: what the pack is, how to check it without its maker, and what it cannot prove. */
export function packReadme({ framework, asOf }: PackSubject, facts: PackFacts): string {
  const about = say(
    `${facts.organisation.ko}의 「${framework.title.ko}」(${framework.version}) 심사 자료입니다. ${asOf} 현재의 답을 ${facts.madeAt}에 묶었습니다.`,
    `Inspection pack of ${facts.organisation.en} for “${framework.title.en}” (${framework.version}), as of ${asOf}, made at ${facts.madeAt}.`,
  )
  return `${korean(about.ko, facts)}\n${'-'.repeat(72)}\n\n${english(about.en, facts)}`
}

const korean = (about: string, { policySha256 }: PackFacts) => `${about}

읽는 방법
  index.html       요구사항별 답과 근거 기록 (인터넷 없이 열립니다)
  readiness.json   같은 답을 기계가 읽는 형식으로, 규칙 버전과 입력 다이제스트 포함
  records/         기록 원문. 개인정보는 솔트를 더한 다이제스트로만 들어 있습니다
  files/           기록에 첨부된 파일, 이름은 내용의 SHA-256
  tile/, checkpoint, policy.txt, signatures.json, manifest.json   증명 자료

검증하는 방법
  1. verify.html을 브라우저로 열고 이 ZIP 파일을 선택합니다. 네트워크는 쓰지 않습니다.
     명령줄에서는: maek verify <이 파일>.zip
     더 엄격하게 하려면 이 묶음에 든 verify.html 대신, 따로 받은 검증 프로그램을 쓰십시오.
  2. 아래 정책 SHA-256이 품질매뉴얼에 인쇄된 값과 같은지 눈으로 비교합니다.
     다르면 이 자료를 믿지 마십시오.

     ${policySha256}

알아 두실 것
  이 자료는 기록된 내용이 그 뒤 바뀌지 않았음을 증명합니다. 적힌 내용이 사실인지,
  있었던 일이 모두 적혔는지는 증명하지 못합니다. 외부 증인 서명이 없는 원장은
  운영자가 처음부터 다시 쓰는 것까지 막지는 못합니다.
`

const english = (about: string, { policySha256 }: PackFacts) => `${about}

What to read
  index.html       answers requirement by requirement, with the records behind them (opens offline)
  readiness.json   the same for machines, with rule versions and digests of their inputs
  records/         the records themselves; personal fields only as salted digests
  files/           attached files, named by the SHA-256 of their content
  tile/, checkpoint, policy.txt, signatures.json, manifest.json   the proof

How to verify
  1. Open verify.html in a browser and choose this ZIP. It uses no network.
     On the command line: maek verify <this file>.zip
     To be stricter, use a verifier you obtained elsewhere, not the one inside this pack.
  2. Compare this SHA-256 of the policy, by eye, with the one printed in the quality manual.
     If they differ, do not trust this pack.

     ${policySha256}

What it cannot prove
  It proves that what was recorded has not been changed since. It does not prove that what was
  typed is true, nor that everything was recorded. A log no outside witness has signed could
  have been written anew, from its beginning, by whoever holds its key.
`
