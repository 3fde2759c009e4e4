import { writeCycloneDxDataset } from '@maek/domain/models/datasets/write-cyclonedx.ts'
import { expect, test } from 'vitest'
import { examples } from '../../test/examples/models.ts'
import { checkSchema } from './schema-check.ts'

const record = {
  id: '6d000000-0000-4000-8000-000000000003',
  number: 'DAT-2026-0001',
  version: 3,
  approvedAt: '2026-09-01T00:00:00.000Z',
  updatedAt: '2026-09-01T00:00:00.000Z',
  body: examples.dataset ?? {},
}

test.each(['1.6', '1.7'] as const)(
  'the card of a dataset keeps the official schema of CycloneDX %s',
  async (version) => {
    const checked = await checkSchema(Buffer.from(writeCycloneDxDataset({ record, manifest: null }, version)))
    expect(checked).toMatchObject({ state: 'valid', faults: [] })
  },
)
