import { afterAll, afterEach, beforeAll, beforeEach } from 'vitest'
import { openBrowser, pictureFolder } from './browser.ts'
import { journeyFolder } from './house-process.ts'
import { leave, tidyUp } from './main-job/journey.ts'

/*
 * The main job on real input, from an empty organisation to a pack that a stranger verifies. Each test is one step and
 * needs those before it; when one fails, the rest is skipped. The steps run in the order in which they are named here.
 */

import './main-job/people-steps.ts'
import './main-job/device-steps.ts'
import './main-job/security-steps.ts'
import './main-job/model-steps.ts'
import './main-job/incident-steps.ts'
import './main-job/proof-steps.ts'

let failed = ''
beforeEach(({ skip }) => {
  if (failed !== '') skip(`the step before failed: ${failed}`)
})
afterEach(({ task }) => {
  if (task.result?.state === 'fail') failed = task.name
})
beforeAll(async () => {
  leave({
    folder: await journeyFolder(),
    pictures: await pictureFolder('main-job'),
    browser: await openBrowser(),
  })
})
afterAll(() => tidyUp(failed !== ''))
