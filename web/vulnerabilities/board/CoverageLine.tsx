import { readCoverage } from '@maek/domain/vulnerabilities/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { keepPreviousData, useQuery } from '@tanstack/react-query'
import { useSearchTexts } from '../../address.ts'
import { ask } from '../../api.ts'
import { useLocale, useSay } from '../../language.tsx'
import { paths } from '../../paths.ts'
import { TextLink } from '../../ui/TextLink.tsx'
import { ToneBadge } from '../../ui/ToneBadge.tsx'
import classes from './board.module.css'

const wholeWords = words('모두 대조 가능', 'All covered')
const partWords = words('대조 못 한 구성요소 있음', 'Not all covered')
const noneSafeWords = words(
  '대조하지 못한 구성요소에 “발견 없음”은 안전하다는 뜻이 아닙니다.',
  'For components nobody could answer for, “no findings” does not mean safe.',
)

const unmatchedWords = words('어느 것인지 보기', 'See which')

/** Always there: how many components any source could have answered for at all. */
export function CoverageLine() {
  const say = useSay()
  const format = new Intl.NumberFormat(useLocale()).format
  const { release, device, sbom } = useSearchTexts()
  const asked = useQuery({
    ...ask(readCoverage, { ...(release && { release }), ...(device && { device }), ...(sbom && { sbom }) }),
    placeholderData: keepPreviousData,
  }).data
  if (!asked) return <p className={classes.coverage}>&nbsp;</p>
  const { components, covered, more } = asked
  const all = `${format(components)}${more ? '+' : ''}`
  const told = words(
    `구성요소 ${all}개 중 ${format(covered)}개를 취약점 정보로 확인할 수 있습니다.`,
    `${format(covered)} of ${all} components could be answered for by any source.`,
  )
  const isWhole = covered === components && components > 0
  return (
    <p className={classes.coverage}>
      {say(told)}
      <ToneBadge tone={isWhole ? 'good' : 'waiting'} label={say(isWhole ? wholeWords : partWords)} />
      {!isWhole && (
        <>
          <span className={classes.dim}>{say(noneSafeWords)}</span>
          <TextLink {...paths.unmatched()}>{say(unmatchedWords)}</TextLink>
        </>
      )}
    </p>
  )
}
