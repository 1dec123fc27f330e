import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** Only this rule depends on the theme. */
const THEMED_RULE = 'color-contrast'

/**
 * Expects that axe finds nothing on the page as it stands, in light and in dark.
 *
 * @param within a selector of the part to check
 */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(finishTransitions)
    // The page has no frames, so axe needs no page of its own to merge their findings.
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .include(within)
      // Axe then finds a selector for each violation only, and not for each node that passes.
      .options({ resultTypes: ['violations'] })
    if (colorScheme === 'dark') axe.withRules(THEMED_RULE)
    const { violations } = await axe.analyze()
    const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
    expect(found, `axe in ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}

/** Ends every transition of a colour from one theme, or one state, to another. */
function finishTransitions(): void {
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
}
