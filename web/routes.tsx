import type { QueryClient } from '@tanstack/react-query'
import {
  createRootRouteWithContext,
  createRoute,
  lazyRouteComponent,
  Outlet,
  redirect,
} from '@tanstack/react-router'
import { paths } from './paths.ts'
import { askSession } from './session.ts'
import { Shell } from './shell/Shell.tsx'
import { MissingPage } from './ui/MissingPage.tsx'

/* Every page is its own chunk. `house` is all that stands behind the door: it asks who you are first. */

const root = createRootRouteWithContext<{ queries: QueryClient }>()({
  component: Outlet,
  notFoundComponent: MissingPage,
})

/** Fetches the kind's fields together with the page's code, already when the reader points at a link. */
async function loadKindOf({ params }: { params: { kind: string } }): Promise<void> {
  const { loadKind } = await import('./records/plain-kind.ts')
  await loadKind(params.kind)
}

const signIn = createRoute({
  getParentRoute: () => root,
  path: '/sign-in',
  component: lazyRouteComponent(() => import('./people/SignInPage.tsx'), 'SignInPage'),
})

const claim = createRoute({
  getParentRoute: () => root,
  path: '/claim',
  component: lazyRouteComponent(() => import('./people/ClaimPage.tsx'), 'ClaimPage'),
})

const house = createRoute({
  getParentRoute: () => root,
  id: 'house',
  component: Shell,
  beforeLoad: async ({ context, location }) => {
    const session = await context.queries.ensureQueryData(askSession)
    if (!session.signedIn) throw redirect(paths.signIn(location.href === '/' ? undefined : location.href))
  },
})

const home = createRoute({
  getParentRoute: () => house,
  path: '/',
  component: lazyRouteComponent(() => import('./assurance/HomePage.tsx'), 'HomePage'),
})

const list = createRoute({
  getParentRoute: () => house,
  path: '/records/$kind',
  loader: loadKindOf,
  component: lazyRouteComponent(() => import('./records/ListPage.tsx'), 'ListPage'),
})

const newRecord = createRoute({
  getParentRoute: () => house,
  path: '/records/$kind/new',
  loader: loadKindOf,
  component: lazyRouteComponent(() => import('./records/NewPage.tsx'), 'NewPage'),
})

const importRecords = createRoute({
  getParentRoute: () => house,
  path: '/records/$kind/import',
  loader: loadKindOf,
  component: lazyRouteComponent(() => import('./records/ImportPage.tsx'), 'ImportPage'),
})

const record = createRoute({
  getParentRoute: () => house,
  path: '/records/$kind/$id',
  loader: loadKindOf,
  component: lazyRouteComponent(() => import('./records/RecordPage.tsx'), 'RecordPage'),
})

const edit = createRoute({
  getParentRoute: () => house,
  path: '/records/$kind/$id/edit',
  loader: loadKindOf,
  component: lazyRouteComponent(() => import('./records/EditPage.tsx'), 'EditPage'),
})

const readiness = createRoute({
  getParentRoute: () => house,
  path: '/readiness',
  component: lazyRouteComponent(() => import('./assurance/ReadinessPage.tsx'), 'ReadinessPage'),
})

const framework = createRoute({
  getParentRoute: () => house,
  path: '/readiness/$framework',
  component: lazyRouteComponent(() => import('./assurance/FrameworkPage.tsx'), 'FrameworkPage'),
})

const requirement = createRoute({
  getParentRoute: () => house,
  path: '/readiness/$framework/$ref',
  component: lazyRouteComponent(() => import('./assurance/RequirementPage.tsx'), 'RequirementPage'),
})

const trace = createRoute({
  getParentRoute: () => house,
  path: '/trace/$id',
  component: lazyRouteComponent(() => import('./assurance/TracePage.tsx'), 'TracePage'),
})

const findings = createRoute({
  getParentRoute: () => house,
  path: '/findings',
  component: lazyRouteComponent(() => import('./vulnerabilities/FindingsPage.tsx'), 'FindingsPage'),
})

const reach = createRoute({
  getParentRoute: () => house,
  path: '/reach',
  component: lazyRouteComponent(() => import('./vulnerabilities/reach/ReachPage.tsx'), 'ReachPage'),
})

const sbom = createRoute({
  getParentRoute: () => house,
  path: '/sboms/$id',
  component: lazyRouteComponent(() => import('./components/SbomPage.tsx'), 'SbomPage'),
})

const model = createRoute({
  getParentRoute: () => house,
  path: '/models/$id',
  component: lazyRouteComponent(() => import('./models/card/ModelPage.tsx'), 'ModelPage'),
})

const dataset = createRoute({
  getParentRoute: () => house,
  path: '/datasets/$id',
  component: lazyRouteComponent(() => import('./models/datasets/PassportPage.tsx'), 'PassportPage'),
})

const impact = createRoute({
  getParentRoute: () => house,
  path: '/impact/$id',
  component: lazyRouteComponent(() => import('./models/impact/ImpactPage.tsx'), 'ImpactPage'),
})

const postMarket = createRoute({
  getParentRoute: () => house,
  path: '/post-market/$id',
  component: lazyRouteComponent(() => import('./reports/PostMarketPage.tsx'), 'PostMarketPage'),
})

const watchIndex = createRoute({
  getParentRoute: () => house,
  path: '/watch',
  component: lazyRouteComponent(() => import('./monitoring/WatchIndexPage.tsx'), 'WatchIndexPage'),
})

const watch = createRoute({
  getParentRoute: () => house,
  path: '/watch/$model',
  component: lazyRouteComponent(() => import('./monitoring/WatchPage.tsx'), 'WatchPage'),
})

const monitoringPlan = createRoute({
  getParentRoute: () => house,
  path: '/monitoring-plans/$id',
  component: lazyRouteComponent(() => import('./monitoring/MonitoringPlanPage.tsx'), 'MonitoringPlanPage'),
})

const evaluation = createRoute({
  getParentRoute: () => house,
  path: '/evaluations/$id',
  component: lazyRouteComponent(() => import('./models/evaluation/EvaluationPage.tsx'), 'EvaluationPage'),
})

const sampleSize = createRoute({
  getParentRoute: () => house,
  path: '/sample-size',
  component: lazyRouteComponent(() => import('./models/tasks/SizePage.tsx'), 'SizePage'),
})

const licences = createRoute({
  getParentRoute: () => house,
  path: '/licences',
  component: lazyRouteComponent(() => import('./components/LicencesPage.tsx'), 'LicencesPage'),
})

const support = createRoute({
  getParentRoute: () => house,
  path: '/support',
  component: lazyRouteComponent(() => import('./components/SupportPage.tsx'), 'SupportPage'),
})

const finding = createRoute({
  getParentRoute: () => house,
  path: '/findings/$id',
  component: lazyRouteComponent(() => import('./vulnerabilities/finding/FindingPage.tsx'), 'FindingPage'),
})

const carryOver = createRoute({
  getParentRoute: () => house,
  path: '/carry-over/$release',
  component: lazyRouteComponent(
    () => import('./vulnerabilities/carry-over/CarryOverPage.tsx'),
    'CarryOverPage',
  ),
})

const feeds = createRoute({
  getParentRoute: () => house,
  path: '/feeds',
  component: lazyRouteComponent(() => import('./vulnerabilities/feeds/FeedsPage.tsx'), 'FeedsPage'),
})

const unmatched = createRoute({
  getParentRoute: () => house,
  path: '/unmatched',
  component: lazyRouteComponent(() => import('./vulnerabilities/feeds/UnmatchedPage.tsx'), 'UnmatchedPage'),
})

const packs = createRoute({
  getParentRoute: () => house,
  path: '/packs',
  component: lazyRouteComponent(() => import('./reports/PacksPage.tsx'), 'PacksPage'),
})

const settings = createRoute({
  getParentRoute: () => house,
  path: '/settings',
  component: lazyRouteComponent(() => import('./people/SettingsPage.tsx'), 'SettingsPage'),
})

const settingsSection = createRoute({
  getParentRoute: () => house,
  path: '/settings/$section',
  component: lazyRouteComponent(() => import('./people/SettingsPage.tsx'), 'SettingsPage'),
})

const behindTheDoor = [home, list, newRecord, importRecords, record, edit, readiness, framework, requirement]
const alsoBehind = [
  trace,
  findings,
  finding,
  carryOver,
  reach,
  sbom,
  model,
  dataset,
  impact,
  evaluation,
  postMarket,
  watchIndex,
  watch,
  monitoringPlan,
  sampleSize,
  licences,
  support,
  feeds,
  unmatched,
  packs,
  settings,
  settingsSection,
]

export const routes = root.addChildren([signIn, claim, house.addChildren([...behindTheDoor, ...alsoBehind])])
