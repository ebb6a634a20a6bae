import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { GENESIS_HASH, signHash, writeEntry } from './entry.ts';
import { isSigned, type ReceiptQr, readReceiptText, receiptFault, receiptOf, receiptText } from './receipt-qr.ts';

const { privateKey, publicKey } = generateKeyPairSync('ed25519');
const AMOUNT_MINOR = 118_000;
const checkpoint = { position: 41, atMs: 1_795_000_000_000, root: 'ab'.repeat(32) };

function payment(seen: typeof checkpoint | null, documentNumber: string | null = 'R07/2627/000123') {
  const entry = writeEntry(
    {
      clinicId: 'clinic',
      branchId: 'branch',
      terminalId: '0197aaaa-0000-7000-8000-000000000001',
      epoch: 2,
      seq: 900,
      prev: GENESIS_HASH,
      hlc: '001795000000001:000000',
      recordedAtMs: 1_795_000_000_001,
      businessDate: '2026-11-18',
      actorId: 'cashier',
      sessionId: 'session',
      operation: 'recordPayment',
      documentNumber,
      grossInMinor: AMOUNT_MINOR,
      grossOutMinor: 0,
      checkpoint: seen,
    },
    [{ type: 'payment.recorded.v1', body: { totalMinor: AMOUNT_MINOR } }],
  );
  return { ...entry, signature: signHash(entry.hash, privateKey) };
}

const recorded = payment(checkpoint);

function receipt(entry = recorded): ReceiptQr {
  const made = receiptOf(entry, AMOUNT_MINOR);
  if (!made) throw new Error('the entry prints a document');
  return made;
}

describe('the text of a receipt', () => {
  it.each([checkpoint, null])('is read back as it was written, checkpoint %j', (seen) => {
    const written = receipt(payment(seen));
    expect(readReceiptText(receiptText(written))).toEqual(written);
    expect(written).toMatchObject({ number: 'R07/2627/000123', epoch: 2, seq: 900, amountMinor: AMOUNT_MINOR, checkpoint: seen });
  });

  it('fits a QR that a thermal printer can print', () => {
    expect(receiptText(receipt()).length).toBeLessThan(320);
  });

  it.each([
    '',
    'CF1',
    'CF2~a',
    'https://example.org',
    `${receiptText(receipt())}~`,
    receiptText(receipt()).slice(1),
    receiptText(receipt()).slice(0, -1),
  ])('is nothing else: %s', (text) => {
    expect(readReceiptText(text)).toBeUndefined();
  });

  it('is made of documents only', () => {
    expect(receiptOf(payment(checkpoint, null), AMOUNT_MINOR)).toBeUndefined();
    expect(receiptOf({ ...payment(checkpoint), signature: null }, AMOUNT_MINOR)).toBeUndefined();
  });
});

describe('a receipt against the log', () => {
  it('holds', () => {
    expect(isSigned(receipt(), publicKey)).toBe(true);
    expect(receiptFault(receipt(), recorded, AMOUNT_MINOR, publicKey)).toBeUndefined();
  });

  it('does not hold under another key', () => {
    const other = generateKeyPairSync('ed25519').publicKey;
    expect(isSigned(receipt(), other)).toBe(false);
    expect(receiptFault(receipt(), recorded, AMOUNT_MINOR, other)).toMatch(/signature/);
  });

  it('does not hold for another entry', () => {
    expect(receiptFault(receipt(), payment(null), AMOUNT_MINOR, publicKey)).toMatch(/another entry/);
  });

  it.each([
    { terminalId: 'other' },
    { epoch: 3 },
    { seq: 901 },
    { number: 'R07/2627/000124' },
    { amountMinor: AMOUNT_MINOR - 1 },
    { atMs: 1_795_000_000_002 },
    { checkpoint: null },
    { checkpoint: { ...checkpoint, position: 40 } },
  ])('does not hold when printed with %j', (changed) => {
    expect(receiptFault({ ...receipt(), ...changed }, recorded, AMOUNT_MINOR, publicKey)).toMatch(/does not say/);
  });
});
