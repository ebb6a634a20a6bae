import { expect, test } from '@playwright/test';
import { Clinic, login, PASSWORD } from '../sync/clinic.ts';
import { keys, logInByKeys, text, treated, windowOn } from './at-the-counter.ts';
import { expectAccessible } from './axe.ts';

test('a patient’s money with the keyboard only: in advance, in part, back again, and let go', async ({ page, browser }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    const [cash, office] = [await clinic.enrolled('Cash'), await clinic.enrolled('Office')];
    const meena = await login(office, 'meena');
    await treated(clinic, cash, [
      { name: 'Asha Kulkarni', phone: '9845012345', codes: ['D-COMP'] },
      { name: 'Bharat Shah', phone: '9845012346', codes: ['D-COMP'] },
    ]);
    const shell = await windowOn(page, cash);
    await logInByKeys(page, 'ravi');
    await expect(page.getByLabel(/^Opening float/)).toBeFocused();
    await keys(page, text('2000'), 'Enter');
    const find = page.getByRole('combobox', { name: /^Find by token/ });
    await expect(find).toBeFocused();

    await test.step('takes an advance', async () => {
      await keys(page, text('asha'));
      await expect(page.getByText('No advance, no other dues')).toBeVisible();
      await keys(page, 'F3');
      const account = page.getByRole('dialog', { name: /^Account · Asha Kulkarni/ });
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
      await expectAccessible(page, 'a patient’s account');
      await keys(page, 'Enter');
      await expect(account.getByLabel('Given')).toBeFocused();
      await keys(page, text('300'));
      await keys(page, 'Enter');
      const paper = page.getByRole('dialog', { name: /^Receipt R/ });
      await expect(paper).toBeVisible();
      await keys(page, 'Escape');
      await expect(paper).toBeHidden();
      await expect(page.getByText('Paid in advance: ₹300.00')).toBeVisible();
    });

    await test.step('applies it and takes a part of the rest', async () => {
      await find.focus();
      await keys(page, 'F8');
      await expect(page.getByText('₹300.00 from the advance')).toBeVisible();
      await keys(page, 'Control+e');
      await expect(page.getByText('The advance is kept')).toBeVisible();
      await keys(page, 'Control+e');
      await expect(page.getByLabel('Given')).toBeFocused();
      await keys(page, text('500'));
      await expectAccessible(page, 'a part payment');
      await keys(page, 'Control+Enter');
      await expect(page.getByText('Still due')).toBeVisible();
      await keys(page, 'Enter');
    });

    await test.step('takes a transfer for another bill, in few keys', async () => {
      await expect(find).toBeFocused();
      await keys(page, text('bharat'));
      await expect(page.getByRole('heading', { name: 'Bharat Shah' })).toBeVisible();
      await keys(page, 'F8', 'F7');
      await expect(page.getByLabel('Charged')).toBeFocused();
      await keys(page, 'Tab', text('UPI 4711'), 'Enter');
      // No statement has such a number: it is asked once more.
      await expect(page.getByText(/^No statement will show this number/)).toBeVisible();
      await expect(page.getByLabel('UPI reference')).toBeFocused();
      await keys(page, 'Enter');
      await expect(page.getByText('No change to give back')).toBeVisible();
      await keys(page, 'Enter');
    });

    await test.step('brings an old due up from the account, and prints its invoice again, counted', async () => {
      await keys(page, text('asha'));
      await expect(page.getByRole('heading', { name: 'Asha Kulkarni' })).toBeVisible();
      await keys(page, 'F3');
      const account = page.getByRole('dialog', { name: /^Account/ });
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
      await keys(page, 'Enter');
      // Its payment has begun already.
      await expect(page.getByLabel('Given')).toBeFocused();
      await keys(page, 'Escape');
      await expect(find).toBeFocused();
      await expect(find).toHaveValue('');
      await expect(page.getByRole('heading', { name: 'Asha Kulkarni' })).toBeVisible();
      for (const [look, next] of [
        ['looked at', /^Not printed yet/],
        ['looked at again', /^Not printed yet/],
        ['printed', /^Not printed yet/],
        ['printed once more', /marked DUPLICATE 1/],
      ] as const) {
        await keys(page, 'F7');
        const invoices = page.getByRole('dialog', { name: 'Invoices and credit notes' });
        await expect(invoices.getByRole('option', { name: /^T/ })).toBeVisible();
        await keys(page, 'Control+p');
        const paper = page.getByRole('dialog', { name: /^Invoice T/ });
        await expect(paper.getByText(next), look).toBeVisible();
        await expect(paper.locator('iframe')).toBeVisible();
        await expect(paper.getByRole('button', { name: /^Print/ }), look).toBeFocused();
        if (look === 'looked at') await expectAccessible(page, 'a paper to print');
        await keys(page, look.startsWith('printed') ? 'Enter' : 'Escape');
        await expect(paper).toBeHidden();
      }
      await keys(page, 'F3');
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
      await keys(page, 'ArrowDown', 'ArrowDown', 'ArrowDown', 'Enter');
      await expect(account.getByRole('option', { name: /Invoice reprinted 1 time/ })).toBeVisible();
      await expectAccessible(page, 'the documents of a patient');
      await keys(page, 'Escape');
      await expect(account).toBeHidden();
      await find.focus();
      await page.keyboard.press('Control+a');
    });

    await test.step('the rest is let go once a manager agrees over the cashier’s screen', async () => {
      await keys(page, text('asha'));
      await expect(page.getByRole('heading', { name: 'Asha Kulkarni' })).toBeVisible();
      await keys(page, 'F3');
      const account = page.getByRole('dialog', { name: /^Account/ });
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
      await expect(account.getByRole('option', { name: /^Waive dues on T/ })).toBeVisible();
      await keys(page, 'ArrowDown', 'ArrowDown', 'Enter');
      await expect(account.getByLabel('Amount')).toBeFocused();
      await keys(page, 'Enter', text('Cannot pay more'), 'Enter');
      const stepUp = page.getByRole('dialog', { name: /manager/i });
      await expect(stepUp.getByLabel('Login')).toBeFocused();
      await keys(page, text('meena'), 'Enter', text(PASSWORD), 'Enter');
      await expect(stepUp).toBeHidden();
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeVisible();
      await expect(account.getByRole('option', { name: /^Waive dues/ })).toBeHidden();
      await keys(page, 'Escape');
      await expect(page.getByText('Nobody is waiting to pay.')).toBeVisible();
    });

    await test.step('who does not wait is found with the keys to the account, the invoices and an estimate, and let go of with Escape', async () => {
      await expect(page.getByText('Asha Kulkarni is not waiting to pay. F3 opens the account, F7 the invoices')).toBeVisible();
      await keys(page, 'F3');
      const account = page.getByRole('dialog', { name: /^Account · Asha Kulkarni/ });
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
      await keys(page, 'Escape');
      await expect(account).toBeHidden();
      await keys(page, 'F7');
      const invoices = page.getByRole('dialog', { name: /^Invoices/ });
      await expect(invoices.getByRole('option', { name: /Asha Kulkarni/ })).toBeVisible();
      await keys(page, 'Escape');
      await expect(invoices).toBeHidden();
      await keys(page, 'F5');
      const estimate = page.getByRole('dialog', { name: /Asha Kulkarni/ });
      await expect(estimate).toBeVisible();
      await keys(page, 'Escape');
      await expect(estimate).toBeHidden();
      await expect(find).toHaveValue('asha');
      await keys(page, 'Escape');
      await expect(find).toHaveValue('');
      await expect(find).toBeFocused();
    });

    await test.step('a refund is asked for, agreed and paid', async () => {
      await keys(page, 'F3');
      const account = page.getByRole('dialog', { name: /account/i });
      await expect(account.getByRole('combobox')).toBeFocused();
      await keys(page, text('bharat'));
      await expect(account.getByRole('option', { name: /Bharat Shah/ })).toBeVisible();
      await keys(page, 'Enter');
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
      await keys(page, 'Enter', text('100'), 'Enter');
      await expect(page.getByRole('dialog', { name: /^Receipt R/ })).toBeVisible();
      await keys(page, 'Escape');
      await expect(page.getByRole('dialog')).toBeHidden();
      await keys(page, 'F3');
      await expect(account.getByRole('combobox')).toBeFocused();
      await keys(page, text('bharat'));
      await expect(account.getByRole('option', { name: /Bharat Shah/ })).toBeVisible();
      await keys(page, 'Enter');
      await expect(account.getByRole('option', { name: /^Ask for a refund/ })).toBeVisible();
      await keys(page, 'ArrowDown', 'Enter');
      await expect(account.getByRole('option', { name: /^Cash ₹100/ })).toBeVisible();
      await keys(page, 'Enter');
      await expect(account.getByLabel('Amount')).toHaveValue('100.00');
      await keys(page, 'Enter');
      await expect(account.getByLabel('Member of staff')).toBeFocused();
      await keys(page, 'Enter', text('Moved away'), 'Enter');
      await expect(page.getByRole('dialog', { name: /manager/i }).getByLabel('Login')).toBeFocused();
      await keys(page, text('meena'), 'Enter', text(PASSWORD), 'Enter');
      await expect(account.getByRole('option', { name: /^Pay a refund of ₹100/, selected: true })).toBeVisible();
      await expect(account.getByRole('listbox', { name: 'What to do' })).toBeFocused();
      await keys(page, 'Enter', 'Enter');
      await expect(page.getByRole('dialog', { name: /^Refund voucher V/ })).toBeVisible();
      await keys(page, 'Escape');
    });

    await test.step('the back office confirms the UPI payment as a transaction, and withdraws the wrong one with a reason', async () => {
      await office.terminal.sessions.logout(meena);
      const context = await browser.newContext({ viewport: { width: 1366, height: 768 }, locale: 'en-IN' });
      const other = await context.newPage();
      const officeShell = await windowOn(other, office);
      await logInByKeys(other, 'meena');
      await other.getByRole('tab', { name: 'Seen in the bank' }).click();
      const row = other.getByRole('row', { name: /UPI 4711/ });
      await expect(row).toBeVisible();
      await expectAccessible(other, 'what nobody has seen in the bank');
      await row.getByRole('button', { name: /^Confirm/ }).focus();
      await keys(other, 'Enter');
      const question = other.getByRole('dialog', { name: 'Is this money in the bank?' });
      const asked = question.getByLabel(/^Transaction number/);
      await expect(asked).toBeFocused();
      await expect(asked).toHaveValue('');
      await expect(question).toContainText('Bharat Shah');
      await expectAccessible(other, 'confirming what is in the bank');
      await keys(other, 'Enter');
      await expect(question.getByText('6 to 35 letters and digits, at least one digit.')).toBeVisible();
      await keys(other, 'Escape');
      await expect(question).toBeHidden();
      await expect(row).toBeVisible();
      await row.getByRole('button', { name: /^Confirm/ }).focus();
      await keys(other, 'Enter');
      await expect(asked).toBeFocused();
      await keys(other, text('upi-4712'));
      await expect(question.getByText(/^This is another number/)).toBeVisible();
      await keys(other, 'Enter');
      await expect(other.getByText('Every UPI payment and transfer is confirmed.')).toBeVisible();

      await other.getByRole('radio', { name: 'Confirmed' }).focus();
      await keys(other, 'Space');
      const wrong = other.getByRole('row', { name: /upi-4712/ });
      await expect(wrong).toContainText('the cashier typed UPI 4711');
      await expectAccessible(other, 'what somebody has seen in the bank');
      await wrong.getByRole('button', { name: /^Withdraw/ }).focus();
      await keys(other, 'Enter');
      await expect(other.getByRole('dialog').getByLabel('Reason')).toBeFocused();
      await keys(other, text('the row below it'), 'Enter');
      await expect(other.getByText('Nothing is confirmed here.')).toBeVisible();
      await other.getByRole('radio', { name: 'Waiting' }).focus();
      await keys(other, 'Space');
      await expect(other.getByRole('row', { name: /UPI 4711/ })).toContainText('Confirmed wrongly');
      await officeShell.close();
      await context.close();
    });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
