import { cite } from '../../cited.ts'
import { modelVersion } from '../../models/model-version.ts'
import { shownState, shownText } from '../../shown.ts'
import type { ModelCard } from './card.ts'
import type { CardRecords } from './facts.ts'
import { modelSections } from './model-sections.ts'
import { resultSections } from './result-sections.ts'

/** The card of one model version, all of it from records; pure. A gap is a fact whose text and table are both null. */
export function buildModelCard(records: CardRecords, at: string): ModelCard {
  const sections = [...modelSections(records), ...resultSections(records)]
  const { model } = records
  return {
    model: {
      ...cite(model),
      versionName: shownText(model, 'version')?.ko ?? '',
      state: shownState(modelVersion, model),
      isApproved: model.approvedVersion !== null,
    },
    at,
    sections,
    gaps: sections.flatMap(({ facts }) => facts).filter(({ text, table }) => text === null && table === null)
      .length,
  }
}
