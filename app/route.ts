import { getServices } from '@/server/services'

/** The front door: the virtual store where there is one, else the log-in. */
export async function GET(): Promise<Response> {
  const { play } = await getServices()
  return new Response(null, { status: 307, headers: { location: play ? '/play' : '/login' } })
}
