import AxeBuilder from '@axe-core/playwright';
import { expect, type Page } from '@playwright/test';

/** No accessibility fault that keeps somebody from working: nothing critical, nothing serious. */
export async function expectAccessible(page: Page, screen: string, looked: 'whole' | 'colours' = 'whole'): Promise<void> {
  // A colour that is still fading in has no contrast to measure.
  await page.waitForFunction(() => document.getAnimations().every((one) => one.playState !== 'running'));
  // The same rules on the same elements, in the window itself, whose frames are all of its own origin: by default axe finishes
  // in another page that it opens for every look. And it need not tell of the hundreds of elements that are as they should be.
  const axe = new AxeBuilder({ page }).setLegacyMode().options({ resultTypes: ['violations'] });
  const chosen =
    looked === 'whole'
      ? axe.withTags(['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'])
      : axe.withRules(['color-contrast', 'link-in-text-block']);
  const { violations } = await chosen.analyze();
  const grave = violations
    .filter(({ impact }) => impact === 'serious' || impact === 'critical')
    .map(({ id, help, nodes }) => ({
      id,
      help,
      where: nodes.map(({ html, failureSummary }) => `${html.slice(0, 200)} ${failureSummary}`),
    }));
  expect.soft(grave, `accessibility of ${screen}`).toEqual([]);
}
