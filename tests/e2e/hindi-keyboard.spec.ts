import { expect, test } from '@playwright/test';
import { patient } from '#domain/patients/patient.ts';
import { Clinic, login } from '../sync/clinic.ts';
import { done, keys, logInByKeys, picture, text, windowOn } from './at-the-counter.ts';

test('a Hindi keyboard works at reception, and what is wrong is said in the language that is chosen', async ({ page }) => {
  const clinic = new Clinic();
  await clinic.start();
  try {
    const desk = await clinic.enrolled('Reception');
    const asha = await login(desk, 'asha');
    const [doctor] = await clinic.admin.inClinic(clinic.planned.clinicId)('doctorsList', {});
    const doctorId = doctor?.id ?? '';
    for (let at = 0; at < 12; at++) {
      const person = { phone: `98450123${10 + at}`, name: `Waiting ${at}`, sex: 'female', ageYears: 34, doctorId };
      const { patientId } = await done<{ patientId: string }>(desk, asha, 'registerPatient', person);
      await done(desk, asha, 'checkInPatient', { patientId, doctorId });
    }
    const shell = await windowOn(page, desk);
    await logInByKeys(page, 'asha');
    const search = page.getByRole('combobox', { name: /^Find a patient/ });

    await test.step('its digits are digits: searched by, and in a phone number and an age', async () => {
      await expect(search).toBeFocused();
      await keys(page, text('९८४५०१२३१३'));
      await expect(search).toHaveValue('9845012313');
      await expect(page.getByRole('option', { name: /^Waiting 3/ })).toBeVisible();
      await keys(page, 'Escape', 'F3');
      await keys(page, text('९८७६५ ४३२१०'), 'Enter');
      await expect(page.getByLabel('Phone')).toHaveValue('98765 43210');
      await keys(page, text('मीना १२ कुमारी'), 'Home', text('५'), 'End', 'Enter', text('३४'), 'Enter');
      await expect(page.getByLabel('Name')).toHaveValue('5मीना 12 कुमारी');
      await keys(page, 'f', 'Enter', text('rao'));
      await expect(page.getByRole('option', { name: /^Dr Rao/ })).toBeVisible();
      await keys(page, 'Enter', 'Control+Enter');
      await expect(page.getByRole('status').getByText(/is checked in/)).toBeVisible();
      const known = desk.terminal.store.reader.find(patient, { phone: '9876543210' });
      expect(known).toMatchObject([{ ageYears: 34 }]);
    });

    await test.step('End and Home move the choice in the queue, not only what is seen of it', async () => {
      const queue = page.getByRole('listbox', { name: 'Today’s queue' });
      await keys(page, 'F6', 'End');
      await expect(queue.getByRole('option', { selected: true })).toHaveText(/1-13/);
      await expect(queue.getByRole('option', { selected: true })).toBeInViewport();
      await keys(page, 'Home');
      await expect(queue.getByRole('option', { selected: true })).toHaveText(/1-01/);
    });

    await test.step('errors under fields are in the language that is chosen', async () => {
      await keys(page, 'F2', 'F3', text('12'), 'Control+Enter');
      await expect(page.getByText('Enter the phone number, 7 to 15 digits.')).toBeVisible();
      await page.getByRole('button', { name: /Asha/ }).click();
      await page.getByRole('menuitem', { name: 'हिन्दी' }).click();
      await expect(page.getByText('फ़ोन नंबर लिखें, 7 से 15 अंक।')).toBeVisible();
      await expect(page.getByText('Enter the phone number, 7 to 15 digits.')).toBeHidden();
      await picture(page, 'errors-in-hindi');
    });
    await shell.close();
  } finally {
    await clinic.close();
  }
});
