/**
 * Every error a client may see, with its HTTP status (RFC 9110). Words for each are under `errors` in messages/.
 * Errors are known by code: an `instanceof` fails between the server and the bundle that draws pages.
 */
export const ERROR_STATUS = {
  bad_request: 400,
  body_too_large: 413,
  unsupported_media_type: 415,
  not_json: 400,
  not_found: 404,
  method_not_allowed: 405,
  wrong_origin: 403,
  signed_out: 401,
  forbidden: 403,
  bad_key: 401,
  unknown_link: 404,
  unknown_touchpoint: 404,
  touchpoint_off: 410,
  campaign_over: 410,
  pass_invalid: 400,
  pass_expired: 410,
  visit_unknown: 404,
  visit_closed: 410,
  not_your_turn: 409,
  zone_paused: 409,
  story_unfinished: 409,
  offer_not_earned: 403,
  offer_sold_out: 409,
  offer_stopped: 409,
  coupon_unknown: 404,
  coupon_used: 409,
  coupon_voided: 410,
  coupon_expired: 410,
  spend_too_low: 422,
  receipt_used: 409,
  void_needs_manager: 403,
  not_redeemed: 409,
  order_conflict: 409,
  order_unknown: 404,
  refund_too_large: 422,
  event_conflict: 409,
  event_from_simulator: 403,
  pairing_unknown: 404,
  pairing_expired: 410,
  screen_unknown: 404,
  screen_revoked: 401,
  protocol_too_old: 426,
  too_many: 429,
  database_away: 503,
  internal: 500,
} as const

export type ErrorCode = keyof typeof ERROR_STATUS

/** Body of every error answer: a code for programs, a sentence for people. */
export type ErrorBody = { error: { code: ErrorCode; message: string; details?: unknown } }
