'use client'

import { useState } from 'react'
import { z } from 'zod'
import { askServer } from './api'
import { useConsole } from './console-context'

type Done = 'identify' | 'revoke' | 'approve' | 'refuse'

/** Sends what staff do with displays and tells what became of it. */
export function useDevice() {
  const { t, language, tell } = useConsole()
  const [busy, setBusy] = useState(false)

  async function send(path: string, body: object, done: Done, screen: string): Promise<boolean> {
    setBusy(true)
    const answer = await askServer(path, { schema: z.looseObject({}), body, language })
    setBusy(false)
    const { ok } = answer
    tell({
      text: ok
        ? t(`did.${done}`, { screen })
        : answer.message
          ? t('did.failed', { reason: answer.message })
          : t('did.away'),
    })
    return ok
  }

  return { send, busy }
}
