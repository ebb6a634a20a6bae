import { expect, type Page, test } from '@playwright/test';
import { Clinic } from '../sync/clinic.ts';
import { keys, logInByKeys, text, treated, windowOn } from './at-the-counter.ts';

const SEEN = 'button, input, h1, h2, h3, strong, footer, section, [role=option], .figure';

/** Everything a hand or an eye may be on, and where it stands. */
async function places(page: Page) {
  const seen = await page.locator(SEEN).elementHandles();
  const boxes = () => Promise.all(seen.map((one) => one.boundingBox()));
  return { boxes, before: await boxes() };
}

test('nothing on the cashier’s screen moves when others’ work arrives', async ({ page }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    const cash = await clinic.enrolled('Cash');
    const treat = await treated(clinic, cash, [
      { name: 'Asha Kulkarni', phone: '9845012345', codes: ['D-COMP'] },
      { name: 'Bharat Shah', phone: '9845012346', codes: ['D-CONS', 'D-COMP'] },
    ]);
    const shell = await windowOn(page, cash);
    await logInByKeys(page, 'ravi');
    await expect(page.getByLabel(/^Opening float/)).toBeFocused();
    await keys(page, text('2000'), 'Enter');
    await expect(page.getByRole('combobox', { name: /^Find by token/ })).toBeFocused();
    await expect(page.getByRole('option')).toHaveCount(2);
    const waiting = page.getByRole('listbox', { name: 'Ready for billing' });

    await test.step('while a bill is looked at', async () => {
      await keys(page, 'ArrowDown', 'ArrowDown');
      await expect(page.getByRole('heading', { name: 'Bharat Shah' })).toBeVisible();
      const { boxes, before } = await places(page);
      await treat([{ name: 'Chitra Nair', phone: '9845012347', codes: ['D-COMP'] }]);
      await expect(waiting.getByRole('option')).toHaveCount(3);
      expect(await boxes()).toEqual(before);
      await expect(waiting.getByRole('option', { selected: true })).toHaveText(/Bharat Shah/);
    });

    await test.step('while money is counted', async () => {
      await keys(page, 'F8', text('2500'));
      const { boxes, before } = await places(page);
      await treat([{ name: 'Dinesh Rao', phone: '9845012348', codes: ['D-COMP'] }]);
      await expect(waiting.getByRole('option')).toHaveCount(4);
      expect(await boxes()).toEqual(before);
      await expect(page.getByLabel('Given')).toBeFocused();
      await expect(page.getByLabel('Given')).toHaveValue('2500');
    });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
