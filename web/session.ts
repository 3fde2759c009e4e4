import { readSession } from '@maek/domain/people/api.ts'
import { type Domain, may, type Permission } from '@maek/domain/permissions.ts'
import { useQuery } from '@tanstack/react-query'
import { ask } from './api.ts'

/** Who I am here. Pages offer by it; the server decides again on every act. */
export const askSession = { ...ask(readSession, {}), staleTime: 60_000 }

/** The session, loaded before any page of the house is shown; null before that. */
export function useSession() {
  return useQuery(askSession).data ?? null
}

/** `const may = useMay(); may('write', 'risks')`: what to offer. */
export function useMay(): (permission: Permission, domain: Domain) => boolean {
  const session = useSession()
  return (permission, domain) => session !== null && may(session.roles, permission, domain)
}
