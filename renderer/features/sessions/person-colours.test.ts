import { readFileSync } from 'node:fs'
import { describe, expect, test } from 'vitest'
import { assignColours, COLOUR_COUNT, getDefaultColour } from './person-colours.ts'

const ids = ['00000000-a', '00000008-b', '00000001-c', '0000000f-d']

test('eight colleagues have eight colours, and a new one changes no other', () => {
  const eight = Array.from({ length: COLOUR_COUNT }, (_, index) => `${index % 3}0000000-${index}`)
  expect(new Set(assignColours(eight).values()).size).toBe(COLOUR_COUNT)
  const before = assignColours(ids)
  expect([...assignColours([...ids, '00000000-e'])].slice(0, ids.length)).toEqual([...before])
})

test('the colour follows from the id, also for a ninth colleague and an id of another form', () => {
  expect(assignColours(ids.slice(0, 1)).get('00000000-a')).toBe(getDefaultColour('00000000-a'))
  const nine = Array.from({ length: COLOUR_COUNT + 1 }, (_, index) => `0000000${index}-x`)
  expect(assignColours(nine).get('00000008-x')).toBe(getDefaultColour('00000008-x'))
  expect(getDefaultColour('me')).toBe(1)
})

/** The custom properties of a theme. */
function readTokens(theme: string): Map<string, string> {
  const css = readFileSync(new URL('../../ui/tokens.css', import.meta.url), 'utf8')
  const block = css.slice(css.indexOf(`[data-theme="${theme}"]`)).split('}')[0] ?? ''
  return new Map(
    [...block.matchAll(/--([\w-]+): (#[0-9a-f]{6});/g)].map(([, name = '', value = '']) => [name, value]),
  )
}

/** Relative luminance (WCAG 2.2). */
function getLuminance(colour: string): number {
  const [red = 0, green = 0, blue = 0] = [1, 3, 5].map((start) => {
    const part = Number.parseInt(colour.slice(start, start + 2), 16) / 255
    return part <= 0.040_45 ? part / 12.92 : ((part + 0.055) / 1.055) ** 2.4
  })
  return 0.2126 * red + 0.7152 * green + 0.0722 * blue
}

function getContrast(colour: string, otherColour: string): number {
  const [light = 0, dark = 0] = [getLuminance(colour), getLuminance(otherColour)].sort((a, b) => b - a)
  return (light + 0.05) / (dark + 0.05)
}

describe.each(['light', 'dark'])('in the %s theme', (theme) => {
  const tokens = readTokens(theme)
  test.each(['paper', 'pane', 'nav', 'hover', 'field', 'accent-tint'])(
    'every colour is readable on %s (WCAG AA)',
    (ground) => {
      for (let number = 1; number <= COLOUR_COUNT; number += 1) {
        const contrast = getContrast(tokens.get(`person-${number}`) ?? '', tokens.get(ground) ?? '')
        expect(contrast, `person-${number}`).toBeGreaterThanOrEqual(4.5)
      }
    },
  )
})
