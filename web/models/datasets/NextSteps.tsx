import { dataset } from '@maek/domain/models/dataset.ts'
import type { RecordView } from '@maek/domain/views.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import { useSay } from '../../language.tsx'
import { Note } from '../../ui/Note.tsx'
import type { Passport } from './answers.ts'
import classes from './datasets.module.css'

const titleWords = words('다음 할 일', 'What to do next')
const fillWords = words('채울 항목', 'Fill in')
const manifestWords = words(
  '데이터가 있는 컴퓨터에서 지문을 만들어 매니페스트를 제출하십시오. 환자 정보는 나가지 않습니다.',
  'Fingerprint the data where they lie and submit the manifest. No patient data leave the site.',
)
const subjectsWords = words(
  '매니페스트에 대상자가 없어 대상자 누출을 알 수 없습니다. --subject-from을 더해 다시 만드십시오.',
  'The manifest tells no subjects, so a leak by subject is unknown. Make it again with --subject-from.',
)
const command = 'maek dataset fingerprint DIR --subject-from PATTERN --split-from PATTERN'

/** What is missing, as the next step; nothing where nothing is. */
export function NextSteps({ view, passport }: { view: RecordView; passport: Passport }) {
  const say = useSay()
  const steps = stepsFor(view, passport)
  if (steps.length === 0) return null
  return (
    <Note tone="waiting">
      <p>
        <strong>{say(titleWords)}</strong>
      </p>
      <ul className={classes.list}>
        {steps.map((step) => (
          <li key={step.text.en}>
            {say(step.text)}
            {step.command && <code className={classes.command}>{step.command}</code>}
          </li>
        ))}
      </ul>
    </Note>
  )
}

type Step = { readonly text: Words; readonly command?: string }

function stepsFor({ record, missing }: RecordView, { manifest }: Passport): Step[] {
  const steps: Step[] = []
  // The manifest brings its fields with it; naming them too would ask twice.
  const brought = ['manifest', 'contentSha256']
  const open = missing.filter((name) => !brought.includes(name))
  const label = (name: string) => dataset.fields[name]?.label ?? words(name, name)
  if (open.length > 0)
    steps.push({
      text: words(
        `${fillWords.ko}: ${open.map((name) => label(name).ko).join(', ')}`,
        `${fillWords.en}: ${open.map((name) => label(name).en).join(', ')}`,
      ),
    })
  if (!manifest && record.state !== 'retired') steps.push({ text: manifestWords, command })
  else if (manifest?.subjects === null) steps.push({ text: subjectsWords, command })
  return steps
}
