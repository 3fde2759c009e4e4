import { api } from './api.ts'
import { readiness } from './assurance/readiness.ts'
import type { Command } from './command.ts'
import { licences } from './components/licences.ts'
import { sbom } from './components/sbom.ts'
import { support } from './components/support.ts'
import { sample } from './house/sample.ts'
import { bench, up } from './house/up.ts'
import { notices } from './incidents/notices.ts'
import { intake } from './intake.ts'
import { dataset } from './models/dataset.ts'
import { gaps } from './models/gaps.ts'
import { model } from './models/model/model.ts'
import { plan } from './models/plan.ts'
import { alerts } from './monitoring/alerts.ts'
import { looks } from './monitoring/looks.ts'
import { observe } from './monitoring/observe.ts'
import { installations } from './products/installations.ts'
import { records } from './records/records.ts'
import { backup, restore } from './reports/backup.ts'
import { gate } from './reports/gate.ts'
import { pack } from './reports/pack.ts'
import { postMarket } from './reports/post-market.ts'
import { report } from './reports/report.ts'
import { verify } from './reports/verify.ts'
import { search } from './search.ts'
import { exportCommand } from './vulnerabilities/export.ts'
import { feeds } from './vulnerabilities/feeds.ts'
import { findings } from './vulnerabilities/findings.ts'
import { reach } from './vulnerabilities/reach.ts'
import { triage } from './vulnerabilities/triage.ts'
import { unmatched } from './vulnerabilities/unmatched.ts'

/** Every command, in the order a newcomer meets them; help and docs/cli.md fold over this list. */
export const commands: readonly Command[] = [
  up,
  intake,
  readiness,
  gate,
  sbom,
  licences,
  support,
  model,
  exportCommand,
  pack,
  report,
  verify,
  records,
  search,
  feeds,
  findings,
  triage,
  unmatched,
  reach,
  dataset,
  gaps,
  plan,
  installations,
  observe,
  looks,
  alerts,
  postMarket,
  notices,
  backup,
  restore,
  sample,
  api,
  bench,
]
