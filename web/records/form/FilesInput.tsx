import { storeFile } from '@maek/domain/api.ts'
import type { FileValue } from '@maek/domain/field.ts'
import { say as words } from '@maek/domain/words.ts'
import { ActionIcon, Button, Input, Progress } from '@mantine/core'
import { IconPaperclip, IconX } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { type DragEvent, useRef, useState } from 'react'
import { call } from '../../api.ts'
import { useLocale, useSay } from '../../language.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'
import { sizeText } from '../values/FileLink.tsx'
import { fileList } from '../values/shapes.ts'
import classes from './form.module.css'
import type { WidgetProps } from './widget.ts'

const chooseWords = words('파일 고르기', 'Choose files')
const dropWords = words('또는 여기에 끌어다 놓으십시오', 'or drop them here')
const removeWords = words('빼기', 'Remove')
const sendingWords = words('올리는 중', 'Uploading')

/** Uploads at once, with progress, and keeps what the server answered: name, size, type and SHA-256. */
export function FilesInput({ id, field, value, onChange, face }: WidgetProps) {
  const say = useSay()
  const chooser = useRef<HTMLInputElement>(null)
  const many = field.widget === 'files'
  const kept = fileList(value)
  const { upload, part } = useUpload((stored) => onChange(many ? [...kept, ...stored] : stored.at(-1)))
  const take = (list: FileList | null) => {
    const chosen = [...(list ?? [])].slice(0, many ? 50 : 1)
    if (chosen.length > 0 && !face.disabled) upload.mutate(chosen)
  }
  const drop = (event: DragEvent) => {
    event.preventDefault()
    take(event.dataTransfer.files)
  }
  const remove = (file: FileValue) =>
    onChange(many ? kept.filter((other) => other.sha256 !== file.sha256) : undefined)
  const { disabled, 'aria-label': cellLabel, ...shown } = face
  return (
    <Input.Wrapper {...shown} id={id}>
      {/* biome-ignore lint/a11y/noStaticElementInteractions: dropping is a shortcut for the button inside */}
      <div className={classes.drop} onDragOver={(event) => event.preventDefault()} onDrop={drop}>
        <KeptFiles files={kept} onRemove={disabled ? null : remove} />
        <input
          ref={chooser}
          type="file"
          hidden
          multiple={many}
          aria-label={cellLabel ?? say(field.label)}
          onChange={(event) => {
            take(event.currentTarget.files)
            event.currentTarget.value = ''
          }}
        />
        {upload.isPending ? (
          <Progress value={part * 100} aria-label={say(sendingWords)} />
        ) : (
          <div className={classes.dropRow}>
            <Button
              id={id}
              variant="default"
              size="xs"
              leftSection={<IconPaperclip size={14} />}
              disabled={disabled ?? false}
              onClick={() => chooser.current?.click()}
            >
              {say(chooseWords)}
            </Button>
            <span className={classes.dim}>{say(dropWords)}</span>
          </div>
        )}
        {upload.error && <RefusalNote error={upload.error} />}
      </div>
    </Input.Wrapper>
  )
}

/** Sends files one after the other; `part` is how much of the present one has gone, from 0 to 1. */
function useUpload(onStored: (stored: readonly FileValue[]) => void) {
  const [part, setPart] = useState(0)
  const upload = useMutation({
    mutationFn: async (chosen: readonly File[]) => {
      const stored: FileValue[] = []
      for (const file of chosen) {
        setPart(0)
        stored.push(await call(storeFile, { name: file.name }, { bytes: file, onProgress: setPart }))
      }
      return stored
    },
    onSuccess: onStored,
  })
  return { upload, part }
}

type KeptFilesProps = {
  readonly files: readonly FileValue[]
  readonly onRemove: ((file: FileValue) => void) | null
}

function KeptFiles({ files, onRemove }: KeptFilesProps) {
  const say = useSay()
  const locale = useLocale()
  return files.map((file) => (
    <div key={file.sha256} className={classes.file}>
      <span className={classes.fileName}>
        {file.name} <span className={classes.dim}>{sizeText(file.size, locale)}</span>
      </span>
      {onRemove && (
        <ActionIcon
          variant="subtle"
          color="gray"
          aria-label={`${say(removeWords)}: ${file.name}`}
          onClick={() => onRemove(file)}
        >
          <IconX size={16} />
        </ActionIcon>
      )}
    </div>
  ))
}
