export const common = {
  product: 'Counterfoil',
  throwAwayTitle: 'Throw away what you typed?',
  throwAway: 'Throw away',
  keepWriting: 'Keep writing',
  cancel: 'Cancel',
  close: 'Close',
  back: 'Back',
  save: 'Save',
  done: 'Done',
  change: 'Change',
  add: 'Add',
  search: 'Search',
  choose: 'Choose',
  notInList: 'This is not in the list: choose one of it.',
  yes: 'Yes',
  no: 'No',
  name: 'Name',
  phone: 'Phone',
  reason: 'Reason',
  reasonNeeded: 'Say why. It stays in the log.',
  state: 'State',
  amount: 'Amount',
  total: 'Total',
  quantity: 'Qty',
  quantityWrong: 'How many is a whole number from 1 to 100.',
  optional: 'optional',
  loading: 'Reading…',
  copied: 'Copied',
  copy: 'Copy',
  unknownRefusal: 'This was refused, with the code {{code}}. Tell your manager the code.',
  age_one: '{{count}} year',
  age_other: '{{count}} years',
  months_one: '{{count}} month',
  months_other: '{{count}} months',
  flagged: 'The server flagged “{{operation}}”: {{why}}.',
  refusedLater: 'The server refused “{{operation}}”, so it has no effect: {{why}}.',
} as const;

/** What is wrong with a typed amount. */
export const amountFaults = {
  empty: 'Enter the amount.',
  emptyOrZero: 'Enter an amount, also when it is 0.',
  unreadable: 'This is no amount. Write it in figures, for example 1250.50.',
  negative: 'This is below 0. Write the amount without a minus.',
  decimals: 'At most {{digits}} digits after the point.',
  zero: 'Enter an amount of more than 0.',
  'too-large': 'This is too much: at most {{most}} here.',
} as const;

export const roles = {
  'front-desk': 'front desk',
  cashier: 'cashier',
  doctor: 'doctor',
  nurse: 'nurse',
  manager: 'manager',
  administrator: 'administrator',
  auditor: 'auditor',
} as const;

export const kinds = {
  reception: 'reception',
  cashier: 'cashier',
  consulting: 'consulting',
  'back-office': 'back-office',
  server: 'server',
} as const;

export const visitStates = {
  REGISTERED: 'waiting',
  IN_CONSULTATION: 'with the doctor',
  READY_FOR_BILLING: 'ready for billing',
  INVOICED: 'invoiced',
  invoicedDue: 'invoiced, due {{amount}}',
  PAID: 'paid',
  CREDITED: 'credited',
  completedCredited: 'completed, credited',
  COMPLETED: 'completed',
  CANCELLED: 'cancelled',
} as const;

export const sexes = { male: 'Male', female: 'Female', other: 'Other' } as const;
export const tenders = { cash: 'Cash', card: 'Card', upi: 'UPI', bank: 'Bank' } as const;
