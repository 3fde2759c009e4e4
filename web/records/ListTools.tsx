import { exportRecords } from '@maek/domain/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Menu } from '@mantine/core'
import { IconDownload, IconPlus, IconUpload } from '@tabler/icons-react'
import { useNavigate } from '@tanstack/react-router'
import { hrefOf } from '../api.ts'
import { IntakeTools } from '../intake-tools.tsx'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { useMay } from '../session.ts'
import { ReasonButton } from '../ui/ReasonButton.tsx'
import { LinkButton } from '../ui/TextLink.tsx'
import type { PlainKind } from './plain-kind.ts'

const newWords = words('새로 만들기', 'New')
const transferWords = words('내보내기·가져오기', 'Export · import')
const csvWords = words('CSV로 내보내기', 'Export as CSV')
const jsonWords = words('JSON으로 내보내기', 'Export as JSON')
const importWords = words('파일에서 가져오기', 'Import from a file')
const mayNotWords = words(
  '이 영역에 쓸 권한이 없습니다. 관리자에게 역할을 요청하십시오.',
  'Your role may not write in this area. Ask your administrator for a role.',
)

/** What can be done with a whole list: begin a record, take it out, bring it in. */
export function ListTools({ kind }: { kind: PlainKind }) {
  const say = useSay()
  const may = useMay()
  const navigate = useNavigate()
  const isByHouse = kind.byHouse?.records !== undefined
  return (
    <>
      {may('transfer', kind.domain) && (
        <Menu position="bottom-end">
          <Menu.Target>
            <Button variant="default">{say(transferWords)}</Button>
          </Menu.Target>
          <Menu.Dropdown>
            <Menu.Item
              component="a"
              href={hrefOf(exportRecords, { kind: kind.name, format: 'csv' })}
              leftSection={<IconDownload size={16} />}
            >
              {say(csvWords)}
            </Menu.Item>
            <Menu.Item
              component="a"
              href={hrefOf(exportRecords, { kind: kind.name, format: 'json' })}
              leftSection={<IconDownload size={16} />}
            >
              {say(jsonWords)}
            </Menu.Item>
            {!isByHouse && (
              <Menu.Item
                onClick={() => void navigate(paths.importRecords(kind.name))}
                leftSection={<IconUpload size={16} />}
              >
                {say(importWords)}
              </Menu.Item>
            )}
          </Menu.Dropdown>
        </Menu>
      )}
      <IntakeTools kind={kind.name} />
      {isByHouse ? null : may('write', kind.domain) ? (
        <LinkButton {...paths.newRecord(kind.name)} leftSection={<IconPlus size={16} />}>
          {say(newWords)}
        </LinkButton>
      ) : (
        <ReasonButton because={say(mayNotWords)} onClick={() => {}} leftSection={<IconPlus size={16} />}>
          {say(newWords)}
        </ReasonButton>
      )}
    </>
  )
}
