export const PAGES = ['floor', 'coupons', 'shows', 'devices', 'log'] as const
export type Page = (typeof PAGES)[number]

/** The address of a page of the console. */
export const getPagePath = (page: Page) => (page === 'floor' ? '/console' : `/console/${page}`)
