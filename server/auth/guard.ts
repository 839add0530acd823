import type { FastifyRequest } from 'fastify'
import { AppError } from '../error'
import type { Viewer } from '../services'
import type { Auth } from './auth'

/** A request's headers in the web's form. */
export function makeHeaders(request: FastifyRequest): Headers {
  const headers = new Headers()
  for (const [name, value] of Object.entries(request.headers)) {
    if (value !== undefined) headers.set(name, Array.isArray(value) ? value.join(', ') : value)
  }
  return headers
}

/**
 * The staff member who calls, allowed at this store.
 * @throws AppError `signed_out` or `forbidden`
 */
export async function needStaff(auth: Auth, request: FastifyRequest, storeId?: string): Promise<Viewer> {
  const viewer = await auth.getViewer(makeHeaders(request))
  if (!viewer) throw new AppError({ code: 'signed_out' })
  if (!isStaffOf(viewer, storeId)) throw new AppError({ code: 'forbidden' })
  return viewer
}

/** Whether this viewer works in the store; an admin does in every store. */
export function isStaffOf({ role, storeId: own }: Viewer, storeId?: string): boolean {
  if (role === 'admin') return true
  return (role === 'manager' || role === 'staff') && (storeId === undefined || own === storeId)
}
