import type { listComponents } from '@maek/domain/components/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { Button } from '@mantine/core'
import { useState } from 'react'
import type { z } from 'zod'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { ListTable } from '../records/ListTable.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { ToneBadge } from '../ui/ToneBadge.tsx'
import { ComponentPaths } from './ComponentPaths.tsx'
import classes from './components.module.css'

type Component = z.infer<typeof listComponents.output>['components'][number]

const componentWords = words('구성요소', 'Component')
const supplierWords = words('공급자', 'Supplier')
const licenceWords = words('라이선스', 'Licence')
const matchedWords = words('취약점 대조', 'Matched')
const noVersionWords = words('버전 모름', 'version unknown')
const coveredWords = words('대조함', 'Covered')
const uncoveredWords = words('대조할 수 없음', 'Not covered')
const whyWords = words('왜 들어 있나', 'Why is it here')
const hideWords = words('접기', 'Hide')
const findingWords = (count: number) => words(`${count}건`, count === 1 ? '1 finding' : `${count} findings`)

const mistakableWords = {
  'mixed-scripts': words('여러 문자가 섞인 이름', 'Name mixes scripts'),
  'hidden-characters': words('보이지 않는 글자가 든 이름', 'Name hides characters'),
  'looks-like': words('이름이 비슷함', 'Looks like'),
} as const

export function ComponentTable({ id, components }: { id: string; components: readonly Component[] }) {
  const say = useSay()
  return (
    <ListTable heads={[componentWords, supplierWords, licenceWords, matchedWords]}>
      {components.map((one) => (
        <tr key={one.position}>
          <td className={classes.component}>
            <ComponentName id={id} component={one} />
          </td>
          <td data-label={say(supplierWords)}>{one.supplier ?? '–'}</td>
          <td data-label={say(licenceWords)} className={classes.licence}>
            {one.licences.length === 0 ? '–' : one.licences.slice(0, 3).join(', ')}
            {one.licences.length > 3 && ` +${one.licences.length - 3}`}
          </td>
          <td data-label={say(matchedWords)}>
            <Matched id={id} component={one} />
          </td>
        </tr>
      ))}
    </ListTable>
  )
}

function ComponentName({ id, component }: { id: string; component: Component }) {
  const say = useSay()
  const [open, setOpen] = useState(false)
  const { mistakable, looksLike } = component
  return (
    <>
      <span className={classes.title}>
        <strong>{component.name === '' ? '–' : component.name}</strong>
        <span className={classes.dim}>
          {component.version ?? say(noVersionWords)} · {component.type}
        </span>
        <Button
          className="no-print"
          variant="subtle"
          size="compact-xs"
          aria-expanded={open}
          aria-label={`${say(open ? hideWords : whyWords)}: ${component.name}`}
          onClick={() => setOpen(!open)}
        >
          {say(open ? hideWords : whyWords)}
        </Button>
      </span>
      {component.purl !== null && <span className={classes.dim}>{component.purl}</span>}
      {mistakable !== null && (
        <span>
          <ToneBadge
            tone="bad"
            label={`${say(mistakableWords[mistakable])}${looksLike === null ? '' : `: ${looksLike}`}`}
          />
        </span>
      )}
      {open && <ComponentPaths id={id} position={component.position} />}
    </>
  )
}

function Matched({ id, component }: { id: string; component: Component }) {
  const say = useSay()
  const { findings, covered } = component
  if (findings.length > 0) {
    return (
      <span className={classes.title}>
        <ToneBadge tone="bad" label={say(findingWords(findings.length))} />
        <TextLink {...paths.findings({ sbom: id, open: 'all' })}>{findings.slice(0, 2).join(', ')}</TextLink>
      </span>
    )
  }
  return (
    <ToneBadge tone={covered ? 'good' : 'waiting'} label={say(covered ? coveredWords : uncoveredWords)} />
  )
}
