import {
  agreementLines,
  type Card,
  jsonText,
  keepingLines,
  portableFields,
  sensitivityLines,
  sourceLines,
  typedBody,
} from './card.ts'

/** Terms a Croissant document may use unprefixed, as the specification's own context names them. */
const context = {
  '@language': 'en',
  '@vocab': 'https://schema.org/',
  citeAs: 'cr:citeAs',
  column: 'cr:column',
  conformsTo: 'dct:conformsTo',
  cr: 'http://mlcommons.org/croissant/',
  data: { '@id': 'cr:data', '@type': '@json' },
  dataType: { '@id': 'cr:dataType', '@type': '@vocab' },
  dct: 'http://purl.org/dc/terms/',
  extract: 'cr:extract',
  field: 'cr:field',
  fileObject: 'cr:fileObject',
  fileProperty: 'cr:fileProperty',
  fileSet: 'cr:fileSet',
  format: 'cr:format',
  includes: 'cr:includes',
  isLiveDataset: 'cr:isLiveDataset',
  key: 'cr:key',
  maek: 'urn:maek:',
  md5: 'cr:md5',
  parentField: 'cr:parentField',
  path: 'cr:path',
  rai: 'http://mlcommons.org/croissant/RAI/',
  recordSet: 'cr:recordSet',
  references: 'cr:references',
  regex: 'cr:regex',
  repeated: 'cr:repeated',
  replace: 'cr:replace',
  sc: 'https://schema.org/',
  separator: 'cr:separator',
  source: 'cr:source',
  subField: 'cr:subField',
  transform: 'cr:transform',
} as const

const splitTypes: Readonly<Record<string, string>> = {
  training: 'cr:TrainingSplit',
  tuning: 'cr:ValidationSplit',
  testing: 'cr:TestSplit',
}

/**
 * The card of a dataset as MLCommons Croissant 1.1 with Responsible AI 1.0 (JSON-LD). What Croissant has no word for
 * stands whole under `maek:passport`; the data themselves are nowhere, only the hash of their keyed manifest.
 */
export function writeCroissant(card: Card): string {
  const { record, manifest } = card
  const body = typedBody(record.body)
  const days = (body.sources ?? []).flatMap(({ from, to }) => [from, to]).sort()
  return jsonText({
    '@context': context,
    '@type': 'sc:Dataset',
    '@id': `urn:uuid:${record.id}`,
    conformsTo: ['http://mlcommons.org/croissant/1.1', 'http://mlcommons.org/croissant/RAI/1.0'],
    name: body.name,
    version: body.version,
    description: body.description,
    license: body.licence,
    url: body.location,
    datePublished: record.approvedAt?.slice(0, 10),
    creator: (body.sources ?? []).map(({ name }) => ({ '@type': 'sc:Organization', name })),
    keywords: body.modality === undefined ? undefined : [body.modality],
    isLiveDataset: false,
    distribution: distributionOf(card),
    recordSet: splitsOf(card),
    'rai:dataCollection': sourceLines(body).join('\n') || undefined,
    'rai:dataCollectionTimeframe': days.length > 0 ? [days[0], days.at(-1)] : undefined,
    'rai:dataPreprocessingProtocol': body.preparation,
    'rai:dataAnnotationProtocol': body.labelProcess,
    'rai:dataAnnotationAnalysis': agreementLines(body),
    'rai:dataBiases': body.biasChecks,
    'rai:dataLimitations': body.knownGaps,
    'rai:dataUseCases': body.purposes,
    'rai:personalSensitiveInformation': sensitivityLines(body),
    'rai:dataReleaseMaintenancePlan': keepingLines(body).join('\n') || undefined,
    'maek:record': record.number,
    'maek:passport': portableFields(record.body),
    'maek:manifest': manifest ?? undefined,
  })
}

function distributionOf({ record }: Card): object[] {
  const { manifest } = typedBody(record.body)
  if (!manifest) return []
  return [
    {
      '@type': 'cr:FileObject',
      '@id': 'manifest',
      name: manifest.name,
      description: 'Keyed digests of the items; the items themselves stay at the site.',
      contentUrl: `urn:sha256:${manifest.sha256}`,
      contentSize: `${manifest.size} B`,
      encodingFormat: manifest.mediaType,
      sha256: manifest.sha256,
    },
  ]
}

/** Which splits there are, in Croissant's own kinds of split. */
function splitsOf({ record }: Card): object[] {
  const parts = typedBody(record.body).splits ?? []
  if (parts.length === 0) return []
  return [
    {
      '@type': 'cr:RecordSet',
      '@id': 'splits',
      name: 'splits',
      dataType: 'cr:Split',
      key: { '@id': 'splits/name' },
      field: ['name', 'url', 'items', 'subjects'].map((name) => ({
        '@type': 'cr:Field',
        '@id': `splits/${name}`,
        name,
        dataType: name === 'url' ? 'sc:URL' : name === 'name' ? 'sc:Text' : 'sc:Integer',
      })),
      data: parts.map(({ part, items, subjects }) => ({
        'splits/name': part,
        'splits/url': splitTypes[part] ?? `maek:${part}`,
        'splits/items': items,
        'splits/subjects': subjects,
      })),
    },
  ]
}
