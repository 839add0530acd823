import compression from 'compression'

const WORTH_IT = /^(?:text\/|application\/(?:\w+\+)?(?:json|javascript|xml)\b|image\/svg\+xml)/

/**
 * Packs the pages' answers by what the browser accepts. Next packs none of its route handlers' answers, and sets their
 * content type as a list of one, which the library's own filter takes for nothing.
 */
export const pack = compression({
  filter: (_req, res) => WORTH_IT.test(String(res.getHeader('content-type') ?? '')),
})
