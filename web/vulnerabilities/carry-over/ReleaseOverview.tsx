import { readCarryOver } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { useAsk } from '../../api.ts'
import { useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import type { OverviewPartProps } from '../../records/kind-parts.ts'
import { Panel } from '../../ui/Panel.tsx'
import { LinkButton, TextLink } from '../../ui/TextLink.tsx'
import classes from './carry-over.module.css'

const titleWords = words('취약점 판정', 'Vulnerability decisions')
const openWords = words('판정 이어받기', 'Carry decisions over')
const boardWords = words('이 릴리스의 취약점', 'Findings of this release')

/** What stands about the release's findings, and what is still to be carried over from the one before. */
export function ReleaseOverview({ view }: OverviewPartProps) {
  const say = useSay()
  const release = view.record.id
  const told = useAsk(readCarryOver, { release }).data
  if (!told) return null
  const { counts, fresh, from, hasSbom } = told
  if (!hasSbom) return null
  const sum = words(
    from === null
      ? `아무도 판정하지 않은 항목 ${fresh}건.`
      : `이전 릴리스의 판정 ${counts.all}건: 확인할 것 ${counts['to-confirm']}, 범위 밖 ${counts['out-of-range']}, 없어짐 ${counts.gone}, 그대로 유효 ${counts.holds}. 아무도 판정하지 않은 항목 ${fresh}건.`,
    from === null
      ? `${fresh} findings nobody has decided.`
      : `${counts.all} decisions about the earlier release: ${counts['to-confirm']} to confirm, ${counts['out-of-range']} out of range, ${counts.gone} gone, ${counts.holds} hold. ${fresh} findings nobody has decided.`,
  )
  return (
    <Panel
      title={say(titleWords)}
      actions={
        from !== null && (
          <LinkButton {...paths.carryOver(release)} variant="default" size="xs">
            {say(openWords)}
          </LinkButton>
        )
      }
    >
      <p className={classes.about}>{say(sum)}</p>
      <TextLink {...paths.findings({ release, state: 'all' })}>{say(boardWords)}</TextLink>
    </Panel>
  )
}
