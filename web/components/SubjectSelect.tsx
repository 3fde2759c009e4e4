import { say as words } from '@maek/domain/words.ts'
import { useSearchTexts, useSetSearch } from '../address.ts'
import { useSay } from '../language.tsx'
import { ReleaseSelect } from '../products/ReleaseSelect.tsx'
import classes from './components.module.css'

const releaseWords = words('릴리스', 'Release')
const chooseWords = words('릴리스 고르기', 'Choose a release')

/** The release or the SBOM the address names; null while it names none. */
export function useSubject(): { readonly release: string } | { readonly sbom: string } | null {
  const { release = '', sbom = '' } = useSearchTexts()
  if (release !== '') return { release }
  return sbom === '' ? null : { sbom }
}

/** Chooses the release a page is about; an SBOM named by the address gives way to it. */
export function SubjectSelect() {
  const say = useSay()
  const { release = '' } = useSearchTexts()
  const setSearch = useSetSearch()
  return (
    <div className={`${classes.subject} no-print`}>
      <ReleaseSelect
        label={say(releaseWords)}
        placeholder={say(chooseWords)}
        value={release}
        onChange={(id) => setSearch({ release: id, sbom: '', after: '' }, { replace: true })}
      />
    </div>
  )
}
