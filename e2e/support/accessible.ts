import AxeBuilder from '@axe-core/playwright'
import { expect, type Page } from '@playwright/test'

/** The only rule that depends on the theme. */
const THEMED_RULE = 'color-contrast'

/**
 * Expects no axe violation on the current page in the light and the dark theme.
 *
 * @param within the selector of the part to check
 */
export async function expectAccessible(page: Page, within = 'html'): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme, reducedMotion: 'reduce' })
    await page.evaluate(finishTransitions)
    // The page has no frames, so axe needs no extra page to merge results.
    const axe = new AxeBuilder({ page })
      .setLegacyMode()
      .include(within)
      // Axe then builds selectors only for violations, not for passing nodes.
      .options({ resultTypes: ['violations'] })
    if (colorScheme === 'dark') axe.withRules(THEMED_RULE)
    const { violations } = await axe.analyze()
    const found = violations.map(({ id, nodes }) => ({ id, where: nodes.map(({ html }) => html) }))
    expect(found, `axe in ${colorScheme}`).toEqual([])
  }
  await page.emulateMedia({ colorScheme: null, reducedMotion: null })
}

/** Runs in the page. Ends transitions, because their colours would change the contrast. */
function finishTransitions(): void {
  for (const one of document.getAnimations()) if (one instanceof CSSTransition) one.finish()
}
