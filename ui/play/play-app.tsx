'use client'
import { useCallback, useMemo, useState } from 'react'
import type { Language } from '@/domain/language'
import { makeCredit } from './credit'
import { CreditBar } from './credit-bar'
import { leaveVisit } from './frame'
import { Ledger, type Told } from './ledger'
import { findOwn } from './mine'
import { PhoneDevice } from './phone-device'
import { makePhone } from './phones'
import { Room } from './room'
import type { StageView } from './stage-view'
import { decideStep, hasTapped } from './step'
import { Steps } from './steps'
import { makeStory } from './story'
import { decideThread, Thread } from './thread'
import { Tools } from './tools'
import { Top } from './top'
import { Tv } from './tv'
import { useLanguage } from './use-language'
import { useLedger } from './use-ledger'
import { usePhones } from './use-phones'
import { makePhoneId, usePlay } from './use-play'
import { getSpeaker } from './words'

/**
 * The virtual store: one stage with live screens, one or two virtual phones, the ledger beside them and the credit as it
 * moves. `first` is the language the page was rendered in.
 */
export function PlayApp({ stage, first }: { stage: StageView; first: Language }) {
  const { language, change } = useLanguage(first)
  const [slug = ''] = stage.ads.map((ad) => ad.slug)
  const { play, act, ready } = usePlay(slug)
  const connected = useLedger((events) => act({ type: 'landed', events }))
  const [closer, setCloser] = useState(false)
  const { phones, front, events } = play
  const screens = useMemo(() => [stage.wallScreenId, stage.kioskScreenId], [stage])

  const known = useMemo(
    () =>
      phones.map((phone) => {
        const own = findOwn(events, phone.seeds)
        const credit = makeCredit(own)
        const halts = phone.visit?.halts ?? []
        return { phone, own, credit, halts, story: makeStory(own, events, { screens, halts }) }
      }),
    [phones, events, screens],
  )
  const hand = known.find(({ phone }) => phone.id === front) ?? known[0]
  const told = useMemo(
    () =>
      known
        .flatMap(({ phone, story, halts }) =>
          story.map((line): Told => ({ line, halts, light: phone.visit?.light ?? null })),
        )
        .sort((a, b) => a.line.at - b.line.at),
    [known],
  )
  const { bind, link, walkIn, reach, struck, shown, expect } = usePhones({ stage, language, known, act })

  const step = decideStep(hand?.credit ?? null, hand?.phone.visit ?? null)
  const phone = hand?.phone
  const medium = stage.ads.find((ad) => ad.slug === phone?.slug)?.medium
  const next = useCallback(
    (now: string) => {
      const at = stage.ads.findIndex((ad) => ad.slug === now)
      return stage.ads[(at + 1) % stage.ads.length]?.slug ?? now
    },
    [stage.ads],
  )
  const again = () => {
    if (!phone) return
    void leaveVisit(phone.id, phone.visit)
    act({ type: 'renewed', id: phone.id, phone: makePhone(makePhoneId(), next(phone.slug)) })
    document.getElementById('steps')?.focus()
  }
  const click = () => {
    if (!phone) return
    if (phone.live) act({ type: 'chose', id: phone.id, slug: next(phone.slug) })
    else link(phone.id)?.click()
  }

  return (
    <main
      className="play"
      aria-label={getSpeaker(language)('title')}
      data-step={step}
      data-phones={phones.length}
    >
      <Top language={language} onLanguage={change} />
      <Room
        stage={stage}
        language={language}
        ready={ready}
        struck={struck}
        joined={decideThread(hand?.credit ?? null).second}
        gel={phone?.visit?.light.gel ?? null}
      />
      <Ledger told={told} language={language} connected={connected} marked={phones.length > 1} />
      {phone && !phone.live && medium === 'tv' && (
        <Tv language={language} url={`${stage.publicUrl}/l/${phone.slug}`} />
      )}
      {phones.map((each) => (
        <PhoneDevice
          key={each.id}
          phone={each}
          stage={stage}
          language={language}
          place={each.id !== front ? 'back' : closer ? 'closer' : 'front'}
          reach={reach?.id === each.id ? reach : null}
          ready={ready}
          frame={bind(each.id).frame}
          link={bind(each.id).link}
          onGo={() => {
            expect(each.id)
            act({ type: 'went', id: each.id })
          }}
          onShown={(frame) => shown(each.id, frame)}
          onFront={() => act({ type: 'fronted', id: each.id })}
        />
      ))}
      {phone && (
        <Steps
          language={language}
          step={step}
          phone={phone}
          credit={hand?.credit ?? null}
          ads={stage.ads}
          busy={!ready || reach !== null}
          onChoose={(chosen) => act({ type: 'chose', id: phone.id, slug: chosen })}
          onClick={click}
          onTap={() => walkIn(phone.id)}
          onAgain={again}
        />
      )}
      <Tools
        language={language}
        closer={closer}
        onCloser={() => setCloser(!closer)}
        second={phones.length > 1}
        offer={hasTapped(step)}
        onSecond={() => {
          const other = phones.find(({ id }) => id !== front)
          if (other) {
            void leaveVisit(other.id, other.visit)
            act({ type: 'dismissed', id: other.id })
          } else act({ type: 'added', phone: makePhone(makePhoneId(), next(phone?.slug ?? slug)) })
        }}
      />
      <div className="earn">
        <Thread credit={hand?.credit ?? null} language={language} />
        <CreditBar key={front} credit={hand?.credit ?? null} language={language} />
      </div>
    </main>
  )
}
