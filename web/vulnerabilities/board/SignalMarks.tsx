import { say as words } from '@maek/domain/words.ts'
import { IconFlame } from '@tabler/icons-react'
import { useLocale, useSay } from '../../language.tsx'
import ui from '../../ui/ui.module.css'
import type { Finding } from '../severities.ts'
import classes from './board.module.css'

const kevWords = words('실제 악용(KEV)', 'Exploited (KEV)')
const ransomwareWords = words('랜섬웨어', 'ransomware')
const epssWords = words('30일 안에 악용될 확률(EPSS)', 'Probability of exploitation within 30 days (EPSS)')

/** What the world says about exploitation. */
export function SignalMarks({ finding }: { finding: Pick<Finding, 'kev' | 'epss'> }) {
  const say = useSay()
  const percent = new Intl.NumberFormat(useLocale(), { style: 'percent', maximumFractionDigits: 1 })
  const { kev, epss } = finding
  return (
    <>
      {kev && (
        <span className={ui.badge} data-tone="bad">
          <IconFlame size={14} aria-hidden />
          {say(kevWords)}
          {kev.ransomware && ` · ${say(ransomwareWords)}`}
        </span>
      )}
      {epss && (
        <abbr className={classes.epss} title={say(epssWords)}>
          EPSS {percent.format(epss.probability)}
        </abbr>
      )}
    </>
  )
}
