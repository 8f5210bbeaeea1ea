import axe from 'axe-core'
import type { Page } from 'playwright-core'

/** Rules of WCAG 2.2 AA and axe's best practices that the screen breaks, each with where. */
export async function violations(page: Page): Promise<string[]> {
  // A document keeps it: half a megabyte to be read and compiled.
  if (!(await page.evaluate(() => 'axe' in window))) await page.evaluate(axe.source)
  return page.evaluate(async () => {
    // A colour that fades in, or from one theme to the other, has less contrast on its way.
    const fading = document
      .getAnimations()
      .filter(({ effect }) => effect?.getComputedTiming().endTime !== Number.POSITIVE_INFINITY)
    await Promise.allSettled(fading.map(({ finished }) => finished))
    // Of what is in order it would describe every element as well.
    const options: axe.RunOptions = { resultTypes: ['violations'] }
    const { violations } = await (Reflect.get(window, 'axe') as typeof axe).run(options)
    return violations.flatMap(({ id, nodes }) =>
      nodes.map(({ html, failureSummary }) => `${id}: ${html}\n${failureSummary}`),
    )
  })
}
