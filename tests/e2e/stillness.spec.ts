import { expect, type Page, test } from '@playwright/test';
import { invoice } from '#domain/invoices/invoice.ts';
import { visit } from '#domain/visits/visit.ts';
import { Clinic, login } from '../sync/clinic.ts';
import { done, keys, logInByKeys, picture, text, treated, windowOn } from './at-the-counter.ts';

const SEEN = 'button, input, h1, h2, h3, strong, footer, section, [role=option], .figure';

/** Everything a hand or an eye may be on, and where it stands: all of it at one moment. */
async function places(page: Page) {
  const seen = await page.evaluateHandle((selector) => [...document.querySelectorAll(selector)], SEEN);
  const boxes = () => seen.evaluate((all) => all.map((one) => one.getBoundingClientRect().toJSON()));
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

    await test.step('but the bill itself: what was typed for another amount is not taken', async () => {
      const room = await clinic.enrolled('Room');
      const rao = await login(room, 'rao');
      const billed = cash.terminal.store.reader.find(visit, {}).find(({ patientName }) => patientName === 'Bharat Shah');
      const services = await room.terminal.query(rao, 'servicesList', {});
      const all = services.ok ? (services.result as { id: string; code: string }[]) : [];
      const treatments = ['D-CONS', 'D-COMP', 'D-SCAL'].map((code) => ({ serviceId: all.find((one) => one.code === code)?.id }));
      await done(room, rao, 'sendToBilling', { visitId: billed?.id, treatments });
      const payment = page.getByRole('region', { name: 'Payment', exact: true });
      await expect(payment.getByRole('alert')).toContainText('The bill has changed meanwhile');
      await picture(page, 'bill-changed');
      expect(cash.terminal.store.reader.find(invoice, {})).toEqual([]);
      await keys(page, 'Enter');
      await expect(page.getByLabel('Given')).not.toHaveValue('2500');
      await keys(page, 'Enter');
      await expect(page.getByText('No change to give back')).toBeVisible();
      expect(cash.terminal.store.reader.find(invoice, {})).toMatchObject([{ state: 'PAID', lines: { length: 3 } }]);
    });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
