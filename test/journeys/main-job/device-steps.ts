import { writeFile } from 'node:fs/promises'
import { basename, join } from 'node:path'
import { readRecord } from '@maek/domain/api.ts'
import { intakeSbom } from '@maek/domain/components/api.ts'
import { importFeed } from '@maek/domain/vulnerabilities/api.ts'
import { expect, test } from 'vitest'
import { hasShared, publicSboms, pythonAdvisories, sampleAdvisories, writeOwnSbom } from '../artefacts.ts'
import * as device from '../device-bodies.ts'
import { answerOf } from '../maek-command.ts'
import { act, create, edit } from '../member.ts'
import { judge, judged } from '../verdicts.ts'
import { fileIn } from '../zip-files.ts'
import {
  engineer,
  folder,
  house,
  idOf,
  judgedBefore,
  keep,
  known,
  numberOf,
  recordOf,
  reviewer,
} from './journey.ts'

test('a device with an AI system, its release and its risks are recorded and confirmed', async () => {
  keep('device', await create(engineer(), 'device', device.deviceBody(idOf('engineer'))))
  keep('release', await create(engineer(), 'release', device.releaseBody(idOf('device'))))
  keep('hazard', await create(engineer(), 'hazard', device.hazardBody(known())))
  const control = await create(engineer(), 'risk-control', device.riskControlBody(known()))
  keep('riskControl', await act(reviewer(), await act(engineer(), control, 'implement'), 'confirm-effect'))
  keep(
    'aiSystem',
    await create(engineer(), 'ai-system', device.aiSystemBody({ ...known(), supervisor: idOf('reviewer') })),
  )
  for (const name of ['device', 'hazard', 'aiSystem']) {
    keep(name, await act(reviewer(), recordOf(name), 'confirm'))
  }
  for (const framework of judged) judgedBefore.set(framework, await judge(house(), framework))
})

test('real advisories are imported offline', async () => {
  const npm = await answerOf(house(), importFeed.output, 'feeds', 'import', sampleAdvisories)
  expect(npm).toMatchObject({ read: 27, added: 27, refused: [] })
})

test.skipIf(!hasShared)(
  'the whole PyPI export of OSV is imported offline (skipped without ../shared/data)',
  async () => {
    const python = await answerOf(house(), importFeed.output, 'feeds', 'import', pythonAdvisories)
    expect(python.refused).toEqual([])
    expect(python.added).toBeGreaterThan(1000)
  },
)

test('the project’s own SBOM, made from its lock file, is taken in, completed and approved', async () => {
  const file = join(folder(), 'maek.cdx.json')
  await writeOwnSbom(file)
  const taken = await answerOf(house(), intakeSbom.output, 'intake', file, '--release', numberOf('release'))
  expect(taken).toMatchObject({ format: 'CycloneDX 1.6', known: false })
  // Two packages of npm need each other: a circle is no fault of an SBOM.
  expect(taken.faults).toEqual([])
  expect(taken.components).toBeGreaterThan(100)
  // Some advisories of npm answer for the packages they name, and for no other.
  expect(taken.covered).toBeGreaterThan(0)
  expect(taken.covered).toBeLessThan(taken.components)
  const again = await answerOf(house(), intakeSbom.output, 'intake', file, '--release', numberOf('release'))
  expect(again).toMatchObject({ known: true, record: taken.record })
  const { record } = await engineer().call(readRecord, { kind: 'sbom', id: taken.record.id })
  const completed = await edit(engineer(), record, {
    author: '소프트웨어개발팀',
    stage: 'build',
    gaps: '빌드 도구는 넣지 않았다. 가린 항목은 없다.',
    disclosure: 'on-request',
  })
  keep('sbom', await act(reviewer(), await act(engineer(), completed, 'submit'), 'approve'))
})

test.skipIf(!hasShared)(
  'SBOMs of others are read and matched with advisories (skipped without ../shared/data)',
  async () => {
    const body = { ...device.releaseBody(idOf('device')), name: 'FNA Assist 0.9.0', version: '0.9.0' }
    keep('oldRelease', await create(engineer(), 'release', body))
    const python =
      'spdx-trivy-continuumio_conda-ci-linux-64-python3.8-sha256-2a4a96ec883df5e2cf0c0ea75001aa79b7fbd4d0fb460f7335944528b9477614.json'
    const files = [
      [publicSboms.spdx, python, 'SPDX 2.2'],
      [publicSboms.cyclonedx, 'SBOM/laravel-7.12.0/bom.1.4.xml', 'CycloneDX 1.4'],
    ]
    for (const [zip = '', name = '', format] of files) {
      const file = join(folder(), basename(name))
      await writeFile(file, await fileIn(zip, name))
      const taken = await answerOf(
        house(),
        intakeSbom.output,
        'intake',
        file,
        '--release',
        numberOf('oldRelease'),
      )
      expect(taken).toMatchObject({ format, known: false })
      if (format === 'SPDX 2.2') expect(taken.findings).toBeGreaterThan(10)
    }
  },
)
