import { element, join, type Markup } from '../../formats/markup.ts'
import type { Report } from './report.ts'

/** Writes an HTML page that is only printed. Its content can load nothing but the fonts and pictures beside it. */
export function writePrintedPage(
  { title, language }: Report,
  style: string,
  parts: Iterable<Markup>,
): string {
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    element('meta', {
      'http-equiv': 'Content-Security-Policy',
      content:
        "default-src 'none'; img-src 'self'; style-src 'unsafe-inline'; font-src 'self'; base-uri 'none'; form-action 'none'",
    }),
    element('title', {}, title),
    element('style', {}, { markup: style }),
  )
  const body = element('body', {}, join([...parts]))
  return `<!doctype html>\n${element('html', { lang: language }, head, body).markup}\n`
}
