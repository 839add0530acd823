import type { ErrorCode } from '@/protocol/error'

/** A request cannot be answered as asked. Known by `code`; `details` are safe to show. */
export class AppError extends Error {
  readonly code: ErrorCode
  readonly details: Record<string, string | number | null> | undefined

  constructor({ code, cause, details }: { code: ErrorCode; cause?: unknown; details?: AppError['details'] }) {
    super(code, { cause })
    this.name = 'AppError'
    this.code = code
    this.details = details
  }
}

/** The app cannot start: `message` is one sentence that says what to do. */
export class StartError extends Error {
  constructor(message: string, cause?: unknown) {
    super(message, { cause })
    this.name = 'StartError'
  }
}

/** The code of anything thrown, across module copies. */
export function getErrorCode(error: unknown): ErrorCode | undefined {
  if (error instanceof AppError) return error.code
  return typeof error === 'object' &&
    error !== null &&
    'name' in error &&
    error.name === 'AppError' &&
    'code' in error
    ? (error.code as ErrorCode)
    : undefined
}
