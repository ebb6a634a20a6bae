import { expect, type Page, test } from '@playwright/test';
import { creditNote } from '#domain/credit-notes/credit-note.ts';
import { invoice } from '#domain/invoices/invoice.ts';
import { Clinic, login } from '../sync/clinic.ts';
import { approveHere, changePlaces, done, keys, logInByKeys, picture, text, treated, windowOn } from './at-the-counter.ts';
import { expectAccessible } from './axe.ts';

/** Counts keys from now on. */
async function countKeys(page: Page): Promise<() => Promise<number>> {
  await page.evaluate(() => {
    document.body.dataset.pressed = '0';
    const count = () => {
      document.body.dataset.pressed = String(Number(document.body.dataset.pressed) + 1);
    };
    window.addEventListener('keydown', count, { capture: true });
  });
  return () => page.evaluate(() => Number(document.body.dataset.pressed));
}

test('a bill with the keyboard only: added service, discount, approval, payment, credit note', async ({ page }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    const cash = await clinic.enrolled('Cash');
    const ravi = await login(cash, 'ravi');
    await done(cash, ravi, 'openTill', { openingFloatMinor: 200_000 });
    await treated(clinic, cash, [{ name: 'Asha Kulkarni', phone: '9845012345', codes: ['D-COMP'] }]);
    const { reader } = cash.terminal.store;
    const shell = await windowOn(page, cash);
    await logInByKeys(page, 'ravi');
    // Whatever a mouse would do here does not happen.
    await page.addStyleTag({ content: '* { pointer-events: none !important }' });
    const bill = page.getByRole('region', { name: 'Bill', exact: true });

    await test.step('a discount above the cap waits for a manager', async () => {
      await expect(page.getByRole('combobox', { name: /^Find by token/ })).toBeFocused();
      await keys(page, text('asha'));
      await expect(bill.getByRole('row', { name: /Filling/ })).toBeVisible();
      // Escape is of what lies on top: the patient stays chosen.
      for (const [button, shown] of [
        [/^Your menu/, 'Change password'],
        [/^Connection to the server/, 'The server has everything from here.'],
      ] as const) {
        await page.getByRole('button', { name: button }).press('Enter');
        await expect(page.getByText(shown)).toBeVisible();
        await keys(page, 'Escape');
        await expect(page.getByText(shown)).toBeHidden();
        await expect(bill.getByRole('row', { name: /Filling/ })).toBeVisible();
      }
      await keys(page, 'F4');
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByLabel(/^Discount: 500/)).toBeFocused();
      await picture(page, 'bill-dialog');
      await expectAccessible(page, 'changing a bill');
      await keys(page, text('10%'), 'Enter', 'Enter', text('Old patient'));
      await keys(page, 'F4', text('scal'));
      await expect(page.getByRole('option', { name: /Scaling/ })).toBeVisible();
      await keys(page, 'Enter');
      await expect(dialog.getByRole('group', { name: /Scaling/ })).toBeVisible();
      await picture(page, 'bill-dialog-filled');
      // A manager needs the machine for a moment: what is typed is there again afterwards.
      for (const who of ['meena', 'ravi']) await changePlaces(page, who);
      await keys(page, text('asha'));
      await expect(bill).toContainText('You typed changes here and did not put them on the bill');
      await picture(page, 'bill-typed-before');
      await keys(page, 'F4');
      await expect(dialog.getByLabel('Reason of the discount or price')).toHaveValue('Old patient');
      await expect(dialog.getByRole('group', { name: /Scaling/ })).toBeVisible();
      await keys(page, 'Control+Enter');
      await expect(dialog).toBeHidden();
      await expect(bill).toContainText('Discount: Old patient');
      await expect(bill).toContainText('needs a manager’s approval');
      await expect(
        page.getByRole('region', { name: 'Payment', exact: true }).getByRole('button', { name: /^Pay/ }),
      ).toBeDisabled();
      await picture(page, 'bill-needs-approval');
      await expectAccessible(page, 'a bill that waits for approval');
    });

    await test.step('the manager approves over the cashier’s screen, and the bill is paid', async () => {
      await keys(page, 'F6');
      await expect(page.getByRole('dialog')).toContainText('Old patient');
      await picture(page, 'bill-step-up');
      await approveHere(page, 'meena');
      await expect(bill).toContainText('approved');
      await picture(page, 'bill-approved');
      const pressed = await countKeys(page);
      await keys(page, 'F8');
      await expect(page.getByLabel('Given')).toHaveValue('2430.00');
      await keys(page, 'Enter');
      await expect(page.getByText('No change to give back')).toBeVisible();
      expect(reader.find(invoice, {})).toMatchObject([{ state: 'PAID', totalMinor: 243_000 }]);
      await keys(page, 'Enter');
      // From the chosen patient to the next one.
      expect(await pressed()).toBeLessThanOrEqual(8);
    });

    await test.step('the invoice is taken back in part', async () => {
      await keys(page, 'F7');
      const dialog = page.getByRole('dialog');
      await expect(dialog.getByRole('combobox', { name: 'Invoice number' })).toBeFocused();
      const number = reader.find(invoice, {})[0]?.number ?? '';
      await keys(page, text(number));
      await expect(dialog.getByRole('option', { name: /Asha Kulkarni/ })).toBeVisible();
      await picture(page, 'invoices-dialog');
      await keys(page, 'Enter');
      await expect(page.getByLabel('Filling, composite', { exact: true })).toBeFocused();
      await keys(page, text('0'), 'Enter', 'Enter', text('Not done after all'));
      await expect(page.getByRole('dialog')).toContainText('₹1,080.00');
      await picture(page, 'credit-note');
      await expectAccessible(page, 'a credit note');
      await keys(page, 'Enter');
      const stepUp = page.getByRole('dialog', { name: 'A manager approves here' });
      await expect(stepUp).toBeVisible();
      await keys(page, 'Escape');
      await expect(stepUp).toBeHidden();
      await expect(page.getByRole('button', { name: /^Manager approves here/ })).toBeVisible();
      await keys(page, 'Enter');
      await approveHere(page, 'meena');
      await expect(page.getByRole('button', { name: /Issue the credit note/ })).toBeVisible();
      await keys(page, 'Enter');
      await expect(page.getByText(/^Credit note C\d+\/\d{4}\/000001 over ₹1,080.00 is issued/)).toBeVisible();
      expect(reader.find(creditNote, {})).toMatchObject([{ toAdvanceMinor: 108_000, completes: false }]);
      await keys(page, 'Control+p');
      const paper = page.getByRole('dialog', { name: /^Credit note C/ });
      await expect(paper.locator('iframe')).toBeVisible();
      await keys(page, 'Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
    });

    await test.step('what is left is taken back, and the visit is billed anew', async () => {
      await keys(page, 'F7', text(reader.find(invoice, {})[0]?.number ?? ''));
      await expect(page.getByRole('dialog').getByRole('option', { name: /Asha Kulkarni/ })).toBeVisible();
      await keys(page, 'Enter', 'Enter', text('All of it was wrong'));
      const anew = page.getByLabel('Bill the visit anew');
      await anew.focus();
      await keys(page, 'Space');
      await page.getByLabel('Why it is taken back').focus();
      await keys(page, 'Enter');
      await approveHere(page, 'meena');
      await expect(page.getByRole('button', { name: /Issue the credit note/ })).toBeVisible();
      await keys(page, 'Enter');
      await expect(page.getByText(/waits there for a new invoice/)).toBeVisible();
      await keys(page, 'Enter');
      await keys(page, 'F2', text('asha'));
      await expect(bill).toContainText(/^.*Invoice T\d+\/\d{4}\/000001 was taken back with credit note C/);
      await expect(bill).not.toContainText('Discount: Old patient');
      await expect(bill).not.toContainText('approved');
      await picture(page, 'bill-taken-back');
      await expectAccessible(page, 'a bill that follows a credit note');
      await expect(bill).toContainText('₹2,430.00 paid on the old one is the patient’s advance now.');
      await keys(page, 'F8');
      await expect(page.getByRole('button', { name: /^Settle with the advance/ })).toBeFocused();
      await keys(page, 'Enter');
      await expect(page.getByText('Nobody is waiting to pay.')).toBeVisible();
    });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
