import { say as words } from '@maek/domain/words.ts'
import { useNavigate } from '@tanstack/react-router'
import { useSay } from '../language.tsx'
import { paths } from '../paths.ts'
import table from '../records/list.module.css'
import { useMay } from '../session.ts'
import { ReasonButton } from '../ui/ReasonButton.tsx'
import { StateBadge } from '../ui/StateBadge.tsx'
import { TextLink } from '../ui/TextLink.tsx'
import { caseFrom } from './case-from.ts'
import classes from './findings.module.css'
import { SeverityBadge } from './SeverityBadge.tsx'
import { type Finding, howWords } from './severities.ts'

const severityColumn = words('심각도', 'Severity')
const vulnerabilityWords = words('취약점', 'Vulnerability')
const componentWords = words('구성요소', 'Component')
const fixedWords = words('수정 버전', 'Fixed in')
const notFixedWords = words('없음', 'None yet')
const releasesWords = words('릴리스', 'Releases')
const caseWords = words('결정', 'Decision')
const openCaseWords = words('취약점 기록 작성', 'Open a case')
const noVersionWords = words('버전 모름', 'version unknown')
const mayNotWords = words(
  '취약점 기록을 작성할 권한이 없습니다.',
  'Your role may not write vulnerability cases.',
)

type FindingsTableProps = { readonly findings: readonly Finding[]; readonly sbom: string | undefined }

export function FindingsTable({ findings, sbom }: FindingsTableProps) {
  const say = useSay()
  return (
    <div className={table.frame}>
      <table className={table.table}>
        <thead>
          <tr>
            <th scope="col">{say(severityColumn)}</th>
            <th scope="col">{say(vulnerabilityWords)}</th>
            <th scope="col">{say(componentWords)}</th>
            <th scope="col">{say(fixedWords)}</th>
            <th scope="col">{say(releasesWords)}</th>
            <th scope="col">{say(caseWords)}</th>
          </tr>
        </thead>
        <tbody>
          {findings.map((finding) => (
            <tr key={finding.id}>
              <td>
                <SeverityBadge severity={finding.severity} score={finding.score} />
              </td>
              <td className={classes.vulnerability}>
                <strong>{finding.vulnerability}</strong>
                {finding.aliases.length > 0 && (
                  <span className={classes.dim}>{finding.aliases.join(', ')}</span>
                )}
                <span>{finding.summary}</span>
              </td>
              <td className={classes.component}>
                <span>{finding.component}</span>
                <span className={classes.dim}>
                  {finding.version ?? say(noVersionWords)} · {say(howWords(finding.how))}
                </span>
              </td>
              <td data-label={say(fixedWords)} className={classes.version}>
                {finding.fixedIn ?? say(notFixedWords)}
              </td>
              <td data-label={say(releasesWords)} className={classes.releases}>
                <Releases releases={finding.releases} />
              </td>
              <td>
                <Decision finding={finding} sbom={sbom} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </div>
  )
}

function Releases({ releases }: Pick<Finding, 'releases'>) {
  return releases.map((release, place) => (
    <span key={release.id}>
      {place > 0 && ', '}
      <TextLink {...paths.record('release', release.id)}>{release.title}</TextLink>
    </span>
  ))
}

function Decision({ finding, sbom }: { finding: Finding; sbom: string | undefined }) {
  const say = useSay()
  const navigate = useNavigate()
  const mayWrite = useMay()('write', 'vulnerabilities')
  if (finding.case) {
    return (
      <span className={classes.case}>
        <TextLink {...paths.record('vulnerability-case', finding.case.id)}>{finding.case.number}</TextLink>
        <StateBadge kind="vulnerability-case" state={finding.case.state} />
      </span>
    )
  }
  return (
    <ReasonButton
      variant="default"
      size="xs"
      because={mayWrite ? null : say(mayNotWords)}
      onClick={() => void navigate(paths.newRecord('vulnerability-case', caseFrom(finding, sbom)))}
    >
      {say(openCaseWords)}
    </ReasonButton>
  )
}
