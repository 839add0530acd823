export const MEDIA = ['tv', 'video', 'search', 'post', 'other'] as const
/** What a channel looks like to the person it reaches. */
export type Medium = (typeof MEDIA)[number]

/** The medium of a channel (`source/medium`): how its ad is drawn on a phone and named in words. */
export function getMedium(channel: string): Medium {
  const [source = '', medium = ''] = channel.split('/')
  if (medium === 'boot' || medium === 'ott' || source === 'ott') return 'tv'
  if (source === 'short-video' || medium === 'video' || medium === 'feed') return 'video'
  if (medium === 'cpc' || source === 'search') return 'search'
  if (source === 'influencer' || medium === 'post') return 'post'
  return 'other'
}
