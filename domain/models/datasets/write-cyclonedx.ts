import { counted } from '../../words.ts'
import {
  agreementLines,
  type Card,
  type DatasetBody,
  jsonText,
  keepingLines,
  portableFields,
  sensitivityLines,
  sourceLines,
  typedBody,
} from './card.ts'

/**
 * The card of a dataset as a CycloneDX ML-BOM (ECMA-424) with one component of type `data`. Facts that CycloneDX has
 * no member for stand in properties `maek:…`, a line each, and all of them exactly, to be read again, in
 * `maek:passport`; the hash is that of the keyed manifest.
 */
export function writeCycloneDxDataset(card: Card, version: '1.6' | '1.7'): string {
  const { record } = card
  const body = typedBody(record.body)
  const reference = `dataset:${record.number}`
  return jsonText({
    $schema: `http://cyclonedx.org/schema/bom-${version}.schema.json`,
    bomFormat: 'CycloneDX',
    specVersion: version,
    serialNumber: `urn:uuid:${record.id}`,
    version: record.version,
    metadata: {
      timestamp: record.updatedAt,
      tools: { components: [{ type: 'application', name: 'Maek' }] },
      component: { type: 'data', 'bom-ref': `${reference}:subject`, name: body.name, version: body.version },
    },
    components: [dataComponent(card, body, reference)],
  })
}

function dataComponent({ record, manifest }: Card, body: DatasetBody, reference: string): object {
  return {
    type: 'data',
    'bom-ref': reference,
    name: body.name,
    version: body.version,
    description: body.description,
    licenses: body.licence === undefined ? [] : [{ license: { name: body.licence } }],
    hashes: body.contentSha256 === undefined ? [] : [{ alg: 'SHA-256', content: body.contentSha256 }],
    data: [
      {
        type: 'dataset',
        name: body.name,
        description: [body.description, ...sourceLines(body)].join('\n'),
        contents: { properties: splitProperties(body) },
        classification: body.identifiability,
        sensitiveData: sensitivityLines(body),
        governance: { owners: (body.sources ?? []).map(({ name }) => ({ organization: { name } })) },
      },
    ],
    properties: [
      { name: 'maek:record', value: record.number },
      { name: 'maek:passport', value: JSON.stringify(portableFields(record.body)) },
      ...(manifest ? [{ name: 'maek:manifest:root', value: manifest.root }] : []),
      ...facts(body).flatMap(([name, lines]) => lines.map((value) => ({ name: `maek:${name}`, value }))),
    ],
  }
}

function splitProperties({ splits, population }: DatasetBody) {
  return [
    ...(splits ?? []).map(({ part, items, subjects }) => ({
      name: `maek:split:${part}`,
      value: `${counted(items, 'item')}, ${counted(subjects, 'subject')}`,
    })),
    ...(population ?? []).map(({ attribute, group, subjects, positives }) => ({
      name: `maek:population:${attribute}`,
      value: `${group}: ${counted(subjects, 'subject')}${positives === undefined ? '' : `, ${positives} positive`}`,
    })),
  ]
}

/** What stands in the record in words, under the names of its fields. */
function facts(body: DatasetBody): [string, string[]][] {
  const texts = {
    modality: body.modality,
    legalBasis: body.legalBasis,
    legalBasisDetail: body.legalBasisDetail,
    irbNumber: body.irbNumber,
    inclusion: body.inclusion,
    exclusion: body.exclusion,
    referenceStandard: body.referenceStandard,
    labelProcess: body.labelProcess,
    preparation: body.preparation,
    biasChecks: body.biasChecks,
    knownGaps: body.knownGaps,
    leakCheck: body.leakCheck,
  }
  const single = Object.entries(texts).flatMap(([name, text]): [string, string[]][] =>
    text === undefined ? [] : [[name, [text]]],
  )
  return [
    ...single,
    ['purposes', body.purposes],
    ['agreement', agreementLines(body)],
    ['keeping', keepingLines(body)],
  ]
}
