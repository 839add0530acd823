'use client'

import { useCallback, useState } from 'react'
import { z } from 'zod'
import type { Words } from '@/domain/language'
import type { StaffOrder } from '@/domain/show/event'
import { askServer } from './api'
import { useConsole } from './console-context'

export type ZoneOrder = {
  order: StaffOrder
  zone: { id: string; name: Words }
  visitId?: string
  screen?: { id: string; name: Words }
}

/** What takes an order back, for those that can be. */
const BACK: Partial<Record<StaffOrder, StaffOrder>> = {
  mute: 'unmute',
  unmute: 'mute',
  pause: 'resume',
  resume: 'pause',
  stop_offer: 'allow_offer',
  allow_offer: 'stop_offer',
  dark: 'lit',
  lit: 'dark',
}
const answerSchema = z.looseObject({})

/** Sends staff's orders and tells what became of them. Nothing is asked twice: what can be taken back offers it. */
export function useOrders() {
  const { language, t, tell } = useConsole()
  const [busy, setBusy] = useState<string | null>(null)

  const send = useCallback(
    async (given: ZoneOrder, isUndo = false) => {
      const { order, zone, visitId, screen } = given
      setBusy(`${order} ${visitId ?? screen?.id ?? zone.id}`)
      const answer = await askServer(`/zones/${encodeURIComponent(zone.id)}/orders`, {
        schema: answerSchema,
        body: { order, visitId, screenId: screen?.id },
        language,
      })
      setBusy(null)
      if (!answer.ok) {
        tell({ text: answer.message ? t('did.failed', { reason: answer.message }) : t('did.away') })
        return
      }
      const back = BACK[order]
      tell({
        text: t(`did.${order}`, { zone: zone.name[language], screen: screen?.name[language] ?? '' }),
        ...(back && !isUndo && { undo: () => void send({ ...given, order: back }, true) }),
      })
    },
    [language, t, tell],
  )

  return { send, busy }
}
