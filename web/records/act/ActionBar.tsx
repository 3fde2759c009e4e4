import type { ability, RecordView } from '@maek/domain/views.ts'
import { type Words, say as words } from '@maek/domain/words.ts'
import { ActionIcon, Menu } from '@mantine/core'
import { IconDots, IconPencil, IconPrinter } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { useState } from 'react'
import type { z } from 'zod'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import type { PlainKind } from '../plain-kind.ts'
import { ActDialogue } from './ActDialogue.tsx'
import classes from './act.module.css'

type Ability = z.infer<typeof ability>

const editWords = words('수정', 'Edit')
const moreWords = words('다른 작업', 'More')
const printWords = words('인쇄', 'Print')

/** Sending back and giving up are offered, never urged: only a step onwards is the filled button. */
function goesForward(kind: PlainKind, name: string): boolean {
  const action = kind.life.actions[name]
  return action !== undefined && action.signs !== 'rejection' && kind.life.states[action.to]?.ended !== true
}

/**
 * Every step of the lifecycle: those that begin in the present state as buttons, the rest and the ends of a record in
 * the menu. What is not allowed says why.
 */
export function ActionBar({ kind, view }: { kind: PlainKind; view: RecordView }) {
  const say = useSay()
  const navigate = useNavigate()
  const [acting, setActing] = useState<string | null>(null)
  const steps = stepsOf(kind, view)
  const near = steps.filter((step) => step.near)
  const first = near.find((step) => step.because === null && goesForward(kind, step.name))?.name
  const editBecause = view.canEdit.allowed ? null : view.canEdit.because
  return (
    <>
      {kind.life.states[view.record.state]?.editable && (
        <ReasonButton
          variant="default"
          leftSection={<IconPencil size={16} />}
          because={editBecause && say(editBecause)}
          onClick={() => void navigate(paths.editRecord(kind.name, view.record.id))}
        >
          {say(editWords)}
        </ReasonButton>
      )}
      {near.map(({ name, label, because }) => (
        <ReasonButton
          key={name}
          variant={name === first ? 'filled' : 'default'}
          because={because && say(because)}
          onClick={() => setActing(name)}
        >
          {say(label)}
        </ReasonButton>
      ))}
      <MoreMenu steps={steps.filter((step) => !step.near)} onStep={setActing} />
      {acting !== null && (
        <ActDialogue kind={kind} record={view.record} name={acting} onClose={() => setActing(null)} />
      )}
    </>
  )
}

type MoreMenuProps = { readonly steps: readonly Step[]; readonly onStep: (name: string) => void }

function MoreMenu({ steps, onStep }: MoreMenuProps) {
  const say = useSay()
  return (
    <Menu position="bottom-end" width={300}>
      <Menu.Target>
        <ActionIcon variant="default" size="lg" aria-label={say(moreWords)} title={say(moreWords)}>
          <IconDots size={18} />
        </ActionIcon>
      </Menu.Target>
      <Menu.Dropdown>
        {steps.map(({ name, label, because }) => (
          <Menu.Item
            key={name}
            aria-disabled={because !== null}
            closeMenuOnClick={because === null}
            onClick={() => because === null && onStep(name)}
          >
            {because ? <span className={classes.reason}>{say(label)}</span> : say(label)}
            {because && <div className={classes.reason}>{say(because)}</div>}
          </Menu.Item>
        ))}
        <Menu.Divider />
        <Menu.Item leftSection={<IconPrinter size={16} />} onClick={() => window.print()}>
          {say(printWords)}
        </Menu.Item>
      </Menu.Dropdown>
    </Menu>
  )
}

/** A step of the lifecycle; `because` says why not, `near` that it begins in the present state and ends no record. */
type Step = {
  readonly name: string
  readonly label: Words
  readonly because: Words | null
  readonly near: boolean
}

function stepsOf(kind: PlainKind, view: RecordView): Step[] {
  return Object.entries(kind.life.actions).map(([name, action]) => ({
    name,
    label: action.label,
    because: reasonWhyNot(
      view.abilities.find((item) => item.action === name),
      possibleIn(kind, action.from),
    ),
    near: action.from.includes(view.record.state) && action.permission !== 'retire',
  }))
}

function reasonWhyNot(found: Ability | undefined, otherwise: Words): Words | null {
  return found?.allowed ? null : (found?.because ?? otherwise)
}

/** For a step that begins elsewhere: in which states it can be done. */
function possibleIn(kind: PlainKind, from: readonly string[]): Words {
  const labels = from.map((state) => kind.life.states[state]?.label ?? words(state, state))
  const ko = labels.map((label) => `‘${label.ko}’`).join(', ')
  const en = labels.map((label) => `“${label.en}”`).join(', ')
  return words(`${ko} 상태에서 할 수 있습니다.`, `Possible in the state ${en}.`)
}
