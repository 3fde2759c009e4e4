import { exportSbom, exportTables, exportVex } from '@maek/domain/vulnerabilities/exchange-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button, Menu } from '@mantine/core'
import { IconDownload } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import { download, hrefOf } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { saveBlob } from '../../save-text.ts'
import { useMay } from '../../session.ts'
import { ReasonButton } from '../../ui/ReasonButton.tsx'
import { RefusalNote } from '../../ui/RefusalNote.tsx'

const exportWords = words('SBOM·VEX 내보내기', 'Export SBOM · VEX')
const mayNotWords = words('SBOM과 VEX를 내보낼 권한이 없습니다.', 'Your role may not export SBOMs and VEX.')
const sbomWords = words('SBOM(취약점 판정 포함)', 'SBOM with vulnerability decisions')
const plainWords = words('SBOM만', 'SBOM alone')
const vexWords = words('VEX', 'VEX')
const tableWords = words('FDA eSTAR 표', 'FDA eSTAR tables')
const componentsWords = words('구성요소 표 (CSV)', 'Components (CSV)')
const vulnerabilitiesWords = words('취약점 평가 표 (CSV)', 'Vulnerability assessment (CSV)')

const sboms = [
  ['cyclonedx-1.7', 'CycloneDX 1.7'],
  ['cyclonedx-1.6', 'CycloneDX 1.6'],
  ['spdx-3.0.1', 'SPDX 3.0.1'],
  ['spdx-2.3', 'SPDX 2.3'],
] as const
const vexes = [
  ['openvex', 'OpenVEX 0.2.0'],
  ['csaf', 'CSAF 2.0 VEX'],
  ['cyclonedx-1.6', 'CycloneDX 1.6 VEX'],
] as const

type ExportMenuProps = { readonly subject: { readonly release: string } | { readonly sbom: string } }

/** All that goes out about the components of a release or an SBOM, in every format. */
export function ExportMenu({ subject }: ExportMenuProps) {
  const say = useSay()
  const may = useMay()
  // A VEX may be refused (nothing found, nothing decided): as a plain link that would be a broken download.
  const vex = useMutation({
    mutationFn: (format: (typeof vexes)[number][0]) => download(exportVex, { ...subject, format }),
    onSuccess: (file) => saveBlob(file.name, file),
  })
  if (!may('transfer', 'components'))
    return (
      <ReasonButton
        variant="default"
        leftSection={<IconDownload size={16} aria-hidden />}
        because={say(mayNotWords)}
        onClick={() => {}}
      >
        {say(exportWords)}
      </ReasonButton>
    )
  const item = (label: string, href: string) => (
    <Menu.Item key={href} component="a" href={href} download>
      {label}
    </Menu.Item>
  )
  return (
    <>
      <Menu position="bottom-end">
        <Menu.Target>
          <Button variant="default" leftSection={<IconDownload size={16} aria-hidden />}>
            {say(exportWords)}
          </Button>
        </Menu.Target>
        <Menu.Dropdown>
          <Menu.Label>{say(sbomWords)}</Menu.Label>
          {sboms.map(([format, label]) => item(label, hrefOf(exportSbom, { ...subject, format })))}
          <Menu.Label>{say(plainWords)}</Menu.Label>
          {item('CycloneDX 1.6', hrefOf(exportSbom, { ...subject, format: 'cyclonedx-1.6', vex: 'false' }))}
          <Menu.Label>{say(vexWords)}</Menu.Label>
          {vexes.map(([format, label]) => (
            <Menu.Item key={format} onClick={() => vex.mutate(format)}>
              {label}
            </Menu.Item>
          ))}
          <Menu.Label>{say(tableWords)}</Menu.Label>
          {item(say(componentsWords), hrefOf(exportTables, { ...subject, table: 'components' }))}
          {item(say(vulnerabilitiesWords), hrefOf(exportTables, { ...subject, table: 'vulnerabilities' }))}
        </Menu.Dropdown>
      </Menu>
      {vex.error && <RefusalNote error={vex.error} />}
    </>
  )
}
