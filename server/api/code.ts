import { parseCode } from '@/domain/offer/code'
import { AppError } from '../error'

/**
 * The six characters somebody typed or scanned, of a coupon or a display.
 * @throws AppError with this code when they cannot be one
 */
export function needCode(input: string, otherwise: 'coupon_unknown' | 'pairing_unknown'): string {
  const code = parseCode(input)
  if (!code) throw new AppError({ code: otherwise })
  return code
}
