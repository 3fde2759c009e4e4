import { readFile, writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { intakeSbom } from '@maek/domain/components/api.ts'
import { diffSbom } from '@maek/domain/components/sbom-api.ts'
import { carryOver, decideFindings, listFindings } from '@maek/domain/vulnerabilities/api.ts'
import { readReach } from '@maek/domain/vulnerabilities/reach-api.ts'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { examples as vulnerabilities } from '../../examples/vulnerabilities.ts'
import { hasShared, publicSboms } from '../artefacts.ts'
import * as device from '../device-bodies.ts'
import { answerOf, maek } from '../maek-command.ts'
import { act, create } from '../member.ts'
import { fileIn } from '../zip-files.ts'
import { engineer, folder, house, idOf, keep, numberOf, recordOf, reviewer } from './journey.ts'

/* A product-security team's day on the SBOM of others that the step before took in. */

const only = hasShared ? test : test.skip
const state = async (release: string) =>
  answerOf(house(), listFindings.output, 'findings', '--release', release, '--limit', '200')

only(
  'findings are decided together, and count once another has signed (skipped without ../shared/data)',
  async () => {
    const { findings } = await state(numberOf('oldRelease'))
    expect(findings.length).toBeGreaterThan(10)
    expect(findings.every((finding) => finding.state === 'in-triage')).toBe(true)
    const { name, outcome, justification, impactStatement, actionStatement, detail } =
      vulnerabilities['triage-decision'] ?? {}
    const decision = { name, outcome, justification, impactStatement, actionStatement, detail }
    const decided = await answerOf(
      house(),
      decideFindings.output,
      'triage',
      'decide',
      '--release',
      numberOf('oldRelease'),
      '--decision',
      JSON.stringify({ ...decision, scope: 'release', releases: [idOf('oldRelease')] }),
      '--propose',
    )
    expect(decided).toMatchObject({ findings: findings.length, record: { state: 'proposed' } })
    const { findings: waiting } = await state(numberOf('oldRelease'))
    expect(waiting.every((finding) => finding.state === 'in-triage')).toBe(true)
    const record = { ...recordOf('oldRelease'), kind: 'triage-decision', ...decided.record }
    keep('triage', await act(reviewer(), record, 'approve'))
    const { findings: settled } = await state(numberOf('oldRelease'))
    expect(settled.every((finding) => finding.state === 'not-affected')).toBe(true)
    expect(settled.every((finding) => finding.decision?.number === decided.record.number)).toBe(true)
  },
)

only('the next release shows what changed, and no decision is lost on the way to it', async () => {
  const body = { ...device.releaseBody(idOf('device')), name: 'FNA Assist 0.9.1', version: '0.9.1' }
  keep('nextRelease', await create(engineer(), 'release', { ...body, previous: idOf('oldRelease') }))
  const python =
    'spdx-trivy-continuumio_conda-ci-linux-64-python3.8-sha256-2a4a96ec883df5e2cf0c0ea75001aa79b7fbd4d0fb460f7335944528b9477614.json'
  const file = join(folder(), `next-${basename(python)}`)
  // The same image with one package newer.
  const document = z
    .looseObject({ packages: z.array(z.looseObject({ name: z.string() })) })
    .parse(JSON.parse((await fileIn(publicSboms.spdx, python)).toString('utf8')))
  document.packages = document.packages.filter((one) => one.name !== 'urllib3')
  await writeFile(file, JSON.stringify(document))
  const taken = await answerOf(
    house(),
    intakeSbom.output,
    'intake',
    file,
    '--release',
    numberOf('nextRelease'),
  )
  keep('nextSbom', { ...recordOf('sbom'), ...taken.record })
  const diff = await engineer().call(diffSbom, { id: taken.record.id })
  // Predefined is what was approved last for the device; against it nearly everything is new here.
  expect(diff.baseline?.id).toBe(idOf('sbom'))
  expect(diff.counts['new-component']).toBeGreaterThan(50)
  const before = await maek(house().place, 'triage', 'carry-over', '--release', numberOf('nextRelease'))
  // Something is left to confirm: it ends with 1, as a pipeline wants.
  expect(before.exit).toBe(1)
  const { made } = await engineer().call(carryOver, { release: idOf('nextRelease'), propose: true })
  expect(made).toHaveLength(1)
  for (const { record } of made)
    await act(reviewer(), { ...recordOf('triage'), ...record, id: record.id }, 'approve')
  const after = await maek(house().place, 'triage', 'carry-over', '--release', numberOf('nextRelease'))
  expect(after.out).not.toBe(before.out)
  const { findings } = await state(numberOf('nextRelease'))
  expect(findings.length).toBeGreaterThan(5)
  expect(findings.every((finding) => finding.state === 'not-affected')).toBe(true)
})

only('from a vulnerability to the sites that run it is one step', async () => {
  const [finding] = (await state(numberOf('oldRelease'))).findings
  if (!finding) throw new Error('the step before left findings')
  const reach = await answerOf(house(), readReach.output, 'reach', finding.vulnerability)
  expect(JSON.stringify(reach)).toContain(idOf('oldRelease'))
})

only('hospitals, authorities and tools get their formats, and the gate its report', async () => {
  const release = ['--release', numberOf('nextRelease')]
  const formats = ['cyclonedx-1.7', 'spdx-3.0.1', 'openvex', 'csaf-vex', 'estar-vulnerabilities']
  for (const format of formats) {
    const to = join(folder(), `out-${format}`)
    const ran = await maek(house().place, 'export', ...release, '--format', format, '--out', to)
    expect(ran.exit, `${format}: ${ran.out}${ran.error}`).toBe(0)
    expect((await readFile(to)).length).toBeGreaterThan(500)
  }
  const vex = await readFile(join(folder(), 'out-openvex'), 'utf8')
  expect(vex).toContain('vulnerable_code_not_in_execute_path')
  const sarif = join(folder(), 'gate.sarif')
  const gate = await maek(house().place, ...['gate', ...release, '--format', 'sarif', '--out', sarif])
  // It was never submitted for review; its decided findings stand there, suppressed.
  expect(gate.exit).toBe(1)
  expect(await readFile(sarif, 'utf8')).toContain('"suppressions"')
  const pdf = join(folder(), 'report.pdf')
  const report = await maek(
    house().place,
    ...['report', 'vulnerabilities', ...release, '--language', 'both', '--out', pdf],
  )
  expect(report.exit, `${report.out}${report.error}`).toBe(0)
  expect((await readFile(pdf)).subarray(0, 5).toString()).toBe('%PDF-')
})
