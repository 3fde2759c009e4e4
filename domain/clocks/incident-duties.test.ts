import { expect, test } from 'vitest'
import { applicabilityOf, type Facts } from './applicability.ts'
import { duties, dutyById } from './duties.ts'
import { eventNames, withImplied } from './events.ts'
import { dutiesForIncident, type IncidentFacts } from './incident-duties.ts'

const now = Date.UTC(2026, 10, 21, 3, 0, 0)

function starting(incident: IncidentFacts, at = now): readonly string[] {
  return dutiesForIncident(incident, at)
    .filter(({ verdict }) => verdict === 'starts')
    .map(({ duty }) => duty)
}

function verdicts(incident: IncidentFacts, at = now): Readonly<Record<string, string>> {
  return Object.fromEntries(dutiesForIncident(incident, at).map(({ duty, verdict }) => [duty, verdict]))
}

const maker: Facts = {
  market: ['KR'],
  role: ['manufacturer'],
  deviceForm: 'embedded',
  grade: '2',
  customer: ['hospital'],
  personalData: true,
  onlineService: true,
  usesAi: true,
  underMdrOrIvdr: true,
  cyberDevice: true,
}

test('a death with an embedded device starts the 7-day report and not the 15-day one', () => {
  expect(starting({ ...maker, events: ['death'] })).toEqual(['kr-ae-death'])
})

test('standalone software goes by the Digital Medical Products Act instead', () => {
  expect(starting({ ...maker, deviceForm: 'standalone', events: ['death'] })).toEqual([
    'kr-standalone-harm-death',
  ])
  expect(starting({ ...maker, deviceForm: 'standalone', events: ['seriousHarm'] })).toEqual([
    'kr-standalone-harm-serious',
  ])
})

test('before anybody says embedded or standalone, both reports ask for the form of the device', () => {
  const { deviceForm: _, ...unknown } = maker
  const found = dutiesForIncident({ ...unknown, events: ['death'] }, now)
  expect(found.map(({ duty, verdict, missing }) => [duty, verdict, missing])).toEqual([
    ['kr-ae-death', 'ask', ['deviceForm']],
    ['kr-standalone-harm-death', 'ask', ['deviceForm']],
  ])
  expect(found[0]?.because.ko).toContain('제품 형태')
})

test('an electronic infringement is told to the MFDS, to providers and to users', () => {
  expect(starting({ ...maker, events: ['electronicInfringement'] })).toEqual([
    'kr-infringement-notice-mfds',
    'kr-infringement-notice-providers',
    'kr-infringement-notice-users',
    'kr-infringement-aftermath',
    'kr-fix-notice',
  ])
})

test('a leak of health data is a leak: subjects and the authority, each in 72 hours', () => {
  expect(starting({ ...maker, events: ['leakOfSensitiveData'] })).toEqual([
    'kr-pipa-leak-subjects',
    'kr-pipa-leak-authority',
  ])
})

test('a small leak of plain data goes to the subjects only', () => {
  expect(starting({ ...maker, events: ['personalDataLeak'] })).toEqual(['kr-pipa-leak-subjects'])
})

test('an intrusion with a leak starts the clocks of both laws', () => {
  expect(starting({ ...maker, events: ['networkIntrusion', 'leakByUnlawfulAccess'] })).toEqual([
    'kr-pipa-leak-subjects',
    'kr-pipa-leak-authority',
    'kr-network-incident',
    'kr-network-user-notice',
  ])
})

test('a medical-record incident is the hospital’s to report, and the maker sees so', () => {
  const [found] = dutiesForIncident({ ...maker, events: ['medicalRecordIncident'] }, now)
  expect(found).toMatchObject({ duty: 'kr-emr-incident', verdict: 'notOurs' })
  expect(found?.because).toEqual({
    ko: '다른 자의 의무입니다(의료기관).',
    en: 'A duty of somebody else (hospital).',
  })
})

test('a field corrective action in three markets starts duties at different moments', () => {
  const found = dutiesForIncident({ ...maker, market: ['KR', 'EU', 'US'], events: ['recallType1'] }, now)
  expect(found.map(({ duty, startsAt }) => [duty, startsAt])).toEqual([
    ['kr-recall-sale-stop', 'confirmation'],
    ['kr-recall-plan', 'confirmation'],
    ['kr-recall-finish-type1', 'initiation'],
    ['eu-mdr-87-8', 'beforeStart'],
    ['us-806-report', 'initiation'],
  ])
})

test('a death under the EU MDR is Article 87(5), a serious incident 87(3), a public health threat 87(4)', () => {
  const inEurope: Facts = { ...maker, market: ['EU'], usesAi: false }
  expect(starting({ ...inEurope, events: ['death'] })).toEqual(['eu-mdr-87-5'])
  expect(starting({ ...inEurope, events: ['seriousHarm'] })).toEqual(['eu-mdr-87-3'])
  expect(starting({ ...inEurope, events: ['publicHealthThreat'] })).toEqual(['eu-mdr-87-4'])
  expect(starting({ ...inEurope, events: ['unanticipatedDeterioration'] })).toEqual(['eu-mdr-87-5'])
})

test('the EU AI Act waits until 2 August 2028 and starts on that day in Brussels', () => {
  const incident: IncidentFacts = { ...maker, market: ['EU'], events: ['death'] }
  expect(verdicts(incident, Date.UTC(2028, 7, 1, 21, 59, 59))['eu-ai-73-4']).toBe('notInForce')
  expect(verdicts(incident, Date.UTC(2028, 7, 1, 22, 0, 0))['eu-ai-73-4']).toBe('starts')
})

test('the 24-hour report of intrusions in this wording applies from 1 October 2026 in Seoul', () => {
  const incident: IncidentFacts = { ...maker, events: ['networkIntrusion'] }
  expect(verdicts(incident, Date.UTC(2026, 8, 30, 14, 59, 59))['kr-network-incident']).toBe('notInForce')
  expect(verdicts(incident, Date.UTC(2026, 8, 30, 15, 0, 0))['kr-network-incident']).toBe('starts')
})

test('the Cyber Resilience Act leaves out what the MDR covers', () => {
  const exploited: IncidentFacts = { ...maker, market: ['EU'], events: ['exploitedVulnerability'] }
  expect(starting(exploited)).toEqual([])
  expect(starting({ ...exploited, underMdrOrIvdr: false })).toEqual([
    'eu-cra-14-vulnerability',
    'eu-cra-14-users',
  ])
})

test('an American maker reports in 30 days; importer and hospital see their own reports', () => {
  const incident: IncidentFacts = { ...maker, market: ['US'], events: ['seriousHarm'] }
  expect(starting(incident)).toEqual(['us-803-30day'])
  expect(starting({ ...incident, role: ['importer'] })).toEqual(['us-803-importer'])
  expect(starting({ ...incident, role: ['userFacility'] })).toEqual(['us-803-user-facility'])
})

test('a Korean importer answers like a maker', () => {
  expect(starting({ ...maker, role: ['importer'], events: ['fieldCorrectiveAction'] })).toEqual([
    'kr-recall-sale-stop',
    'kr-recall-plan',
  ])
})

test('a role nobody ticked never hides a 72-hour clock', () => {
  expect(starting({ ...maker, role: [], events: ['personalDataLeak'] })).toEqual(['kr-pipa-leak-subjects'])
})

test('an incident without events, or in no market, starts nothing', () => {
  expect(dutiesForIncident({ ...maker, events: [] }, now)).toEqual([])
  expect(dutiesForIncident({ ...maker, market: [], events: ['death'] }, now)).toEqual([])
})

test('with nothing known but the event, every duty of the event asks or waits, and none is lost', () => {
  for (const event of eventNames) {
    const at = Date.UTC(2029, 0, 1)
    const found = dutiesForIncident({ events: [event] }, at)
    for (const { verdict, missing } of found) {
      expect(verdict).toBe('ask')
      expect(missing).toContain('market')
    }
    const wanted = duties.filter((duty) => duty.events.includes(event)).map(({ id }) => id)
    expect(found.map(({ duty }) => duty)).toEqual(expect.arrayContaining(wanted))
  }
})

test('every implied event is one of the table', () => {
  for (const name of eventNames) {
    for (const implied of withImplied([name])) expect(eventNames).toContain(implied)
  }
  expect(withImplied(['recallType2', 'recallType3'])).toEqual([
    'recallType2',
    'recallType3',
    'fieldCorrectiveAction',
  ])
})

test('where only the role is unknown, the role is asked for', () => {
  const { role: _, ...unknown } = maker
  const [found] = dutiesForIncident({ ...unknown, events: ['seriousHarm'] }, now)
  expect(found).toMatchObject({ duty: 'kr-ae-serious', verdict: 'ask', missing: ['role'] })
})

test('a grade outside the condition rules a duty out and says by which fact', () => {
  const duty = dutyById('kr-review-publication')
  expect(duty && applicabilityOf(duty, { ...maker, grade: '1' })).toEqual({ applies: 'no', by: 'grade' })
  expect(duty && applicabilityOf(duty, maker)).toEqual({ applies: 'notOurs' })
})
