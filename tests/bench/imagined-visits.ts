import { clockIn } from '#domain/kernel/calendar.ts';
import type { EnteredTender } from '#domain/payments/tender.ts';
import { access } from '#domain/registry.ts';
import { duesWaived } from '#domain/waivers/changes.ts';
import { approved } from '../fixtures/approvals.ts';
import type { SmallClinic, Standing } from '../fixtures/domain.ts';
import { imaginedPatient } from './imagined-patients.ts';

/** Every third visit is a new patient's; the others have been here before. */
const NEW_PATIENT_EVERY = 3;
/** Patients before anybody comes a second time. */
const FIRST_PATIENTS = 100;
const DEPOSIT_MINOR = 40_000;

/** What is not as usual happens to every so manieth visit. Odd numbers, so that things meet in all ways. */
const EVERY = {
  expected: 45,
  missed: 53,
  missedButHere: 211,
  notSaid: 307,
  reprint: 31,
  drawer: 45,
  attempt: 61,
  unbilled: 401,
  cancelled: 701,
  afterBill: 801,
  discount: 13,
  favour: 67,
  otherPrice: 203,
  promised: 2_003,
  payer: 41,
  card: 5,
  upi: 3,
  inParts: 27,
  neverPaid: 135,
  waived: 151,
  usedTwice: 1_057,
  deposit: 33,
  takenBack: 131,
} as const;
type Odd = keyof typeof EVERY;

interface Bill {
  readonly visitId: string;
  readonly patientId: string;
  readonly cashier: Standing;
}

/** Patients of a clinic as they come, one after the other, and what a counter does with them: always the same for a number. */
export class ImaginedVisits {
  readonly #clinic: SmallClinic;
  readonly #patientIds: string[] = [];
  #newcomers = 0;
  #visits = 0;
  /** What is still to be paid of bills that were paid in part. */
  readonly #dues: { visitId: string; invoiceId: string; dueMinor: number }[] = [];
  /** Transactions of UPI that the bank will show. */
  readonly #transactions: { reference: string; amountMinor: number }[] = [];

  constructor(clinic: SmallClinic) {
    this.#clinic = clinic;
  }

  /** What patients paid by UPI since this was asked last. */
  takeTransactions(): { reference: string; amountMinor: number }[] {
    return this.#transactions.splice(0);
  }

  /** One visit, from the door to the door. */
  come(cashier: Standing): void {
    const { world, reception, consulting, doctorId, services } = this.#clinic;
    world.nowMs += 60_000;
    this.#visits += 1;
    const staysOpen = this.#is('unbilled') || this.#is('cancelled') || this.#is('inParts');
    // Whoever was not billed, or owes something, is still here, as far as the records know, and does not come again.
    const patientId = staysOpen ? this.#newPatient() : this.#patient();
    this.#keepDiary(patientId);
    const { visitId } = world.done(reception, 'checkInPatient', { patientId, doctorId });
    world.done(consulting, 'startConsultation', { visitId });
    if (this.#is('cancelled')) return void world.done(consulting, 'cancelVisit', { visitId, reason: 'The patient left' });
    world.done(consulting, 'sendToBilling', { visitId, treatments: [{ serviceId: services.filling, tooth: 36 }] });
    if (this.#is('unbilled')) return;
    this.#settle({ visitId, patientId, cashier });
    if (this.#is('inParts')) this.#payRest(cashier);
    else world.done(reception, 'completeVisit', { visitId });
    const more = [{ serviceId: services.filling }, { serviceId: services.scaling }];
    if (this.#is('afterBill')) world.done(consulting, 'recordEncounter', { visitId, treatments: more });
  }

  /** Some are expected, some others never come, and of some nothing is ever said. */
  #keepDiary(patientId: string): void {
    const { world, reception, doctorId, otherDoctorId } = this.#clinic;
    if (this.#is('notSaid')) this.#book(this.#newPatient(), otherDoctorId);
    for (const who of [this.#is('missed') && this.#newPatient(), this.#is('missedButHere') && patientId])
      if (who) world.done(reception, 'markNoShow', { appointmentId: this.#book(who, doctorId) });
    if (this.#is('expected')) this.#book(patientId, doctorId);
  }

  /** For this very minute. */
  #book(patientId: string, doctorId: string): string {
    const { world, reception } = this.#clinic;
    const { date, minute: startMinute } = clockIn('Asia/Kolkata', world.nowMs);
    const slot = { doctorId, date, startMinute, minutes: 5 };
    return world.done(reception, 'bookAppointment', { patientId, slot }).appointmentId;
  }

  #is(odd: Odd): boolean {
    return this.#visits % EVERY[odd] === 0;
  }

  #settle(bill: Bill): void {
    const { world } = this.#clinic;
    const { cashier, patientId } = bill;
    if (this.#is('deposit')) {
      const attempt = { patientId, tenders: this.#tenders(DEPOSIT_MINOR), attemptId: `deposit ${this.#visits}` };
      world.done(cashier, 'receiveAdvance', attempt);
    }
    const { invoiceId, totalMinor } = this.#bill(bill);
    const payerMinor = this.#is('payer') ? 30_000 : 0;
    const waivedMinor = this.#is('waived') ? this.#waive(cashier, invoiceId) : 0;
    const dueMinor = totalMinor - payerMinor - waivedMinor;
    const paidMinor = this.#is('inParts') ? Math.floor(dueMinor / 2) : dueMinor;
    // Every second deposit settles a part of the bill; the others stay with the clinic.
    const applyAdvanceMinor = this.#is('deposit') && this.#visits % 2 === 0 ? DEPOSIT_MINOR : 0;
    const tenders = this.#tenders(paidMinor - applyAdvanceMinor);
    const paying = { invoiceId, tenders, applyAdvanceMinor, part: this.#is('inParts') };
    const { paymentId } = world.done(cashier, 'recordPayment', { ...paying, attemptId: `attempt ${this.#visits}` });
    if (this.#is('inParts')) this.#dues.push({ visitId: bill.visitId, invoiceId, dueMinor: dueMinor - paidMinor });
    this.#afterwards(bill, invoiceId, paymentId);
  }

  /** Whoever paid a part before this one comes by with the rest; some never do. */
  #payRest(cashier: Standing): void {
    const { world, reception } = this.#clinic;
    const due = this.#dues.length > 1 ? this.#dues.shift() : undefined;
    if (!due || this.#is('neverPaid')) return;
    const { invoiceId, visitId, dueMinor } = due;
    const attemptId = `the rest ${this.#visits}`;
    world.done(cashier, 'recordPayment', { invoiceId, tenders: this.#tenders(dueMinor), attemptId });
    world.done(reception, 'completeVisit', { visitId });
  }

  #bill({ visitId, patientId, cashier }: Bill): { invoiceId: string; totalMinor: number } {
    const { world } = this.#clinic;
    const payer = this.#is('payer') ? { name: 'Star Health', amountMinor: 30_000 } : null;
    if (this.#is('promised'))
      return world.done(cashier, 'issueInvoice', { visitId, payer, estimateId: this.#estimate(patientId) });
    const favour = this.#is('favour') && { discounts: [{ basisPoints: 2_000 }], reason: 'Staff family' };
    const otherPrice = this.#is('otherPrice') && { prices: [{ line: 0, unitPriceMinor: 100_000 }], reason: 'An old patient' };
    const granted = favour || otherPrice;
    if (granted) {
      const asked = { visitId, payer, ...granted };
      const { approvalId } = world.done(cashier, 'requestDiscount', asked);
      this.#agreed(approvalId, cashier);
      return world.done(cashier, 'issueInvoice', { ...asked, approvalId });
    }
    const little = this.#is('discount') ? { discounts: [{ basisPoints: 500 }], reason: 'A regular patient' } : {};
    return world.done(cashier, 'issueInvoice', { visitId, payer, ...little });
  }

  /** A promise in writing, and a list that has become dearer since. */
  #estimate(patientId: string): string {
    const { world, cashier, backOffice, services } = this.#clinic;
    const { estimateId } = world.done(cashier, 'issueEstimate', { patientId, lines: [{ serviceId: services.filling }] });
    const priceMinor = 150_000 + this.#visits;
    const dearer = { serviceId: services.filling, priceMinor, from: world.businessDate, reason: 'A new list' };
    world.done(backOffice, 'setPrice', dearer);
    return estimateId;
  }

  #waive(cashier: Standing, invoiceId: string): number {
    const { world } = this.#clinic;
    const what = { invoiceId, amountMinor: 20_000, reason: 'Cannot pay more' };
    const { approvalId } = world.done(cashier, 'requestWaiver', what);
    const approval = this.#agreed(approvalId, cashier);
    world.done(cashier, 'waiveDues', { ...what, approval, attemptId: `waiver ${this.#visits}` });
    return what.amountMinor + (this.#is('usedTwice') ? this.#waiveAgain(cashier) : 0);
  }

  /** As by a counter that had not heard of it: on the approval that was just used. */
  #waiveAgain(cashier: Standing): number {
    const { world } = this.#clinic;
    const once = world.log.findLast(({ type }) => type === duesWaived.name);
    const body = { ...(once?.body as ReturnType<typeof duesWaived.of>['body']), waiverId: world.newId() };
    world.fold([duesWaived.of(body)], world.entryOf(cashier, 'waiveDues'));
    return body.amountMinor;
  }

  /** The manager says yes: every second time at the cashier's screen. */
  #agreed(approvalId: string, cashier: Standing) {
    const { world, backOffice } = this.#clinic;
    return approved(world, approvalId, backOffice, this.#visits % 2 === 0 ? cashier : backOffice);
  }

  #afterwards({ cashier }: Bill, invoiceId: string, paymentId: string): void {
    const { world } = this.#clinic;
    if (this.#is('reprint')) world.done(cashier, 'reprintReceipt', { paymentId });
    if (this.#is('drawer')) world.done(cashier, 'openDrawer', { reason: 'change for a note' });
    if (this.#is('attempt')) this.#attempt(cashier, paymentId);
    if (this.#is('takenBack') && !this.#is('inParts')) this.#takeBack(cashier, invoiceId, paymentId);
  }

  #attempt({ actor, place, ...cashier }: Standing, subjectId: string): void {
    const { world } = this.#clinic;
    const attempt = { userId: actor.userId, sessionId: actor.sessionId ?? '', terminalId: place.terminalId };
    const isVoid = this.#visits % 2 === 0;
    const tried = isVoid
      ? { operation: 'cancelVisit', code: 'visit-state' }
      : { operation: 'recordPayment', code: 'already-paid' };
    const refused = { ...tried, subjectId, times: 1 };
    const entry = world.entryOf({ actor, place, ...cashier }, 'refuseAttempt');
    world.write([access.attemptRefused({ ...attempt, ...refused })], entry);
  }

  /** The bill was wrong: it is taken back, and some of what was paid for it is given back. */
  #takeBack(cashier: Standing, invoiceId: string, paymentId: string): void {
    const { world } = this.#clinic;
    const credit = { invoiceId, reason: 'Billed by mistake' };
    const { approvalId } = world.done(cashier, 'requestCreditNote', credit);
    this.#agreed(approvalId, cashier);
    world.done(cashier, 'issueCreditNote', { ...credit, approvalId });
    const source = { kind: 'payment', id: paymentId, tenderIndex: 0 };
    const asked = world.done(cashier, 'requestRefund', { source, amountMinor: 50_000, reason: 'Billed by mistake' });
    this.#agreed(asked.approvalId, cashier);
    world.done(cashier, 'payRefund', { approvalId: asked.approvalId, reference: `BACK${this.#visits}` });
  }

  #tenders(amountMinor: number): [EnteredTender] {
    const reference = String(400_000_000_000 + this.#visits * 10 + (this.#transactions.length % 10));
    if (this.#is('card')) return [{ kind: 'card', amountMinor, reference, lastFour: '4242' }];
    if (!this.#is('upi')) return [{ kind: 'cash', amountMinor, tenderedMinor: Math.ceil(amountMinor / 50_000) * 50_000 }];
    this.#transactions.push({ reference, amountMinor });
    return [{ kind: 'upi', amountMinor, reference }];
  }

  #patient(): string {
    const known = this.#patientIds[(this.#visits * 7919) % Math.max(1, this.#patientIds.length)];
    const isKnown = this.#visits % NEW_PATIENT_EVERY !== 0 && this.#patientIds.length > FIRST_PATIENTS;
    if (known !== undefined && isKnown) return known;
    const patientId = this.#newPatient();
    this.#patientIds.push(patientId);
    return patientId;
  }

  #newPatient(): string {
    const { world, reception, doctorId } = this.#clinic;
    const { name, phone, sex, birthDate } = imaginedPatient(this.#newcomers);
    this.#newcomers += 1;
    return world.done(reception, 'registerPatient', { name, phone, sex, birthDate, doctorId }).patientId;
  }
}
