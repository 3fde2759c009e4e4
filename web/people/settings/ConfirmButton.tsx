import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import { useSay } from '../../language.tsx'

const cancelWords = words('취소', 'Cancel')

type ConfirmButtonProps = {
  readonly label: string
  readonly sure: string
  readonly busy: boolean
  readonly onConfirm: () => void
}

/** For an act that cannot be undone but harms little: it asks once more in place. */
export function ConfirmButton({ label, sure, busy, onConfirm }: ConfirmButtonProps) {
  const say = useSay()
  const [asking, setAsking] = useState(false)
  if (!asking) {
    return (
      <Button variant="default" size="xs" loading={busy} onClick={() => setAsking(true)}>
        {label}
      </Button>
    )
  }
  return (
    <Button.Group>
      <Button variant="default" size="xs" onClick={() => setAsking(false)} autoFocus>
        {say(cancelWords)}
      </Button>
      <Button
        color="red"
        size="xs"
        onClick={() => {
          setAsking(false)
          onConfirm()
        }}
      >
        {sure}
      </Button>
    </Button.Group>
  )
}
