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
 * Selectors such as "anything after X" or "any second child" are tested on every element. Once one exists, Chromium recalculates the style
 * of all siblings and their content whenever an element is inserted, which makes scrolling slow.
 */
const matchesAnyElement = /[+~]\s*(?:\*|:(?!is\())|(?:^|[\s>+~])\*?:nth-/

test.each([
  ['.part legend + *', true],
  ['.line > .end ~ *', true],
  ['.form > :nth-child(2)', true],
  ['.part legend + :is(label, div)', false],
  ['.row + .row', false],
  ['.row:nth-child(2)', false],
])('%s matches any element: %s', (selector, expected) => {
  expect(matchesAnyElement.test(selector)).toBe(expected)
})

test('no rule matches any element that follows another', () => {
  expect(files.length).toBeGreaterThan(20)
  const found = files.flatMap((name) =>
    listSelectors(readFileSync(join(root, name), 'utf8'))
      .filter((selector) => matchesAnyElement.test(selector))
      .map((selector) => `${name}: ${selector}`),
  )
  expect(found).toEqual([])
})

/**
 * Selectors of places where numbers form a column or change in place. In sentences, tabular figures would also stretch the hyphens, as in
 * "up - to - date".
 */
const numberSelectors = [
  /time|count|number|letter|size|mark|when|notes|tab|strong/,
  /^(?:\.line\[data-time\]::before|\.text ol|\.due|\.foot|\.line|\.result|\.version)$/,
]

test('tabular figures are used for columns of numbers, not for sentences', () => {
  const found = files.flatMap((name) => {
    const css = readFileSync(join(root, name), 'utf8')
    return [...css.matchAll(/([^{};]+)\{[^{}]*tabular-nums/g)].flatMap(([, prelude = '']) =>
      listSelectors(`${prelude}{`)
        .filter((selector) => !numberSelectors.some((known) => known.test(selector)))
        .map((selector) => `${name}: ${selector}`),
    )
  })
  expect(found).toEqual([])
})
