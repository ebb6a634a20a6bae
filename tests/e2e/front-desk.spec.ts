import { type ClinicAtWork, expect, logIn, test } from './clinic.ts';

/** More doctors than one reading of the list holds; the one looked for stands behind them all. */
async function addDoctors({ admin, planned }: ClinicAtWork): Promise<void> {
  const run = admin.inClinic(planned.clinicId);
  const names = [...Array.from({ length: 1_100 }, (_, at) => `Dr A${10_000 + at} Bose`), 'Dr Zubin Wadia'];
  const rows = names.map((name, at) => ({ row: at + 2, externalId: `d-${at}`, name, speciality: 'Surgery' }));
  for (let at = 0; at < rows.length; at += 100) await run('importDoctors', { rows: rows.slice(at, at + 100) });
}

test('the front desk registers with the keyboard, and nothing is assumed, lost or doubled', async ({ clinic }) => {
  await addDoctors(clinic);
  const { page } = await clinic.open('Reception');
  const { keyboard } = page;
  const form = page.locator('form.register');
  await expect(page.getByRole('combobox', { name: /^Find a patient/ })).toBeFocused();

  await test.step('a date that cannot be is told in words', async () => {
    await keyboard.press('F3');
    await keyboard.type('9845012345');
    await keyboard.press('Enter');
    await keyboard.type('Ravi Menon');
    await keyboard.press('Enter');
    for (const [typed, said] of [
      ['1/1/2090', 'This date is in the future. Check day, month and year.'],
      ['31/2/1990', 'There is no such day. Write day, month, year: 4/3/1990.'],
      ['1/1/1800', 'This is more than 130 years ago. Check the year.'],
    ] as const) {
      await page.getByLabel('Age or birth date').fill(typed);
      await keyboard.press('Enter');
      await expect(form.getByText(said)).toBeVisible();
      await keyboard.press('Shift+Tab');
    }
    await page.getByLabel('Age or birth date').fill('41');
    await keyboard.press('Enter');
  });

  await test.step('nobody’s sex is assumed: M chooses, and Enter waits for it', async () => {
    for (const sex of ['Female', 'Male', 'Other'])
      await expect(page.getByRole('radio', { name: sex, exact: true })).not.toBeChecked();
    await keyboard.press('Enter');
    await expect(form.getByText('Choose the sex: F, M or O.')).toBeVisible();
    await keyboard.press('m');
    await expect(page.getByRole('radio', { name: 'Male', exact: true })).toBeChecked();
    await keyboard.press('Enter');
  });

  await test.step('a doctor beyond the first thousand is found by typing', async () => {
    await keyboard.type('zub');
    await expect(page.getByRole('option', { name: /Dr Zubin Wadia/ })).toBeVisible();
    await keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Doctor' })).toHaveValue('Dr Zubin Wadia · Surgery');
    await keyboard.press('Enter');
    await expect(page.getByText('Ravi Menon is checked in')).toBeVisible();
    await expect(page.getByRole('option', { name: /Ravi Menon.*Dr Zubin Wadia/ })).toBeVisible();
  });

  const asked = page.getByRole('dialog', { name: 'This patient may be here already' });
  await test.step('whoever may be here already is asked about, and opened', async () => {
    await keyboard.press('F3');
    for (const stroke of ['98450 12345', 'Ravi Menon', '41']) {
      await keyboard.type(stroke);
      await keyboard.press('Enter');
    }
    await keyboard.press('ArrowRight');
    await expect(page.getByRole('radio', { name: 'Female', exact: true })).toBeChecked();
    await keyboard.press('Enter');
    await keyboard.type('anita');
    await expect(page.getByRole('option', { name: /Dr Anita Nair/ })).toBeVisible();
    await keyboard.press('Enter');
    await keyboard.press('Control+Enter');
    await expect(asked.getByRole('option', { name: /Ravi Menon.*98450 ?12345.*41 years · Male.*same phone/ })).toBeVisible();
    // Whoever presses it twice has not answered.
    await keyboard.press('Control+Enter');
    await keyboard.press('Escape');
    await expect(asked).toBeHidden();
    await expect(page.getByLabel('Name', { exact: true })).toHaveValue('Ravi Menon');
    await keyboard.press('Control+Enter');
    await expect(asked.getByRole('listbox')).toBeFocused();
    await keyboard.press('Enter');
    await expect(page.getByRole('combobox', { name: 'Doctor' })).toHaveValue('Dr Zubin Wadia · Surgery');
    await keyboard.press('Escape');
  });

  await test.step('or registered anyway', async () => {
    await keyboard.press('F3');
    for (const stroke of ['98450 12345', 'Sita Menon', '38']) {
      await keyboard.type(stroke);
      await keyboard.press('Enter');
    }
    await keyboard.press('f');
    await keyboard.press('Enter');
    await keyboard.type('anita');
    await expect(page.getByRole('option', { name: /Dr Anita Nair/ })).toBeVisible();
    await keyboard.press('Enter');
    await keyboard.press('Enter');
    await expect(asked).toBeVisible();
    await keyboard.press('F9');
    await expect(page.getByText('Sita Menon is checked in')).toBeVisible();
  });

  await test.step('a form half filled is not thrown away unasked', async () => {
    await keyboard.press('F3');
    await keyboard.type('99887 76655');
    await keyboard.press('F3');
    await expect(page.getByLabel('Phone')).toHaveValue('99887 76655');
    const question = page.getByRole('dialog', { name: 'Throw away what you typed?' });
    for (const key of ['F2', 'Escape']) {
      await keyboard.press(key);
      await expect(question).toBeVisible();
      await keyboard.press('Enter');
      await expect(question).toBeHidden();
      await expect(page.getByLabel('Phone')).toHaveValue('99887 76655');
    }
    // Nor is it another person's, who needs the window for a moment.
    for (const [who, phone] of [
      ['suresh', null],
      ['rekha', '99887 76655'],
    ] as const) {
      await keyboard.press('Control+k');
      await logIn(page, 'Reception', who);
      if (phone === null) await expect(page.getByRole('combobox', { name: /^Find a patient/ })).toBeVisible();
      else await expect(page.getByLabel('Phone')).toHaveValue(phone);
    }
    await keyboard.press('Escape');
    await keyboard.press('Delete');
    await expect(page.getByRole('combobox', { name: /^Find a patient/ })).toBeFocused();
    await expect(page.getByRole('option', { name: /99887/ })).toBeHidden();
  });
});

test('a room with nobody in its queue says whose queue it is', async ({ clinic }) => {
  const { page } = await clinic.open('Room 1');
  await expect(page.getByText('Nobody is waiting for Dr Anita Nair.')).toBeVisible();
  await expect(page.getByText('Whoever reception checks in appears here by itself.')).toBeVisible();
});
