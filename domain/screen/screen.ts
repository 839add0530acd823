import { z } from 'zod'

export const SCREEN_KINDS = ['kiosk', 'projector', 'shelf', 'tv'] as const
export const screenKindSchema = z.enum(SCREEN_KINDS)
export type ScreenKind = z.infer<typeof screenKindSchema>

export const TOUCHPOINT_KINDS = ['tag', 'reader', 'beacon', 'code', 'sensor'] as const
export const touchpointKindSchema = z.enum(TOUCHPOINT_KINDS)
export type TouchpointKind = z.infer<typeof touchpointKindSchema>
