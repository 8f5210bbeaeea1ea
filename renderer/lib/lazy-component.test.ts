import { createElement, Suspense } from 'react'
import { prerender } from 'react-dom/static'
import { expect, test, vi } from 'vitest'
import { createLazyComponent, loadRemainingParts } from './lazy-component.ts'

vi.mock('./first-paint.ts', () => ({ waitForFirstPaint: async () => {} }))
vi.mock('./part-locale.tsx', () => ({ PartLocale: 'main' }))

test('a part that could not be loaded in advance is loaded when it is opened', async () => {
  vi.stubGlobal('requestIdleCallback', (run: () => void) => setTimeout(run))
  const load = vi.fn(async () => () => 'The part')
  load.mockRejectedValueOnce(new TypeError('Failed to fetch dynamically imported module'))
  const Part = createLazyComponent(load)
  const next = vi.fn(async () => () => 'The next part')
  createLazyComponent(next)
  loadRemainingParts()
  // The next part is loaded after the first one has failed.
  await vi.waitFor(() => expect(next).toHaveBeenCalledOnce())
  const { prelude } = await prerender(createElement(Suspense, null, createElement(Part)))
  expect(await new Response(prelude).text()).toContain('The part')
})
