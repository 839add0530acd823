import type { FastifyRequest } from 'fastify'
import { AppError } from '../error'

/**
 * Refuses text that PostgreSQL cannot hold: NUL, and halves of UTF-16 pairs. Both come through JSON and forms unharmed
 * and would fail deep inside as errors of ours.
 */
export async function refuseBrokenText(request: FastifyRequest): Promise<void> {
  if (!isSound(request.params) || !isSound(request.query) || !isSound(request.body))
    throw new AppError({ code: 'bad_request' })
}

// Not recursive: half a megabyte of brackets would be deeper than the stack.
function isSound(given: unknown): boolean {
  const left = [given]
  while (left.length > 0) {
    const value = left.pop()
    if (typeof value === 'string') {
      if (value.includes('\0') || !value.isWellFormed()) return false
    } else if (Array.isArray(value)) for (const inner of value) left.push(inner)
    else if (typeof value === 'object' && value !== null)
      for (const [key, inner] of Object.entries(value)) left.push(key, inner)
  }
  return true
}
