export const PAGES = ['journey', 'stores', 'feedback', 'events'] as const
export type Page = (typeof PAGES)[number]

/** The address of a page of the brand's. */
export const getPagePath = (page: Page) => (page === 'journey' ? '/brand' : `/brand/${page}`)
