import type { listFrameworks } from '@maek/domain/assurance/api.ts'
import { makePack } from '@maek/domain/reports/api.ts'
import { say as words } from '@maek/domain/words.ts'
import { IconFileZip } from '@tabler/icons-react'
import { useMutation } from '@tanstack/react-query'
import type { z } from 'zod'
import { download } from '../api.ts'
import { today, useAsOf } from '../assurance/as-of.ts'
import { assessedOf } from '../assurance/verdicts.ts'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import { saveBlob } from '../save-text.ts'
import { useMay } from '../session.ts'
import { ReasonButton } from '../ui/ReasonButton.tsx'
import { RefusalNote } from '../ui/RefusalNote.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import classes from './packs.module.css'

type FrameworkRow = z.infer<typeof listFrameworks.output>['frameworks'][number]

const metWords = words('충족', 'met')
const makeWords = words('자료집 내려받기', 'Download the pack')
const mayNotWords = words('자료를 내보낼 권한이 없습니다.', 'Your role may not export.')

/** One framework and its pack; making it may take a while, so the button itself shows that it works. */
export function PackRow({ framework }: { framework: FrameworkRow }) {
  const say = useSay()
  const { at, day, search } = useAsOf()
  const mayTransfer = useMay()('transfer', 'reports')
  const make = useMutation({
    mutationFn: () => download(makePack, { framework: framework.id, asOf: at }),
    onSuccess: (blob) => saveBlob(`maek-${framework.id}-${day === '' ? today() : day}.zip`, blob),
  })
  return (
    <li className={classes.row}>
      <span className={classes.what}>
        <TextLink {...paths.framework(framework.id, search)} className={classes.name}>
          {say(framework.title)}
        </TextLink>
        <span className={classes.dim}>{framework.version}</span>
        {make.error && <RefusalNote error={make.error} />}
      </span>
      <span className={classes.score}>
        {framework.tally.met} / {assessedOf(framework.tally)} {say(metWords)}
      </span>
      <ReasonButton
        variant="default"
        size="xs"
        leftSection={<IconFileZip size={16} />}
        loading={make.isPending}
        because={mayTransfer ? null : say(mayNotWords)}
        onClick={() => make.mutate()}
      >
        {say(makeWords)}
      </ReasonButton>
    </li>
  )
}
