import { say as words } from '@maek/domain/words.ts'
import { Button, Menu } from '@mantine/core'
import { IconChevronDown, IconFileTypePdf } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { ReactNode } from 'react'
import { useSay } from '../language.tsx'
import { saveBlob } from '../save-text.ts'
import { RefusalNote } from './RefusalNote.tsx'

const choices = [
  { language: 'ko', format: 'pdf', label: words('한국어 PDF', 'PDF in Korean') },
  { language: 'en', format: 'pdf', label: words('영어 PDF', 'PDF in English') },
  { language: 'both', format: 'pdf', label: words('한영 나란히 PDF', 'PDF, Korean and English') },
  { language: 'both', format: 'json', label: words('데이터(JSON)', 'Data (JSON)') },
] as const

export type ReportForm = Pick<(typeof choices)[number], 'language' | 'format'>

type ReportMenuProps = {
  readonly title: string
  /** The report in the form chosen; throws `Refused`. */
  readonly make: (form: ReportForm) => Promise<File>
  /** Further forms, as items of the menu. */
  readonly children?: ReactNode
}

/** A report to hand out, in the language it is wanted in. */
export function ReportMenu({ title, make, children }: ReportMenuProps) {
  const say = useSay()
  const making = useMutation({ mutationFn: make, onSuccess: (file) => saveBlob(file.name, file) })
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button
            variant="default"
            leftSection={<IconFileTypePdf size={16} />}
            rightSection={<IconChevronDown size={14} />}
            loading={making.isPending}
          >
            {title}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          {choices.map(({ label, ...form }) => (
            <Menu.Item key={`${form.language} ${form.format}`} onClick={() => making.mutate(form)}>
              {say(label)}
            </Menu.Item>
          ))}
          {children}
        </Menu.Dropdown>
      </Menu>
      {making.error && <RefusalNote error={making.error} />}
    </>
  )
}
