'use client'
import { type ReactNode, useCallback, useEffect, useState, useSyncExternalStore } from 'react'
import { type Language, languageSchema, parseAcceptLanguage } from '@/domain/language'
import type { Cue } from '@/protocol/cue'
import { CueView } from '@/ui/kits/cue-view'
import type { Light } from '@/ui/kits/light'
import { getSpeaker, makeLangTag } from '@/ui/kits/words'
import { InsecurePage, PairingPage } from './pairing-page'
import type { Playing, StagePlay } from './stage-play'
import { useScreen } from './use-screen'

/**
 * The program of every display: pairs the browser, then plays cues for months. In the address, `as` names a screen
 * of the virtual store to be, `lang` fixes the idle language, `still` holds one frame.
 * @param build of the page, told to the server in the handshake
 */
export function ScreenApp({ build }: { build: string }) {
  const mounted = useSyncExternalStore(
    never,
    () => true,
    () => false,
  )
  return mounted ? <Screen build={build} /> : <main className="screen-page" />
}

const never = () => () => undefined

function Screen({ build }: { build: string }) {
  const [{ claim, fixed, still }] = useState(readAddress)
  const { state, again } = useScreen(claim, build)
  const language = state.phase === 'playing' ? state.playing.snapshot?.language : undefined
  const spoken = fixed ?? language ?? parseAcceptLanguage(navigator.languages.join(','))
  useEffect(() => {
    document.documentElement.lang = makeLangTag(spoken)
    document.title = getSpeaker(spoken)('title')
  }, [spoken])
  useAwake()

  switch (state.phase) {
    case 'starting':
      return <main className="screen-page" />
    case 'insecure':
      return <InsecurePage language={spoken} address={location.href} />
    case 'pairing':
      return (
        <PairingPage
          step={state.step}
          revoked={state.revoked}
          language={spoken}
          still={still}
          onAgain={again}
        />
      )
    case 'playing':
      return <Play playing={state.playing} stage={state.stage} fixed={fixed} still={still} spoken={spoken} />
    default:
      return state satisfies never
  }
}

function Play({
  playing: { snapshot, cue, connected, identified },
  stage,
  fixed,
  still,
  spoken,
}: {
  playing: Playing
  stage: StagePlay
  fixed: Language | null
  still: boolean
  spoken: Language
}) {
  const takeLight = useCallback((light: Light | null) => stage.setFps(() => light?.fps() ?? null), [stage])
  const ask = useCallback((what: Parameters<StagePlay['ask']>[0]) => stage.ask(what), [stage])
  if (!snapshot) return <main className="screen-page">{!connected && <Offline language={spoken} />}</main>
  return (
    <main
      aria-label={snapshot.name[spoken]}
      data-screen={snapshot.screenId}
      data-connected={connected}
      data-revision={cue?.revision}
    >
      <CueView
        cue={cue ?? makeHouseCue(snapshot.screenId, snapshot.zoneId)}
        kind={snapshot.kind}
        fixed={fixed}
        now={stage.serverNow}
        lampFeed={stage.lampFeed}
        onAsk={ask}
        still={still}
        onLight={takeLight}
        code={snapshot.code ?? null}
      >
        {identified && (
          <p className="screen-name" role="status">
            <b lang="zh-Hans">{snapshot.name.zh}</b>
            <b lang="en">{snapshot.name.en}</b>
          </p>
        )}
        {!connected && <Offline language={spoken} />}
      </CueView>
    </main>
  )
}

/** For staff who look for it: visitors are not told of networks. */
function Offline({ language }: { language: Language }): ReactNode {
  return (
    <p className="screen-offline" lang={makeLangTag(language)}>
      <i />
      {getSpeaker(language)('offline')}
    </p>
  )
}

/** The house's own attract, for a screen whose scene ended before it ever saw an attract. */
function makeHouseCue(surface: string, zoneId: string): Cue {
  const zh = getSpeaker('zh')
  const en = getSpeaker('en')
  return {
    id: '00000000-0000-7000-8000-000000000000',
    zoneId,
    surface,
    startAt: 0,
    revision: 0,
    kit: 'attract',
    params: {
      brand: null,
      line: { zh: zh('attract.house'), en: en('attract.house') },
      sub: { zh: zh('attract.houseSub'), en: en('attract.houseSub') },
      touchpointUrl: null,
      paused: false,
    },
  }
}

function readAddress(): { claim: string | null; fixed: Language | null; still: boolean } {
  const query = new URLSearchParams(location.search)
  const fixed = languageSchema.safeParse(query.get('lang'))
  return { claim: query.get('as'), fixed: fixed.success ? fixed.data : null, still: query.has('still') }
}

/** Asks the system not to dim the display while the page is seen. */
function useAwake() {
  useEffect(() => {
    const hold = () => {
      if (!document.hidden) navigator.wakeLock?.request('screen').catch(() => undefined)
    }
    hold()
    document.addEventListener('visibilitychange', hold)
    return () => document.removeEventListener('visibilitychange', hold)
  }, [])
}
