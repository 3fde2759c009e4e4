import type { Task } from '@maek/domain/models/performance/task-names.ts'
import { type ComponentType, type LazyExoticComponent, lazy } from 'react'
import type { ResultFaceProps } from './result-face.ts'

type ResultFace = LazyExoticComponent<ComponentType<ResultFaceProps>>

/**
 * What the tab of curves and tables shows for a task, each a chunk of its own. Measures, criteria and groups are shown
 * by the page itself for every task. Comparisons, where a result has them, have a tab of their own.
 */
export const resultFaces: Readonly<Partial<Record<Task, ResultFace>>> = {
  binary: lazy(async () => ({ default: (await import('./evaluation/BinaryFace.tsx')).BinaryFace })),
  'multi-class': lazy(async () => ({ default: (await import('./tasks/ClassesFace.tsx')).MultiClassFace })),
  'multi-label': lazy(async () => ({ default: (await import('./tasks/ClassesFace.tsx')).MultiLabelFace })),
  segmentation: lazy(async () => ({
    default: (await import('./tasks/SegmentationFace.tsx')).SegmentationFace,
  })),
  detection: lazy(async () => ({ default: (await import('./tasks/DetectionFace.tsx')).DetectionFace })),
  agreement: lazy(async () => ({ default: (await import('./tasks/ReadersFace.tsx')).AgreementFace })),
  mrmc: lazy(async () => ({ default: (await import('./tasks/ReadersFace.tsx')).ReaderStudyFace })),
}
