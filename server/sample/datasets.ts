import { readFile } from 'node:fs/promises'
import { dataset } from '@maek/domain/models/dataset.ts'
import type { StoredRecord } from '@maek/domain/record.ts'
import { takeInManifest } from '../models/datasets/submit.ts'
import { lineOf, proseOf } from './marked.ts'
import { type Pen, wanted } from './pen.ts'

/**
 * The public table in the two parts of the training script: 343 cases to learn from, 226 held out, each with the
 * manifest that `maek dataset fingerprint` gives for its rows under one key.
 */
export async function writeDatasets(pen: Pen): Promise<{ training: string; test: string }> {
  const write = async (part: 'training' | 'testing', subjects: number) => {
    const [ko, en] = part === 'training' ? ['학습', 'training'] : ['시험', 'test']
    const written = await pen.write(dataset, {
      name: lineOf(`유방 세침흡인 ${ko} 자료`, `Breast aspirate ${en} data`),
      version: '1995.1',
      purposes: [part],
      description: proseOf(
        'Breast Cancer Wisconsin (Diagnostic) 공개 자료. server/sample/NOTICE.md 참조.',
        'Breast Cancer Wisconsin (Diagnostic), public. See server/sample/NOTICE.md.',
      ),
      modality: lineOf('세포 핵 측정값', 'Measurements of nuclei'),
      sources: [
        {
          name: lineOf('위스콘신대학교', 'University of Wisconsin'),
          country: 'United States',
          from: '1984-01-01',
          to: '1995-11-01',
          acquisition: lineOf('세침흡인 세포 영상', 'Fine-needle aspirate images'),
          subjects,
        },
      ],
      legalBasis: 'public',
      legalBasisDetail: proseOf('BSD-3-Clause로 공개된 자료', 'Published under BSD-3-Clause'),
      ethics: 'not-needed',
      identifiability: 'anonymised',
      deidentification: proseOf('개인정보가 없는 측정값이다.', 'Measurements without personal data.'),
      inclusion: proseOf('유방 종괴', 'Breast masses'),
      exclusion: proseOf('없음', 'None'),
      subjects,
      items: subjects,
      population: [{ attribute: 'site', group: lineOf('단일 기관', 'Single centre'), subjects }],
      referenceStandard: proseOf('조직 진단', 'Histology'),
      labelProcess: proseOf('원저자의 확정 진단', 'Confirmed diagnosis of the authors'),
      preparation: proseOf('식별자 열을 더했다.', 'An identifier column was added.'),
      splitUnit: 'patient',
      splits: [{ part, subjects, items: subjects }],
      quality: [{ measure: lineOf('결측', 'Missing values'), limit: '0', result: '0', met: true }],
      biasChecks: proseOf('핵 크기별 비율을 보고한다.', 'Shares by size of nucleus are reported.'),
      knownGaps: proseOf('단일 기관, 1995년 이전 자료', 'One centre, before 1995'),
      licence: 'BSD-3-Clause',
      keepUntil: pen.day(3650),
      disposal: proseOf('공개 자료이므로 파기 대상이 아니다.', 'Public; nothing to destroy.'),
    })
    return (await pen.lead(await fingerprinted(pen, written, part), 'submit', 'approve')).id
  }
  const [training, test] = await Promise.all([write('training', 343), write('testing', 226)])
  return { training, test }
}

/** Through the door that every site's manifest comes by: counted, looked through for leaks, and kept. */
async function fingerprinted(
  pen: Pen,
  draft: StoredRecord,
  part: 'training' | 'testing',
): Promise<StoredRecord> {
  const name = `${part}-manifest.jsonl`
  const bytes = await readFile(new URL(`./${name}`, import.meta.url))
  wanted(await takeInManifest(pen.house, pen.author, { id: draft.id, name, bytes }), name)
  return pen.read(draft)
}
