import { expect, type Page, test } from '@playwright/test';
import { timeOf } from '#domain/appointments/slot.ts';
import { clockIn, instantAt } from '#domain/kernel/calendar.ts';
import { Clinic, type Counter, login } from '../sync/clinic.ts';
import { done, keys, laterBy, logInByKeys, picture, text, windowOn } from './at-the-counter.ts';
import { expectAccessible } from './axe.ts';

const ZONE = 'Asia/Kolkata';
const MORNING = 580;

/** It is twenty to ten in the morning where the clinic is, whenever this runs. */
function inTheMorning(): () => void {
  const { date } = clockIn(ZONE, Date.now() + 86_400_000);
  return laterBy(instantAt(ZONE, date, MORNING) - Date.now());
}

const option = (page: Page, name: RegExp) => page.getByRole('listbox', { name: 'Diary' }).getByRole('option', { name });
const booking = (page: Page) => page.getByRole('form', { name: 'Book an appointment' });

/** Looks for a patient, and begins to book an appointment for them. */
async function beginBooking(page: Page, who: string): Promise<void> {
  await keys(page, 'F2', text(who));
  await expect(page.getByRole('listbox', { name: 'Patients found' }).getByRole('option')).toHaveCount(1);
  await keys(page, 'Enter');
  await expect(page.getByRole('combobox', { name: 'Doctor' })).toHaveValue(/Dr Rao/);
  await keys(page, 'F4');
  await expect(booking(page).getByRole('combobox', { name: 'Doctor' })).toBeFocused();
}

/** The reception, where a patient waits for another doctor, as whom nobody works here. */
async function deskOfTwoDoctors(clinic: Clinic): Promise<Counter> {
  const sen = { name: 'Dr Sen', speciality: '', registrationNumber: '', phone: '' };
  const { doctorId } = await clinic.admin.inClinic(clinic.planned.clinicId)('addDoctor', sen);
  const desk = await clinic.enrolled('Reception');
  const session = await login(desk, 'asha');
  const born = { phone: '9845033333', name: 'Chitra Pai', sex: 'female', ageYears: 40, doctorId };
  const { patientId } = await done<{ patientId: string }>(desk, session, 'registerPatient', born);
  await done(desk, session, 'checkInPatient', { patientId, doctorId });
  await desk.terminal.sessions.logout(session);
  return desk;
}

/** The doctor's own screen says who is to come, and who waits for others. */
async function atTheDoctor(clinic: Clinic, page: Page): Promise<void> {
  const room = await clinic.enrolled('Room');
  const doctor = await page.context().newPage();
  const shell = await windowOn(doctor, room);
  await logInByKeys(doctor, 'rao');
  await expect(doctor.getByRole('region', { name: 'Expected today' }).getByText(/Ravi Menon/)).toBeVisible();
  await look(doctor, 'consulting');
  await keys(doctor, 'Tab', 'Enter');
  const queue = doctor.getByRole('listbox', { name: 'My queue' });
  await expect(queue).toBeFocused();
  await expect(queue.getByText('Waiting for other doctors 1')).toBeVisible();
  await expect(queue.getByRole('option', { name: /1-01.*Chitra Pai.*Dr Sen/ })).toBeVisible();
  await look(doctor, 'consulting-others');
  await doctor.getByRole('button', { name: 'Only my patients' }).press('Enter');
  await expect(doctor.getByRole('button', { name: 'Waiting for another doctor: 1' })).toBeVisible();
  await doctor.close();
  await shell.close();
}

/** In both schemes, where somebody asked for pictures. */
async function look(page: Page, name: string): Promise<void> {
  for (const colorScheme of ['light', 'dark'] as const) {
    await page.emulateMedia({ colorScheme });
    await expectAccessible(page, `${name}, ${colorScheme}`, colorScheme === 'light' ? 'whole' : 'colours');
    await picture(page, `appointments-${name}-${colorScheme}`);
  }
  await page.emulateMedia({ colorScheme: 'light' });
}

test('the diary with the keyboard alone: booked, refused, arrived, moved, missed and cancelled', async ({ page }) => {
  const timeBack = inTheMorning();
  const clinic = new Clinic();
  await clinic.start();
  try {
    const desk = await deskOfTwoDoctors(clinic);
    const shell = await windowOn(page, desk);
    // Whatever a mouse would do here does not happen.
    await page.addStyleTag({ content: '* { pointer-events: none !important }' });
    await logInByKeys(page, 'asha');
    await expect(page.getByRole('combobox', { name: /^Find a patient/ })).toBeFocused();
    const time = page.getByLabel('Time', { exact: true });
    const status = page.getByRole('status').filter({ hasText: /is booked|is moved|is checked in/ });

    await test.step('an empty day says how somebody comes into it', async () => {
      await keys(page, 'F9');
      await expect(page.getByText(/^Nobody is expected any more today/)).toBeVisible();
      await look(page, 'empty');
    });

    await test.step('who is new is registered and booked for another day, with seventeen keys after their particulars', async () => {
      await keys(page, 'F3', text('9845012345'), 'Enter', text('Asha Kulkarni'), 'Enter', text('34'), 'Enter', 'f', 'Enter');
      await keys(page, text('rao'));
      await expect(page.getByRole('option', { name: /Dr Rao/ })).toBeVisible();
      await keys(page, 'Enter', 'F4');
      await expect(booking(page).getByRole('combobox', { name: 'Doctor' })).toBeFocused();
      await keys(page, 'Enter', '+', 'Enter', 'Enter');
      await expect(time).toBeFocused();
      await expect(time).toHaveValue('08:00');
      await keys(page, 'ArrowDown', 'ArrowDown');
      await expect(time).toHaveValue('08:30');
      await keys(page, text('11'));
      await look(page, 'booking');
      await keys(page, 'Enter');
      await expect(status).toContainText(/Asha Kulkarni is booked: .*, 11:00–11:30, Dr Rao/);
    });

    await test.step('the same time is refused, with who has it, and another is taken', async () => {
      await keys(page, 'F3');
      await look(page, 'register');
      await keys(page, text('9845054321'), 'Enter', text('Ravi Menon'), 'Enter', text('51'), 'Enter', 'm', 'Enter');
      await keys(page, text('rao'));
      await expect(page.getByRole('option', { name: /Dr Rao/ })).toBeVisible();
      await keys(page, 'Enter', 'F4');
      await expect(booking(page).getByRole('combobox', { name: 'Doctor' })).toBeFocused();
      await keys(page, 'Enter', '+', 'Enter', text('45'), 'Enter', text('10:45'));
      await expect(option(page, /11:00.*Asha Kulkarni.*Dr Rao/)).toBeVisible();
      await keys(page, 'Enter');
      await expect(page.getByRole('alert')).toContainText(/Dr Rao is booked from 11:00 to 11:30 on .*, for Asha Kulkarni/);
      await look(page, 'refused');
      await keys(page, text('25:00'), 'Enter');
      await expect(page.getByText('This is no time. Write it like 9:45 or 16:30.')).toBeVisible();
      await keys(page, text('4:30 pm'), 'Enter');
      await expect(status).toContainText(/Ravi Menon is booked: .*, 16:30–17:15, Dr Rao/);
    });

    await test.step('both stand in the diary of their day', async () => {
      await keys(page, 'F9', 'ArrowRight');
      await expect(option(page, /11:00.*30 min.*Asha Kulkarni.*expected/)).toBeVisible();
      await expect(option(page, /16:30.*45 min.*Ravi Menon.*expected/)).toBeVisible();
      await keys(page, 'ArrowDown');
      await expect(page.getByRole('button', { name: /^Arrived/ })).toBeDisabled();
      await keys(page, 'F7');
      await expect(option(page, /11:00.*expected/)).toBeVisible();
    });

    await test.step('who comes today is booked on the first free time, arrives by one key and waits in the queue', async () => {
      await beginBooking(page, 'ravi');
      await keys(page, 'Enter', 'Enter', 'Enter');
      await expect(time).toHaveValue(/^(09|10):\d\d$/);
      await keys(page, text('1030'), 'Enter');
      await expect(status).toContainText(/Ravi Menon is booked/);
      await keys(page, 'F9', 'F9', 'ArrowDown');
      await expect(option(page, /Ravi Menon/)).toHaveAttribute('aria-selected', 'true');
      await look(page, 'expected');
      await atTheDoctor(clinic, page);
      await keys(page, 'F7');
      await expect(status).toContainText('1-02');
      await expect(option(page, /Ravi Menon/)).toHaveCount(0);
      await keys(page, 'F6');
      await expect(
        page.getByRole('listbox', { name: 'Today’s queue' }).getByRole('option', { name: /1-02.*Ravi Menon/ }),
      ).toBeVisible();
    });

    await test.step('who walks in is told to be expected, and their appointment is linked', async () => {
      await beginBooking(page, 'asha');
      await keys(page, 'Enter', 'Enter', 'Enter', text('11:00'), 'Enter');
      await expect(status).toContainText(/Asha Kulkarni is booked/);
      await keys(page, 'F2', text('asha'));
      await expect(page.getByRole('listbox', { name: 'Patients found' }).getByRole('option')).toHaveCount(1);
      await keys(page, 'Enter');
      await expect(page.getByText('Expected today at 11:00 by Dr Rao.')).toBeVisible();
      await look(page, 'check-in');
      await keys(page, 'Enter');
      await expect(status).toContainText('1-03');
      await keys(page, 'F9');
      await expect(page.getByText(/^Nobody is expected any more today/)).toBeVisible();
    });

    await test.step('an appointment is moved, and the profile has it', async () => {
      await keys(page, 'ArrowRight', 'ArrowDown', 'F4');
      const moving = page.getByRole('form', { name: 'Move the appointment' });
      await expect(moving.getByRole('combobox', { name: 'Doctor' })).toBeFocused();
      await keys(page, 'Enter', '+', 'Enter', 'Enter', text('12'), 'Enter');
      await expect(status).toContainText(/Asha Kulkarni is moved to .*, 12:00–12:30/);
      await keys(page, 'F9', 'ArrowRight', 'ArrowRight', 'ArrowDown', 'Enter');
      const profile = page.getByRole('dialog', { name: 'Patient' });
      await expect(profile.getByText(/12:00–12:30/)).toBeVisible();
      await expect(profile.getByText(/arrived · 1-03/)).toBeVisible();
      await look(page, 'profile');
      await keys(page, 'Escape');
    });

    await test.step('nobody is missing before their time, and a cancellation has its reason', async () => {
      await keys(page, 'F9', 'ArrowRight', 'ArrowDown');
      await expect(option(page, /16:30.*Ravi Menon/)).toHaveAttribute('aria-selected', 'true');
      await expect(page.getByRole('button', { name: /^No-show/ })).toBeDisabled();
      await keys(page, 'Delete');
      const cancelling = page.getByRole('dialog', { name: 'Cancel this appointment' });
      await expect(cancelling).toBeVisible();
      await keys(page, text('Has to travel'));
      await look(page, 'cancelling');
      await keys(page, 'Enter');
      await expect(cancelling).toBeHidden();
      await expect(option(page, /Ravi Menon/)).toHaveCount(0);
    });

    await test.step('who does not come is said so after their time, and not before', async () => {
      await keys(page, 'F3', text('9845011111'), 'Enter', text('Kavya Rao'), 'Enter', text('28'), 'Enter', 'f', 'Enter');
      await keys(page, text('rao'));
      await expect(page.getByRole('option', { name: /Dr Rao/ })).toBeVisible();
      await keys(page, 'Enter', 'F4');
      await expect(booking(page).getByRole('combobox', { name: 'Doctor' })).toBeFocused();
      const soon = timeOf(clockIn(ZONE, Date.now()).minute + 2);
      await keys(page, 'Enter', 'Enter', text('5'), 'Enter', text(soon), 'Enter');
      await expect(status).toContainText(/Kavya Rao is booked/);
      await keys(page, 'F9', 'F9', 'ArrowDown', 'F8');
      const missing = page.getByRole('dialog', { name: 'They did not come?' });
      await expect(missing.getByText(`Kavya Rao was expected at ${soon} by Dr Rao.`, { exact: false })).toBeVisible();
      await keys(page, 'Enter');
      await expect(missing.getByRole('alert')).toContainText(`It is not ${soon} of`);
      const later = laterBy(3 * 60_000);
      await keys(page, 'Enter');
      await expect(missing).toBeHidden();
      later();
      await look(page, 'after');
    });

    await test.step('in Hindi too', async () => {
      await page.evaluate(() => localStorage.setItem('counterfoil.language', 'hi'));
      await page.reload();
      await expect(page.getByRole('combobox', { name: /मरीज़ खोजें$/ })).toBeFocused();
      await keys(page, 'F3');
      await picture(page, 'appointments-hindi-register');
      await keys(page, 'Escape', 'F9', 'F9');
      await expect(page.getByRole('listbox', { name: 'डायरी' })).toBeFocused();
      await picture(page, 'appointments-hindi');
      await keys(page, 'F2', text('asha'));
      await expect(page.getByRole('listbox', { name: 'मिले हुए मरीज़' }).getByRole('option')).toHaveCount(1);
      await keys(page, 'Enter', 'F4');
      await expect(page.getByRole('form', { name: 'अपॉइंटमेंट दें' })).toBeVisible();
      await picture(page, 'appointments-hindi-booking');
    });
    await shell.close();
  } finally {
    await clinic.close();
    timeBack();
  }
});
