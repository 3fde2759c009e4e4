import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useClipboard } from '@mantine/hooks'
import { IconCheck, IconCopy } from '@tabler/icons-react'
import { useSay } from '../../language.tsx'
import classes from './settings.module.css'

const copyWords = words('복사', 'Copy')
const copiedWords = words('복사됨', 'Copied')

/** A text to carry elsewhere: selected whole by one click, or copied by the button. */
export function SecretText({ text }: { text: string }) {
  const say = useSay()
  const clipboard = useClipboard({ timeout: 2000 })
  const Icon = clipboard.copied ? IconCheck : IconCopy
  return (
    <div className={classes.secret}>
      <code>{text}</code>
      <Button
        variant="default"
        size="xs"
        leftSection={<Icon size={16} />}
        onClick={() => clipboard.copy(text)}
        aria-live="polite"
      >
        {say(clipboard.copied ? copiedWords : copyWords)}
      </Button>
    </div>
  )
}
