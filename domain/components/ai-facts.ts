/**
 * What a document says of a model or a data set, as far as the G7's minimum elements for an AI SBOM (2026-05-12) ask:
 * CycloneDX model card and data, SPDX 3 AI and Dataset profiles. The words stand in the kept file; here they are cut.
 */
export type AiFacts = {
  /** What the model is for: `image classification`. */
  readonly task?: string
  readonly architecture?: string
  /** How it learned: `supervised`, or what the document tells of the training. */
  readonly training?: string
  /** References or names of the data sets it was trained and tested on. */
  readonly datasets: readonly string[]
  readonly inputs: readonly string[]
  readonly outputs: readonly string[]
  /** `AUROC 0.93`. */
  readonly metrics: readonly string[]
  readonly intendedUse?: string
  readonly limits?: string
  /** Ethical, safety or fairness risks that are named, with what is done about them. */
  readonly risk?: string
  readonly energy?: string
  /** Of a data set: what is in it, and how it came about. */
  readonly content?: string
  readonly origin?: string
  /** Whether personal or otherwise sensitive data is in it, and how confidential it is. */
  readonly sensitivity?: string
}

/** How long a component will be cared for, as the document says. */
export type SupportFacts = {
  /** As written: `actively maintained`, `abandoned`, SPDX's `support`. */
  readonly level?: string
  /** The day support ends, `2027-03-31`. */
  readonly endsOn?: string
}
