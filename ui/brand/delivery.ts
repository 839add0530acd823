import type { DeliveryView } from '@/protocol/analytics'

export type SentWord = 'yes' | 'no' | 'waiting' | 'gaveUp'
export type AcceptedWord = 'accepts' | 'silent' | 'refused' | 'dash'

/**
 * What is known of a delivery, each thing in its own column. `attributed` is never more than not known: only the
 * platform knows, and for what was not sent there is nothing to know.
 */
export function readDelivery({ status }: Pick<DeliveryView, 'status'>): {
  sent: SentWord
  accepted: AcceptedWord
  attributed: 'notKnown' | 'dash'
} {
  switch (status) {
    case 'accepted':
      return { sent: 'yes', accepted: 'accepts', attributed: 'notKnown' }
    case 'sent':
      return { sent: 'yes', accepted: 'silent', attributed: 'notKnown' }
    case 'refused':
      return { sent: 'yes', accepted: 'refused', attributed: 'dash' }
    case 'pending':
      return { sent: 'waiting', accepted: 'dash', attributed: 'dash' }
    case 'failed':
      return { sent: 'gaveUp', accepted: 'dash', attributed: 'dash' }
    case 'skipped':
      return { sent: 'no', accepted: 'dash', attributed: 'dash' }
    default:
      return status satisfies never
  }
}

/** Reasons that have words of their own; anything else is what the platform said. */
export const KNOWN_REASONS = [
  'no_consent',
  'gpc',
  'no_match_key',
  'click_too_old',
  'not_wanted',
  'simulated',
  'minors',
  'erased',
  'private_address',
  'dns_lookup_failed',
  'connection_refused',
  'connection_reset',
  'unreachable',
  'timed_out',
  'tls_failed',
  'answer_too_large',
  'network_failed',
] as const
