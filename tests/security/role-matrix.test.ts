import { describe, expect, it } from 'vitest';
import { approvalRequested } from '#domain/approvals/changes.ts';
import { mayDo } from '#domain/kernel/may-do.ts';
import type { Operation, Query } from '#domain/kernel/operation.ts';
import { ROLES, type Role, TERMINAL_KINDS, type TerminalKind } from '#domain/kernel/roles.ts';
import { access, operations, queries } from '#domain/registry.ts';
import { type SmallClinic, smallClinic } from '../fixtures/domain.ts';

/** For each role, the kinds of terminal where it may do a thing. Written out, so that a change of rights is seen in review. */
type Rights = Partial<Record<Role, string>>;

const OPERATIONS: Readonly<Record<keyof typeof operations, Rights>> = {
  decideApproval: { cashier: 'cashier', manager: 'cashier back-office', administrator: 'back-office' },
  bookAppointment: { 'front-desk': 'reception', manager: 'reception' },
  moveAppointment: { 'front-desk': 'reception', manager: 'reception' },
  cancelAppointment: { 'front-desk': 'reception', manager: 'reception' },
  markNoShow: { 'front-desk': 'reception', manager: 'reception' },
  checkInAppointment: { 'front-desk': 'reception', manager: 'reception' },
  lockBusinessDay: { manager: 'back-office server', administrator: 'back-office server' },
  acknowledgeSupplement: { manager: 'back-office server', administrator: 'back-office server' },
  lockMonth: { manager: 'back-office server', administrator: 'back-office server' },
  lockFinancialYear: { manager: 'back-office server', administrator: 'back-office server' },
  declareTerminalDead: { manager: 'back-office server', administrator: 'back-office server' },
  confirmTerminalDead: { manager: 'back-office server', administrator: 'back-office server' },
  beginTraining: { manager: 'reception cashier consulting' },
  endTraining: { manager: 'reception cashier consulting' },
  withdrawTerminalDeath: { manager: 'back-office server', administrator: 'back-office server' },
  addService: { manager: 'back-office server', administrator: 'back-office server' },
  changeService: { manager: 'back-office server', administrator: 'back-office server' },
  setPrice: { manager: 'back-office server', administrator: 'back-office server' },
  endPrice: { manager: 'back-office server', administrator: 'back-office server' },
  definePackage: { manager: 'back-office server', administrator: 'back-office server' },
  addTaxCode: { manager: 'back-office server', administrator: 'back-office server' },
  changeTaxCode: { manager: 'back-office server', administrator: 'back-office server' },
  setTaxRate: { manager: 'back-office server', administrator: 'back-office server' },
  setUpClinic: {},
  changeClinicSettings: { administrator: 'back-office server' },
  createBranch: { administrator: 'back-office server' },
  createCounter: { administrator: 'back-office server' },
  renameCounter: { administrator: 'back-office server' },
  addDoctor: { manager: 'back-office server', administrator: 'back-office server' },
  changeDoctor: { manager: 'back-office server', administrator: 'back-office server' },
  importDoctors: { manager: 'back-office server', administrator: 'back-office server' },
  recordEncounter: { doctor: 'consulting' },
  sendToBilling: { doctor: 'consulting' },
  takeExport: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  issueInvoice: { cashier: 'cashier' },
  requestDiscount: { cashier: 'cashier' },
  requestCreditNote: { cashier: 'cashier' },
  issueCreditNote: { cashier: 'cashier' },
  issueEstimate: { cashier: 'cashier', manager: 'cashier back-office' },
  importMedicines: { manager: 'back-office server', administrator: 'back-office server' },
  registerPatient: { 'front-desk': 'reception', manager: 'reception' },
  correctPatient: { 'front-desk': 'reception', manager: 'reception back-office' },
  importPatients: { manager: 'back-office server', administrator: 'back-office server' },
  importAllergies: { manager: 'back-office server', administrator: 'back-office server' },
  importConditions: { manager: 'back-office server', administrator: 'back-office server' },
  receiveAdvance: { cashier: 'cashier' },
  applyAdvance: { cashier: 'cashier' },
  requestRefund: { cashier: 'cashier' },
  payRefund: { cashier: 'cashier' },
  waiveDues: { cashier: 'cashier', manager: 'cashier back-office' },
  requestWaiver: { cashier: 'cashier', manager: 'cashier back-office' },
  confirmTender: { manager: 'back-office server', administrator: 'back-office server' },
  disputeTender: { manager: 'back-office server', administrator: 'back-office server' },
  settlePayerShares: { manager: 'back-office server', administrator: 'back-office server' },
  requestPayerWriteOff: { manager: 'back-office', administrator: 'back-office' },
  withdrawConfirmation: { manager: 'back-office server', administrator: 'back-office server' },
  matchStatement: { manager: 'back-office server', administrator: 'back-office server' },
  explainGatewayPayment: { manager: 'back-office server', administrator: 'back-office server' },
  setGateway: {},
  removeGateway: {},
  recordPayment: { cashier: 'cashier' },
  reprintReceipt: { cashier: 'cashier' },
  reprintDocument: { cashier: 'cashier' },
  printDocument: { cashier: 'cashier', manager: 'cashier back-office' },
  setPrinters: { manager: 'reception cashier consulting back-office', administrator: 'back-office' },
  createUser: { manager: 'back-office server', administrator: 'back-office server' },
  changeUser: { manager: 'back-office server', administrator: 'back-office server' },
  revokeUser: { manager: 'back-office server', administrator: 'back-office server' },
  resetPassword: { manager: 'back-office server', administrator: 'back-office server' },
  changePassword: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    administrator: 'back-office',
    auditor: 'back-office',
  },
  createEnrolmentCode: { administrator: 'back-office server' },
  enrolTerminal: {},
  refuseEnrolment: {},
  revokeTerminal: { administrator: 'back-office server' },
  freezeTerminal: { administrator: 'back-office server' },
  openTill: { cashier: 'cashier' },
  payIn: { cashier: 'cashier' },
  payOut: { cashier: 'cashier' },
  requestPayOut: { cashier: 'cashier' },
  dropCash: { cashier: 'cashier' },
  openDrawer: { cashier: 'cashier' },
  offerHandover: { cashier: 'cashier' },
  withdrawHandover: { cashier: 'cashier' },
  acceptHandover: { cashier: 'cashier' },
  closeTill: { cashier: 'cashier' },
  requestForceClose: { cashier: 'cashier', manager: 'cashier' },
  forceCloseTill: { cashier: 'cashier', manager: 'cashier' },
  checkInPatient: { 'front-desk': 'reception', manager: 'reception' },
  startConsultation: { doctor: 'consulting' },
  cancelVisit: { 'front-desk': 'reception', doctor: 'consulting', manager: 'reception consulting' },
  completeVisit: { 'front-desk': 'reception', cashier: 'cashier', manager: 'reception cashier' },
  changeWatchSettings: { manager: 'back-office server', administrator: 'back-office server' },
  seeAlerts: { manager: 'back-office', administrator: 'back-office' },
};

const QUERIES: Readonly<Record<keyof typeof queries, Rights>> = {
  diary: {
    'front-desk': 'reception',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception consulting back-office',
    auditor: 'back-office',
  },
  freeTimes: { 'front-desk': 'reception', manager: 'reception' },
  appointmentsOfPatient: {
    'front-desk': 'reception',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception consulting back-office',
    auditor: 'back-office',
  },
  pendingApprovals: { manager: 'cashier back-office', administrator: 'back-office', auditor: 'back-office' },
  decidedApprovals: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  approvalState: { cashier: 'cashier', manager: 'cashier back-office', administrator: 'back-office' },
  daysList: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  dayChecklist: { manager: 'back-office server', administrator: 'back-office server' },
  dayFigures: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  lateArrivals: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  exceptions: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  dayBook: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  periodsList: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  servicesList: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    administrator: 'back-office',
    auditor: 'back-office',
  },
  serviceSearch: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    administrator: 'back-office',
  },
  priceList: { cashier: 'cashier', manager: 'cashier back-office', administrator: 'back-office', auditor: 'back-office' },
  pricesOfService: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  taxCodesList: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  taxedWithoutGstin: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  clinicProfile: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    administrator: 'back-office',
    auditor: 'back-office',
  },
  branchesList: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    administrator: 'back-office',
    auditor: 'back-office',
  },
  countersList: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  doctorsList: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    administrator: 'back-office',
    auditor: 'back-office',
  },
  encounterOfVisit: { doctor: 'consulting', nurse: 'consulting' },
  visitBill: { cashier: 'cashier', manager: 'cashier back-office' },
  invoicesList: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  invoiceDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  payerShares: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  creditPreview: { cashier: 'cashier', manager: 'cashier back-office' },
  creditNoteDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  documentsOfPatient: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  documentsHere: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  printsOfDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  estimatePreview: { cashier: 'cashier', manager: 'cashier back-office' },
  estimatesOfPatient: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  estimateDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  seriesReport: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  medicineSearch: { doctor: 'consulting', nurse: 'consulting', manager: 'consulting back-office', administrator: 'back-office' },
  patientSearch: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    auditor: 'back-office',
  },
  possibleDuplicates: { 'front-desk': 'reception', manager: 'reception back-office' },
  patientProfile: {
    'front-desk': 'reception',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception consulting back-office',
    auditor: 'back-office',
  },
  paymentDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  patientLedger: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  accountStatement: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  advanceDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  refundDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  referencesShown: { cashier: 'cashier' },
  refundableMoney: { cashier: 'cashier', manager: 'cashier back-office' },
  refundsToPay: { cashier: 'cashier', manager: 'cashier back-office' },
  confirmedTenders: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  unconfirmedTenders: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  gatewayPayments: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  gatewaysList: { administrator: 'back-office server' },
  tillPayments: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  dayDocument: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  printersHere: {
    'front-desk': 'reception',
    cashier: 'cashier',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception cashier consulting back-office',
    administrator: 'back-office',
    auditor: 'back-office',
  },
  staffNames: { cashier: 'cashier', manager: 'cashier back-office', administrator: 'back-office', auditor: 'back-office' },
  usersList: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  terminalsOverview: { manager: 'back-office server', administrator: 'back-office server', auditor: 'back-office' },
  tillMovements: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  slipDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  openingFloats: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  varianceTrend: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  tillNonCashItems: { cashier: 'cashier', manager: 'cashier' },
  tillState: { cashier: 'cashier', manager: 'cashier' },
  xReport: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  zDocument: { cashier: 'cashier', manager: 'cashier back-office', auditor: 'back-office' },
  openVisits: {
    'front-desk': 'reception',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception consulting back-office',
    auditor: 'back-office',
  },
  todaysVisits: {
    'front-desk': 'reception',
    doctor: 'consulting',
    nurse: 'consulting',
    manager: 'reception consulting back-office',
    auditor: 'back-office',
  },
  doctorQueue: { doctor: 'consulting', nurse: 'consulting', manager: 'consulting' },
  billingList: { cashier: 'cashier', manager: 'cashier' },
  fraudPack: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  watchAlerts: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
  watchNotes: { manager: 'back-office', administrator: 'back-office', auditor: 'back-office' },
};

/** What the registry allows, among the places where the role can log in at all. */
function rightsOf(one: Pick<Operation | Query, 'name' | 'roles' | 'terminals'>, mayLogIn: LogIn): Rights {
  const rights: Rights = {};
  for (const role of ROLES) {
    const kinds = TERMINAL_KINDS.filter((kind) => mayLogIn(role, kind) && !mayDo(one, [role], kind));
    if (kinds.length > 0) rights[role] = kinds.join(' ');
  }
  return rights;
}

type LogIn = (role: Role, kind: TerminalKind) => boolean;

/** Asks the same function that the login asks, for somebody of each role at a terminal of each kind. */
function logIns(clinic: SmallClinic): LogIn {
  const { world, reception, cashier, consulting, backOffice, server } = clinic;
  const places = { reception, cashier, consulting, 'back-office': backOffice, server };
  for (const role of ROLES) clinic.person(`matrix-${role}`, [role], 'cashier');
  return (role, kind) => {
    const person = access.personByLogin(world.records, `matrix-${role}`);
    if (!person) throw new Error(`nobody is ${role}`);
    return access.mayLogIn(world.records, person, places[kind].place) === undefined;
  };
}

const mayLogIn = logIns(smallClinic());

describe('the role matrix', () => {
  it('of operations is the one written here', () => {
    const all = Object.entries(operations).map(([name, one]) => [name, rightsOf(one, mayLogIn)]);
    expect(Object.fromEntries(all)).toEqual(OPERATIONS);
  });

  it('of queries is the one written here', () => {
    const all = Object.entries(queries).map(([name, one]) => [name, rightsOf(one, mayLogIn)]);
    expect(Object.fromEntries(all)).toEqual(QUERIES);
  });

  const cells = ROLES.flatMap((role) => TERMINAL_KINDS.map((kind) => [role, kind] as const));

  it.each(cells)('refuses %s at %s everything that is not written here, by role or by place', (role, kind) => {
    for (const [table, all] of [
      [OPERATIONS, operations],
      [QUERIES, queries],
    ] as const)
      for (const one of Object.values(all)) {
        const written = (table as Readonly<Record<string, Rights>>)[one.name]?.[role]?.split(' ') ?? [];
        const refusal = mayDo(one, [role], kind);
        if (written.includes(kind)) expect(refusal, one.name).toBeUndefined();
        else expect([refusal?.code, mayLogIn(role, kind)], one.name).not.toEqual([undefined, true]);
      }
  });
});

describe('whatever the matrix becomes', () => {
  const mayAnywhere = (role: Role) =>
    [...Object.entries(OPERATIONS), ...Object.entries(QUERIES)].filter(([, rights]) => rights[role]).map(([name]) => name);
  const MONEY = [
    ...['issueInvoice', 'recordPayment', 'receiveAdvance', 'applyAdvance', 'payRefund', 'reprintReceipt'],
    ...['openTill', 'closeTill', 'visitBill', 'billingList'],
  ];
  const CLINICAL = ['recordEncounter', 'encounterOfVisit', 'importAllergies', 'importConditions'];

  /** What a cashier may do: money with its reasons, and asking for what others must agree to. */
  const CASHIERS = [
    ...['issueInvoice', 'recordPayment', 'receiveAdvance', 'applyAdvance', 'payRefund', 'waiveDues', 'reprintReceipt'],
    ...['printDocument', 'reprintDocument'],
    ...['requestRefund', 'requestWaiver', 'requestDiscount', 'requestPayOut', 'requestForceClose', 'requestCreditNote'],
    ...['issueCreditNote', 'issueEstimate'],
    ...['openTill', 'closeTill', 'payIn', 'payOut', 'dropCash', 'openDrawer', 'forceCloseTill'],
    ...['offerHandover', 'withdrawHandover', 'acceptHandover'],
    // A manager types their password over the cashier's session: who decides is not the cashier.
    'decideApproval',
    ...['changePassword', 'completeVisit'],
  ];

  it.each(['doctor', 'nurse', 'front-desk', 'auditor', 'administrator'] as const)('%s takes no money', (role) => {
    expect(mayAnywhere(role).filter((name) => MONEY.includes(name))).toEqual([]);
  });

  it.each(['front-desk', 'cashier'] as const)('%s sees nothing clinical', (role) => {
    expect(mayAnywhere(role).filter((name) => CLINICAL.includes(name))).toEqual([]);
    const clinical = [...Object.values(queries)].filter(({ roles, name }) => roles.includes(role) && CLINICAL.includes(name));
    expect(clinical).toEqual([]);
  });

  it('a cashier approves, corrects and cancels nothing', () => {
    const may = mayAnywhere('cashier').filter((name) => name in operations);
    expect(may.sort()).toEqual(CASHIERS.sort());
  });

  it('an auditor writes nothing but their own password, and that they took an export', () => {
    expect(mayAnywhere('auditor').filter((name) => name in operations)).toEqual(['takeExport', 'changePassword']);
  });

  it('nobody takes money anywhere but at a cashier terminal', () => {
    const taking = ['recordPayment', 'receiveAdvance', 'payRefund', 'applyAdvance', 'issueInvoice', 'reprintReceipt'] as const;
    for (const name of [...taking, 'openTill', 'closeTill'] as const)
      expect(Object.values(OPERATIONS[name]), name).toEqual(['cashier']);
  });

  it('lets an approver type their password wherever somebody can ask for an approval, and nowhere else', () => {
    const asks = Object.values(operations).filter(({ makes }) => makes.some(({ name }) => name === approvalRequested.name));
    const { terminals, roles } = operations.decideApproval;
    expect(new Set(asks.flatMap((one) => one.terminals))).toEqual(new Set(terminals));
    for (const one of asks) for (const role of one.roles) expect(roles).toContain(role);
  });

  it('nobody does what is the server’s own', () => {
    for (const name of ['setUpClinic', 'enrolTerminal', 'refuseEnrolment', 'setGateway', 'removeGateway'] as const)
      expect(OPERATIONS[name]).toEqual({});
    // Not the server's host either: only a gateway's signed event brings it about.
    expect(Object.keys(operations)).not.toContain('recordGatewayPayment');
  });
});
