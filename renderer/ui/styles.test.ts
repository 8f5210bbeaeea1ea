import { readdirSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { expect, test } from 'vitest'

const root = new URL('..', import.meta.url).pathname
const files = readdirSync(root, { recursive: true, encoding: 'utf8' }).filter((name) => name.endsWith('.css'))

/** Splits a stylesheet's selectors at commas outside brackets. */
function listSelectors(css: string): string[] {
  return [...css.replaceAll(/\/\*[\s\S]*?\*\//g, '').matchAll(/([^{};]+)\{/g)]
    .map(([, prelude = '']) => prelude.trim())
    .filter((prelude) => !prelude.startsWith('@'))
    .flatMap((prelude) => prelude.split(/,(?![^(]*\))/))
    .map((selector) => selector.trim())
}

/**
 * "Whatever comes after X" and "whatever comes second" are tried on every element there is, and from then on Chromium works
 * out the style of everything beside and within whenever anything is inserted anywhere: 20 ms for a step of a scrolled grid.
 */
const aboutAnything = /[+~]\s*(?:\*|:(?!is\())|(?:^|[\s>+~])\*?:nth-/

test.each([
  ['.part legend + *', true],
  ['.line > .end ~ *', true],
  ['.form > :nth-child(2)', true],
  ['.part legend + :is(label, div)', false],
  ['.row + .row', false],
  ['.row:nth-child(2)', false],
])('%s is about anything: %s', (selector, expected) => {
  expect(aboutAnything.test(selector)).toBe(expected)
})

test('no rule is about whatever comes after something', () => {
  expect(files.length).toBeGreaterThan(20)
  const found = files.flatMap((name) =>
    listSelectors(readFileSync(join(root, name), 'utf8'))
      .filter((selector) => aboutAnything.test(selector))
      .map((selector) => `${name}: ${selector}`),
  )
  expect(found).toEqual([])
})

/** Where figures stand under each other, or change in place. In sentences they stretch their hyphens, "up - to - date". */
const ofFigures = [
  /time|count|number|letter|size|mark|when|notes|tab|strong/,
  /^(?:\.line\[data-time\]::before|\.text ol|\.due|\.foot|\.line|\.result|\.version)$/,
]

test('figures of one width are for columns of figures, not for sentences', () => {
  const found = files.flatMap((name) => {
    const css = readFileSync(join(root, name), 'utf8')
    return [...css.matchAll(/([^{};]+)\{[^{}]*tabular-nums/g)].flatMap(([, prelude = '']) =>
      listSelectors(`${prelude}{`)
        .filter((selector) => !ofFigures.some((known) => known.test(selector)))
        .map((selector) => `${name}: ${selector}`),
    )
  })
  expect(found).toEqual([])
})
