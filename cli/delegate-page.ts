/** The page for delegates, on the web and printed: how to open the pack, in each language. Needs no scripts and no network. */
import qrcode from 'qrcode-generator'
import { type Language, languages } from '../core/desktop.ts'
import { formatDateRange } from '../core/time.ts'
import { element, join, type Markup } from '../db/formats/markup.ts'
import { getFingerprint } from '../db/packs/keys.ts'
import { getDelegateTexts, type TranslateForDelegates } from './organiser-texts.ts'
import type { PackFile } from './previous-pack.ts'

/** Marks a page of this program, so that publishing never overwrites another page. */
export const GENERATOR = element('meta', { name: 'generator', content: 'Rapporteur pack publish' })

/** `url`: the address of the page, for the QR code. `app`: where delegates get Rapporteur. */
export type PageFacts = {
  fileName: string
  bytes: number
  sha256: string
  url: string | undefined
  app: string | undefined
}

export function makePage(packFile: PackFile, facts: PageFacts): string {
  const { bundle, pack } = packFile
  const { title, startDate, endDate, venue, city, revision } = bundle.conference
  const place = [venue, city].filter((part) => part !== '').join(', ')
  const body = element(
    'body',
    {},
    element(
      'header',
      {},
      element(
        'div',
        {},
        element('h1', {}, title),
        element('p', {}, [formatDateRange(startDate, endDate, 'en'), place].filter(Boolean).join(' · ')),
      ),
      facts.url === undefined ? null : makeQrCode(facts.url),
    ),
    element('main', {}, ...languages.map((language) => makeSteps(language, packFile, facts))),
    element(
      'footer',
      {},
      element(
        'dl',
        {},
        makeFact('publisher', pack.publisher),
        makeFact('fingerprint', element('code', {}, getFingerprint(pack.publicKey))),
      ),
      element('dl', { class: 'checksum' }, makeFact('checksum', element('code', {}, facts.sha256))),
      element('p', {}, getDelegateTexts('en')('page.version', { version: String(revision) })),
    ),
  )
  const head = element(
    'head',
    {},
    element('meta', { charset: 'utf-8' }),
    GENERATOR,
    element('meta', { name: 'viewport', content: 'width=device-width, initial-scale=1' }),
    element('title', {}, title),
    element('style', {}, { markup: STYLE }),
  )
  return `<!doctype html>\n${element('html', { lang: 'en' }, head, body).markup}\n`
}

function makeSteps(
  language: Language,
  { bundle, pack }: PackFile,
  { fileName, bytes, app }: PageFacts,
): Markup {
  const translate = getDelegateTexts(language)
  const { title } = bundle.conference
  const steps = [
    app === undefined ? translate('page.install') : translate('page.installFrom', { address: app }),
    translate('page.get', { file: fileName }),
    translate('page.open'),
    translate('page.compare'),
  ]
  return element(
    'section',
    { lang: language },
    element('h2', {}, translate('page.heading', { title })),
    element('ol', {}, ...steps.map((step) => element('li', {}, step))),
    element('p', {}, translate(pack.address === null ? 'page.update' : 'page.refresh')),
    element(
      'p',
      { class: 'download' },
      element(
        'a',
        { href: encodeURIComponent(fileName), download: fileName },
        translate('page.download', { size: formatSize(bytes, language) }),
      ),
    ),
  )
}

/** A fact, labelled in all languages. Labels that are the same in several languages appear once. */
function makeFact(name: 'publisher' | 'fingerprint' | 'checksum', value: string | Markup): Markup {
  const names = languages.map((language) => translateName(getDelegateTexts(language), name))
  return join([element('dt', {}, [...new Set(names)].join(' / ')), element('dd', {}, value)])
}

const translateName = (translate: TranslateForDelegates, name: 'publisher' | 'fingerprint' | 'checksum') =>
  translate(`page.${name}`)

function makeQrCode(url: string): Markup {
  const code = qrcode(0, 'M')
  code.addData(url)
  code.make()
  return element(
    'figure',
    {},
    { markup: code.createSvgTag({ scalable: true, margin: 0 }) },
    element('figcaption', {}, url),
  )
}

/** `1.2 MB` as the language writes it. */
function formatSize(bytes: number, language: Language): string {
  const isLarge = bytes >= 1_000_000
  return new Intl.NumberFormat(language, {
    style: 'unit',
    unit: isLarge ? 'megabyte' : 'kilobyte',
    maximumSignificantDigits: 2,
  }).format(bytes / (isLarge ? 1_000_000 : 1_000))
}

const STYLE = `
:root { color-scheme: light dark; font: 16px/1.5 system-ui, sans-serif; }
body { max-width: 62rem; margin: 2rem auto; padding: 0 1.5rem; }
header { display: flex; gap: 2rem; justify-content: space-between; align-items: start; }
h1 { margin: 0; line-height: 1.2; }
h2 { margin: 0 0 .5rem; font-size: 1.1rem; }
header p { margin: .25rem 0 0; }
figure { margin: 0; width: 12rem; text-align: center; font-size: .75rem; overflow-wrap: anywhere; }
figure svg { display: block; margin: 0 auto .25rem; width: 9rem; height: 9rem; background: #fff; padding: .5rem; box-sizing: border-box; }
main { display: grid; grid-template-columns: repeat(auto-fit, minmax(20rem, 1fr)); gap: 2rem; margin: 2rem 0; }
ol { padding-left: 1.25rem; margin: 0; }
main p { margin: .5rem 0 0; }
.download a { display: inline-block; padding: .4rem .9rem; border-radius: .4rem; background: #1d4f91; color: #fff; text-decoration: none; }
dl { margin: 0; }
dt { font-size: .8rem; }
dd { margin: 0 0 .5rem; overflow-wrap: anywhere; }
@media print {
  @page { size: A4; margin: 15mm; }
  :root { color-scheme: light; font-size: 9pt; line-height: 1.35; }
  body { margin: 0; padding: 0; max-width: none; }
  h1 { font-size: 16pt; }
  h2 { font-size: 10pt; }
  main { grid-template-columns: 1fr 1fr; gap: 5mm 8mm; margin: 5mm 0; }
  .download, .checksum { display: none; }
}
`
