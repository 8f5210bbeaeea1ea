import { expect, test } from 'vitest'

const sources = Object.entries(
  import.meta.glob<string>('../**/*.{ts,tsx}', { query: '?raw', import: 'default', eager: true }),
)

test('every link in the source names a screen that exists', () => {
  const paths = sources
    .filter(([file]) => /\/screen\.tsx?$/.test(file))
    .map(([, text]) => /\bpath: '([^']+)'/.exec(text)?.[1])
  const links = sources.flatMap(([file, text]) =>
    [...text.matchAll(/\b(?:buildHref|buildRoute)\('([^']+)'/g)].map(([, path]) => ({ file, path })),
  )
  expect(paths).toContain('agenda')
  expect(links.length).toBeGreaterThan(50)
  expect(links.filter(({ path }) => !paths.includes(path))).toEqual([])
})
