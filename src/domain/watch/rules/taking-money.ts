/** The operations by which a patient's money comes in. */
export const TAKING_MONEY = ['recordPayment', 'receiveAdvance'] as const;
