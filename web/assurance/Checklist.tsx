import { listRecords } from '@maek/domain/api.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import { IconCircleCheckFilled, IconCircleDashed } from '@tabler/icons-react'
import { useQueries } from '@tanstack/react-query'
import { ask } from '../api.ts'
import { kindHead } from '../kinds.ts'
import { useSay } from '../language.tsx'
import { type Path, paths } from '../paths.ts'
import { useSession } from '../session.ts'
import { Panel } from '../ui/Panel.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import classes from './home.module.css'

type Step = { readonly kind: string; readonly label: Words; readonly about: Words; readonly path: Path }

const titleWords = words('처음 할 일', 'First steps')
const doneWords = words('완료', 'Done')
const todoWords = words('할 일', 'To do')
const passkeyWords = words('패스키 등록', 'Register a passkey')
const passkeyAbout = words(
  '가장 확실한 증거가 되는 서명 방법입니다.',
  'Makes signatures the strongest proof.',
)

const steps: readonly Step[] = [
  {
    kind: 'policy',
    label: words('품질·AI 방침 세우기', 'Write the quality and AI policy'),
    about: words(
      'ISO 13485 5.3, ISO/IEC 42001 5.2의 출발점입니다.',
      'Where ISO 13485 5.3 and ISO/IEC 42001 5.2 begin.',
    ),
    path: paths.newRecord('policy'),
  },
  {
    kind: 'person',
    label: words('인력 등록', 'Add the people responsible'),
    about: words('책임과 권한을 사람마다 정합니다.', 'Responsibilities are given to persons.'),
    path: paths.newRecord('person'),
  },
  {
    kind: 'device',
    label: words('제품 등록', 'Add a device'),
    about: words(
      '등급, 형태, 판매 국가가 적용 법령을 정합니다.',
      'Its class, form and markets decide which law applies.',
    ),
    path: paths.newRecord('device'),
  },
  {
    kind: 'release',
    label: words('릴리스 등록', 'Add a release'),
    about: words('SBOM, 모델, 사용처가 여기에 연결됩니다.', 'SBOM, model and sites are linked to it.'),
    path: paths.newRecord('release'),
  },
  {
    kind: 'sbom',
    label: words('SBOM 가져오기', 'Import an SBOM'),
    about: words(
      'CycloneDX나 SPDX 파일을 올리면 취약점을 찾습니다.',
      'Upload CycloneDX or SPDX; known vulnerabilities are matched.',
    ),
    path: paths.findings(),
  },
  {
    kind: 'ai-system',
    label: words('AI 시스템 등록', 'Describe the AI system'),
    about: words(
      '영향평가와 데이터셋이 여기에 연결됩니다.',
      'Impact assessment and datasets are linked to it.',
    ),
    path: paths.newRecord('ai-system'),
  },
  {
    kind: 'hazard',
    label: words('위험 분석 시작', 'Begin the risk analysis'),
    about: words(
      '안전, 보안, AI, 개인정보 위험을 함께 봅니다.',
      'Safety, security, AI and privacy in one chain.',
    ),
    path: paths.newRecord('hazard'),
  },
]

/** What a new organisation does first, ticked off by the records themselves. Goes away once all is done. */
export function Checklist() {
  const say = useSay()
  const passkeys = useSession()?.passkeys ?? 0
  const known = steps.filter((step) => kindHead(step.kind) !== undefined)
  const done = useQueries({
    queries: known.map((step) => ask(listRecords, { kind: step.kind, limit: 1 })),
    combine: (answers) => answers.map((answer) => (answer.data?.rows.length ?? 0) > 0),
  })
  if (passkeys > 0 && done.every(Boolean)) return null
  return (
    <Panel title={say(titleWords)}>
      <ol className={classes.steps}>
        <StepRow
          done={passkeys > 0}
          label={passkeyWords}
          about={passkeyAbout}
          path={paths.settings('security')}
        />
        {known.map((step, place) => (
          <StepRow key={step.kind} done={done[place] ?? false} {...step} />
        ))}
      </ol>
    </Panel>
  )
}

type StepRowProps = Omit<Step, 'kind'> & { readonly done: boolean }

function StepRow({ done, label, about, path }: StepRowProps) {
  const say = useSay()
  const Shape = done ? IconCircleCheckFilled : IconCircleDashed
  return (
    <li className={classes.step} data-done={done || undefined}>
      <Shape size={20} role="img" aria-label={say(done ? doneWords : todoWords)} />
      <span className={classes.rowMain}>
        <TextLink {...path} className={classes.rowTitle}>
          {say(label)}
        </TextLink>
        <span className={classes.dim}>{say(about)}</span>
      </span>
    </li>
  )
}
