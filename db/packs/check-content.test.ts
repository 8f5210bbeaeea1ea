/** Floor plans and documents as programs write them, and files that no computer can show. */
import { expect, test } from 'vitest'
import { toEnglish } from '../../core/i18n/english-messages.ts'
import type { Message } from '../../core/i18n/message.ts'
import { getBytes } from '../testing/bundles.ts'
import { createSources, pack, pdf } from '../testing/packs.ts'
import { createPng } from '../testing/pictures.ts'
import { findFault, findForbiddenContent } from './check-content.ts'

const inEnglish = (message: Message | null) => message && toEnglish(message)
const buildPack = (fileName: string, bytes: Uint8Array) =>
  pack(() => {}, {
    files: createSources().map((file, index) => (index === 0 ? { ...file, fileName, bytes } : file)),
  })

const NS = 'xmlns="http://www.w3.org/2000/svg"'
const drawing = `<svg ${NS} viewBox="0 0 4 3"><rect width="4" height="3"/></svg>`
const doctype =
  '<!DOCTYPE svg PUBLIC "-//W3C//DTD SVG 1.1//EN" "http://www.w3.org/Graphics/SVG/1.1/DTD/svg11.dtd">'
const utf16 = (text: string, mark = '\ufeff') => Uint8Array.from(Buffer.from(mark + text, 'utf16le'))

test.each<[string, Uint8Array]>([
  ['as LibreOffice writes it', getBytes(`<?xml version="1.0" encoding="UTF-8"?>\n${doctype}\n${drawing}`)],
  [
    'as Graphviz writes it',
    getBytes(`<?xml version="1.0" standalone="no"?>\n${doctype}\n<!-- Generated > -->\n${drawing}`),
  ],
  [
    'as an older Inkscape writes it',
    getBytes(`<!DOCTYPE svg [<!ATTLIST svg version CDATA "1.1">]>${drawing}`),
  ],
  ['with comments and a byte order mark', getBytes(`\ufeff<!-- ${'x'.repeat(9_000)} -->\n${drawing}`)],
  ['with a namespace prefix', getBytes('<svg:svg xmlns:svg="http://www.w3.org/2000/svg"><svg:g/></svg:svg>')],
  ['in UTF-16', utf16(`<?xml version="1.0" encoding="UTF-16"?>${drawing}`)],
  ['in UTF-16 without a mark', utf16(drawing, '')],
])('a drawing %s is accepted into a pack', (_, bytes) => {
  expect(() => buildPack('plan.svg', bytes)).not.toThrow()
})

const whole = createPng(4, 3)
const changed = (at: number, to: number) => whole.map((byte, place) => (place === at ? to : byte))
/** A PNG whose width is 0. */
const unsized = createPng(4, 3, { width: 0, height: 3 })
const jpeg = (...parts: number[]) => Uint8Array.of(0xff, 0xd8, ...parts)

test.each<[string, string, Uint8Array, RegExp]>([
  [
    'a drawing without its namespace',
    'plan.svg',
    getBytes('<svg><g/></svg>'),
    /^plan\.svg: its root element is not in the namespace of SVG.* add xmlns="http/,
  ],
  ['a drawing in another namespace', 'plan.svg', getBytes('<svg xmlns="urn:x"/>'), /namespace of SVG/],
  [
    'a drawing that is cut off',
    'plan.svg',
    getBytes(`<svg ${NS}>\n<g>`),
    /^plan\.svg: line 2 column 3: unclosed tag: g\.$/,
  ],
  ['an undeclared entity', 'plan.svg', getBytes(`${doctype}<svg ${NS}>&a;</svg>`), /undefined entity/],
  [
    'entities',
    'plan.svg',
    getBytes(`<!DOCTYPE svg [ <!ENTITY a "b"> ]>${drawing}`),
    /^plan\.svg: it declares entities .* save it as plain SVG without them\.$/,
  ],
  [
    'an entity in another notation of the document type',
    'plan.svg',
    getBytes(`<!DOCTYPE svg [<!-- ]> --><!ENTITY % a SYSTEM "file:///x">%a;]>${drawing}`),
    /declares entities/,
  ],
  ['a web page', 'plan.svg', getBytes('<!DOCTYPE html><html><svg/></html>'), /its root element is “html”/],
  [
    'text in another encoding',
    'plan.svg',
    Uint8Array.of(...getBytes(`<svg ${NS}>`), 0xe9),
    /save it as UTF-8\.$/,
  ],
  [
    'a picture with only its signature',
    'plan.png',
    Uint8Array.of(...whole.subarray(0, 8), ...getBytes('nothing')),
    /^plan\.png: it is damaged.* ends before its last part \(IEND\)\. Make it again\.$/,
  ],
  ['a picture that is cut off', 'plan.png', whole.subarray(0, -12), /\(IEND\)/],
  ['a picture without a size', 'plan.png', unsized, /no size/],
  [
    'a picture with a flipped bit',
    'plan.png',
    changed(45, (whole[45] ?? 0) ^ 1),
    /checksum of its part IDAT is wrong/,
  ],
  [
    'a picture without its pixels',
    'plan.png',
    Uint8Array.of(...whole.subarray(0, 33), ...whole.subarray(-12)),
    /part IDAT is missing/,
  ],
  ['a photo of two bytes', 'plan.jpg', jpeg(0xff, 0xe0, 0x78, 0x78), /^plan\.jpg: it is damaged.* no size/],
  [
    'a document that is cut off',
    'plan.pdf',
    pdf.subarray(0, -6),
    /^plan\.pdf: .* does not end as a PDF file does/,
  ],
  [
    'a document after a byte order mark',
    'plan.pdf',
    getBytes('\ufeff%PDF-1.4\n%%EOF'),
    /of the kind PDF, but its content is not/,
  ],
])('%s is refused when the pack is built', (_, name, bytes, reason) => {
  expect(() => buildPack(name, bytes)).toThrow(reason)
})

test('a pack from elsewhere is accepted with a picture that cannot be shown', () => {
  const torn = whole.subarray(0, -12)
  expect(findForbiddenContent('image/png', torn)).toBeNull()
  expect(inEnglish(findFault('image/png', torn))).toMatch(/IEND/)
  expect(findForbiddenContent('image/svg+xml', getBytes('<svg/>'))).toBeNull()
})

const drawSvg = (inside: string) => getBytes(`<svg ${NS}>${inside}</svg>`)
const square = '<rect width="1" height="1"/>'
/** Each level draws the level below it twice. */
const drawDoubling = (levels: number) =>
  `<g id="a0">${square}</g>${Array.from(
    { length: levels },
    (_, level) => `<g id="a${level + 1}"><use href="#a${level}"/><use href="#a${level}"/></g>`,
  ).join('')}`

test.each([
  [
    'many elements',
    drawSvg(square.repeat(50_000)),
    /^it draws more than 50,000 elements.*export it as PNG or PDF$/,
  ],
  ['many elements before a fault', drawSvg(`${square.repeat(60_000)}<a b=c>`), /draws more than/],
  ['few elements that repeat each other', drawSvg(drawDoubling(14)), /draws more than/],
  [
    'an element that repeats itself',
    getBytes(
      `<s:svg xmlns:s="http://www.w3.org/2000/svg" xmlns:x="http://www.w3.org/1999/xlink"><s:g id="a"><s:use x:href="#a"/></s:g></s:svg>`,
    ),
    /draws more than/,
  ],
  ['a long path', drawSvg(`<path d="${'M0 0L9 9'.repeat(1024 * 1024)}"/>`), /^it is larger than 8 MB/],
])('a drawing that would freeze the window is refused, also when a pack is read: %s', (_, bytes, reason) => {
  expect(inEnglish(findForbiddenContent('image/svg+xml', bytes))).toMatch(reason)
  expect(() => buildPack('plan.svg', bytes)).toThrow(reason.source.startsWith('^') ? /PNG or PDF/ : reason)
})

test('a drawing with 49,999 elements, and one with few repetitions, are accepted', () => {
  for (const inside of [square.repeat(49_998), drawDoubling(8), `${square}<use href="#nowhere"/><use/>`])
    expect(findForbiddenContent('image/svg+xml', drawSvg(inside))).toBeNull()
})
