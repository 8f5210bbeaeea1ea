import { writeFile } from 'node:fs/promises'
import { join } from 'node:path'
import { expect, test } from 'vitest'
import { importFile } from './lib/import-bundle.ts'
import { shareApp } from './lib/shared-app.ts'
import { createTemporaryFolder } from './lib/test-app.ts'

const openNotebook = shareApp()

const time = (minutes: number) =>
  `2026-05-04T${String(Math.floor(minutes / 60)).padStart(2, '0')}:${String(minutes % 60).padStart(2, '0')}+02:00`

/** A workshop from nine to five, and talks of half an hour beside it. */
function makeTable(): string {
  const talks = Array.from({ length: 16 }, (_, index) => {
    const start = 9 * 60 + index * 30
    return `Talk ${index + 1},${time(start)},${time(start + 30)},Hall 2`
  })
  return [
    'Title,Start,End,Room',
    `Workshop on evidence,${time(9 * 60)},${time(17 * 60)},Hall 1`,
    ...talks,
  ].join('\n')
}

test('the title of a long block stays visible while scrolling past, and the whole block is a link', async () => {
  const profile = await createTemporaryFolder()
  const file = join(await createTemporaryFolder(), 'programme.csv')
  await writeFile(file, makeTable())
  await importFile(profile, file)
  const { page } = await openNotebook(profile, { width: 1280, height: 800 })
  await page.getByRole('radio', { name: 'Grid' }).click()
  const link = page
    .getByRole('list', { name: 'Sessions' })
    .getByRole('link', { name: 'Workshop on evidence' })
  await link.waitFor()
  const measure = () =>
    link.evaluate((element) => {
      const words = document.createRange()
      words.selectNodeContents(element)
      const grid = element.closest('ol[aria-label="Sessions"]')
      return {
        top: words.getBoundingClientRect().top,
        block: element.closest('li')?.getBoundingClientRect().top ?? Number.NaN,
        heads: grid?.querySelector('h2')?.getBoundingClientRect().bottom ?? Number.NaN,
      }
    })
  const before = await measure()
  expect(before.top - before.block).toBeLessThan(40)
  await page.evaluate(() =>
    document.querySelector('ol[aria-label="Sessions"]')?.parentElement?.parentElement?.scrollBy(0, 400),
  )
  await expect.poll(async () => (await measure()).block).toBeLessThan(before.block - 300)
  const scrolled = await measure()
  expect(scrolled.top, 'below the name of the day').toBeGreaterThan(scrolled.heads)
  expect(scrolled.top - scrolled.heads).toBeLessThan(30)

  const box = await link.evaluate((element) => {
    const { left, bottom } = (element.closest('li') as HTMLElement).getBoundingClientRect()
    return { x: left + 60, y: Math.min(bottom, innerHeight - 60) - 20 }
  })
  await page.mouse.click(box.x, box.y)
  await expect.poll(() => link.getAttribute('aria-current')).toBe('true')
})
