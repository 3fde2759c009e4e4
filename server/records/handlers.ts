import { readFileHandler, storeFileHandler } from '../files/handlers.ts'
import type { Handler } from '../http/handler.ts'
import { listRecordsHandler, searchHandler } from './list.ts'
import { listRevisionsHandler, proveRecordHandler, readRecordHandler, traceRecordHandler } from './read.ts'
import { prepareActionHandler } from './sign.ts'
import { exportRecordsHandler, importRecordsHandler } from './transfer.ts'
import { actOnRecordHandler, createRecordHandler, editRecordHandler } from './write.ts'

/** What every kind gets without a line of its own. Fixed paths come before those with parameters. */
export const recordHandlers: readonly Handler[] = [
  searchHandler,
  traceRecordHandler,
  storeFileHandler,
  exportRecordsHandler,
  importRecordsHandler,
  listRecordsHandler,
  createRecordHandler,
  listRevisionsHandler,
  proveRecordHandler,
  readFileHandler,
  prepareActionHandler,
  actOnRecordHandler,
  readRecordHandler,
  editRecordHandler,
]
