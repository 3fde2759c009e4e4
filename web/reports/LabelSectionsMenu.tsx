import { labelSections } from '@maek/domain/reports/label-report-api.ts'
import { say as words } from '@maek/domain/words.ts'
import { download } from '../api.ts'
import { useSay } from '../language.tsx'
import { ReportMenu } from '../ui/ReportMenu.tsx'

const titleWords = words('인공지능 표시사항', 'AI sections of the label')

/** What the electronic label of a release must say of its models. */
export function LabelSectionsMenu({ release }: { release: string }) {
  const say = useSay()
  return <ReportMenu title={say(titleWords)} make={(form) => download(labelSections, { release, ...form })} />
}
