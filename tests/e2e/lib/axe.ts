import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** @returns the rules of WCAG 2.2 AA and axe's best practices that the screen breaks, each with the elements */
export async function findViolations(page: Page): Promise<string[]> {
  // Injected only once into each document, since it is half a megabyte to parse.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // Waits for fading colours, which have less contrast during the transition.
    const fading = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(fading.map(({ finished }) => finished))
    // Reports only violations: describing every element that passes would take long.
    const options: axe.RunOptions = { resultTypes: ['violations'] }
    const { violations } = await (Reflect.get(window, 'axe') as typeof axe).run(options)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    )
  })
}
