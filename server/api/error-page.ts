import { createHash } from 'node:crypto'
import { z } from 'zod'
import type { Language } from '@/domain/language'
import { loadMessages } from '../words'

const STYLE = `html{background:#0b0a09;color:#f6ebdc;font:400 18px/1.5 system-ui,-apple-system,"PingFang SC","Noto Sans SC","Noto Sans CJK SC",sans-serif}
body{margin:0 auto;max-width:34rem;padding:18vh 24px 40px}h1{font-size:26px;line-height:1.35;margin:0 0 28px}
a{display:inline-flex;align-items:center;min-height:56px;padding:0 22px;border-radius:6px;background:#ffb869;color:#1a0f06;font-weight:600;text-decoration:none}
a:focus-visible{outline:2px solid #ffdba6;outline-offset:3px}`
const STYLE_HASH = createHash('sha256').update(STYLE).digest('base64')
const words = z.object({ back: z.string(), title: z.string() })

/** What a form without script gets when it cannot be answered: one sentence and the way back. */
export function makeErrorPage(
  language: Language,
  sentence: string,
  base: string,
  referer: string | undefined,
) {
  const { back, title } = words.parse((loadMessages(language).errors as Record<string, unknown>).page)
  const to = getPath(referer) ?? `${base}/`
  return {
    headers: {
      'content-type': 'text/html; charset=utf-8',
      'content-language': language,
      'cache-control': 'no-store',
      'content-security-policy': `default-src 'none'; style-src 'sha256-${STYLE_HASH}'; base-uri 'none'; frame-ancestors 'self'`,
    },
    html: `<!doctype html><html lang="${language === 'zh' ? 'zh-Hans' : 'en'}"><meta charset="utf-8"><meta name="viewport" content="width=device-width,initial-scale=1"><title>${escapeHtml(title)}</title><style>${STYLE}</style><main><h1>${escapeHtml(sentence)}</h1><a href="${escapeHtml(to)}">${escapeHtml(back)}</a></main></html>`,
  }
}

/** Only ever our own path: a form's page is on this site. */
function getPath(referer: string | undefined): string | null {
  try {
    const { pathname, search } = new URL(referer ?? '')
    // `//elsewhere` would be another site.
    return `${pathname.replace(/^\/+/, '/')}${search}`
  } catch {
    return null
  }
}

const escapeHtml = (text: string) => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`)
