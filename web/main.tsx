import { MantineProvider } from '@mantine/core'
import { MutationCache, QueryCache, QueryClient, QueryClientProvider } from '@tanstack/react-query'
import { createRouter, RouterProvider } from '@tanstack/react-router'
import { StrictMode } from 'react'
import { createRoot } from 'react-dom/client'
import { Refused } from './api.ts'
import { kindParts } from './kind-parts.ts'
import { LanguageProvider } from './language.tsx'
import './mantine-styles.ts'
import { paths } from './paths.ts'
import { KindPartsContext } from './records/kind-parts.ts'
import { routes } from './routes.tsx'
import { askSession } from './session.ts'
import { theme } from './theme.ts'
import { BrokenPage } from './ui/BrokenPage.tsx'
import { PageSkeleton } from './ui/PageSkeleton.tsx'

const queries = new QueryClient({
  queryCache: new QueryCache({ onError: leaveWhenSignedOut }),
  mutationCache: new MutationCache({ onError: leaveWhenSignedOut }),
  defaultOptions: { queries: { retry: false, staleTime: 5_000 } },
})

const router = createRouter({
  routeTree: routes,
  context: { queries },
  defaultPreload: 'intent',
  defaultPreloadStaleTime: 0,
  scrollRestoration: true,
  defaultPendingComponent: PageSkeleton,
  defaultErrorComponent: BrokenPage,
  // Search values are plain text, one per name: addresses stay readable and never change type.
  parseSearch: (text) => Object.fromEntries(new URLSearchParams(text)),
  stringifySearch: (search) => {
    const kept = Object.entries(search).filter(([, value]) => value !== undefined && value !== '')
    const text = new URLSearchParams(kept.map(([name, value]) => [name, String(value)])).toString()
    return text === '' ? '' : `?${text}`
  },
})

/** A session may end while a page is open: go and sign in, then come back here. */
function leaveWhenSignedOut(error: unknown) {
  if (!(error instanceof Refused) || error.refusal.code !== 'not-signed-in') return
  const here = window.location.pathname
  if (here === '/sign-in' || here === '/claim') return
  queries.removeQueries({ queryKey: askSession.queryKey })
  void router.navigate(paths.signIn(here + window.location.search))
}

// A newer build has replaced the files this page was made of: load it anew, but not again and again.
window.addEventListener('vite:preloadError', () => {
  const last = Number(sessionStorage.getItem('maek-reloaded') ?? '0')
  if (Date.now() - last < 30_000) return
  sessionStorage.setItem('maek-reloaded', String(Date.now()))
  window.location.reload()
})

const place = document.getElementById('root')
if (!place) throw new Error('index.html has no #root')
createRoot(place).render(
  <StrictMode>
    <MantineProvider
      theme={theme}
      defaultColorScheme="auto"
      withCssVariables={false}
      withGlobalClasses={false}
      withStaticClasses={false}
    >
      <LanguageProvider>
        <QueryClientProvider client={queries}>
          <KindPartsContext value={kindParts}>
            <RouterProvider router={router} />
          </KindPartsContext>
        </QueryClientProvider>
      </LanguageProvider>
    </MantineProvider>
  </StrictMode>,
)
