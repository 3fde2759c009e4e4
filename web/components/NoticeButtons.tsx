import { writeThirdPartyNotices } from '@maek/domain/components/licences-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { hrefOf } from '../api.ts'
import { useLanguage, useSay } from '../language.tsx'

const noticesWords = words('제3자 고지', 'Third-party notices')
const formats = [
  ['markdown', 'Markdown (.md)'],
  ['text', 'Text (.txt)'],
  ['csv', 'CSV (.csv)'],
] as const

type NoticeButtonsProps = { readonly subject: { readonly release: string } | { readonly sbom: string } }

/** The third-party notices of what is shown, in the reader's language. */
export function NoticeButtons({ subject }: NoticeButtonsProps) {
  const say = useSay()
  const { language } = useLanguage()
  return (
    <Menu>
      <Menu.Target>
        <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
          {say(noticesWords)}
        </Button>
      </Menu.Target>
      <Menu.Dropdown>
        {formats.map(([format, label]) => (
          <Menu.Item
            key={format}
            component="a"
            href={hrefOf(writeThirdPartyNotices, { ...subject, format, language })}
            download
          >
            {label}
          </Menu.Item>
        ))}
      </Menu.Dropdown>
    </Menu>
  )
}
