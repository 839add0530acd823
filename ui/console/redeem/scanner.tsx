'use client'

import { useEffect, useRef, useState } from 'react'
import { parseCode } from '@/domain/offer/code'
import { useConsole } from '../console-context'
import { makeQrReader } from './qr-reader'

type Trouble = 'denied' | 'none' | 'insecure'
const LOOK_MS = 120

/** The camera, until it has seen a coupon of ours or is closed. The camera is off as soon as this is gone. */
export function Scanner({ onCode, onClose }: { onCode: (code: string) => void; onClose: () => void }) {
  const { t } = useConsole()
  const dialog = useRef<HTMLDialogElement>(null)
  const video = useRef<HTMLVideoElement>(null)
  const found = useRef(onCode)
  found.current = onCode
  const [trouble, setTrouble] = useState<Trouble | null>(null)
  const [live, setLive] = useState(false)
  const [foreign, setForeign] = useState(false)

  useEffect(() => {
    dialog.current?.showModal()
    const stop = watch(video.current, {
      started: () => setLive(true),
      failed: setTrouble,
      seen: (text) => {
        const code = parseCode(text)
        setForeign(!code)
        if (code) found.current(code)
        return code !== null
      },
    })
    return stop
  }, [])

  const told = trouble ? t(`scan.${trouble}`) : foreign ? t('scan.notOurs') : live ? '' : t('scan.asking')
  return (
    <dialog
      ref={dialog}
      onClose={onClose}
      aria-labelledby="scan-heading"
      className="m-auto w-[min(520px,100vw)] bg-stage-1 p-5 text-lit backdrop:bg-stage-0/85"
    >
      <h2 id="scan-heading" className="text-[17px] font-semibold">
        {t('scan.heading')}
      </h2>
      <video
        ref={video}
        muted
        playsInline
        className={`mt-4 aspect-square w-full rounded-plate bg-stage-0 object-cover ${trouble ? 'hidden' : ''}`}
      />
      <p role="status" className="mt-3 min-h-6 text-[15px]">
        {told}
      </p>
      <button type="button" className="btn mt-3 min-h-[56px] w-full" onClick={() => dialog.current?.close()}>
        {t('scan.close')}
      </button>
    </dialog>
  )
}

type Watcher = {
  started: () => void
  failed: (trouble: Trouble) => void
  /** Answers whether this was what we looked for. */
  seen: (text: string) => boolean
}

function watch(video: HTMLVideoElement | null, { started, failed, seen }: Watcher): () => void {
  let stream: MediaStream | null = null
  let timer: ReturnType<typeof setTimeout> | undefined
  let over = false

  async function begin() {
    if (!navigator.mediaDevices) return failed('insecure')
    try {
      stream = await navigator.mediaDevices.getUserMedia({
        video: { facingMode: 'environment' },
        audio: false,
      })
    } catch (error) {
      return failed(error instanceof DOMException && error.name === 'NotAllowedError' ? 'denied' : 'none')
    }
    if (over || !video) return end()
    video.srcObject = stream
    await video.play().catch(() => {})
    started()
    const read = await makeQrReader()
    const look = async () => {
      if (over) return
      const text = await read(video).catch(() => null)
      if (over || (text && seen(text))) return
      timer = setTimeout(() => void look(), LOOK_MS)
    }
    await look()
  }

  function end() {
    over = true
    clearTimeout(timer)
    for (const track of stream?.getTracks() ?? []) track.stop()
  }

  void begin()
  return end
}
