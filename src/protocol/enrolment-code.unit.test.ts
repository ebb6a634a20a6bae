import { generateKeyPairSync } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { enrolmentCodeText, newEnrolmentSecret, readEnrolmentCode } from './enrolment-code.ts';
import { isSignedBy, readRequestSignature, signRequest } from './request-signature.ts';

const CLINIC = '0197b3a0-0000-7000-8000-000000000001';

describe('an enrolment code', () => {
  const code = { address: 'https://192.168.1.20:4443', fingerprint: 'ab'.repeat(32), secret: newEnrolmentSecret(CLINIC) };

  it.each([
    ['with a pinned certificate', code],
    ['with a public certificate', { ...code, fingerprint: null, address: 'https://sync.example.org' }],
    ['of a clinic that is no UUID', { ...code, secret: newEnrolmentSecret('clinic-1') }],
  ])('is read as it was made, %s', (_what, one) => {
    expect(readEnrolmentCode(enrolmentCodeText(one))).toEqual(one);
  });

  it('may be typed in lower case, without dashes, with O for 0 and L for 1', () => {
    const typed = enrolmentCodeText(code).toLowerCase().replaceAll('-', ' ').replaceAll('0', 'o').replaceAll('1', 'l');
    expect(readEnrolmentCode(typed)).toEqual(code);
  });

  it('may be pasted with the text of the file it was saved in', () => {
    expect(readEnrolmentCode(`Enrolment code for Cashier 2\n\n${enrolmentCodeText(code)}\n`)).toEqual(code);
  });

  it.each([
    ['nothing', '', 'not-a-code'],
    ['a sentence', 'please let me in!', 'not-a-code'],
    ['a code with one letter changed', enrolmentCodeText(code).replace(/^./, 'Z'), 'mistyped'],
    ['half a code', enrolmentCodeText(code).slice(0, 40), 'mistyped'],
  ])('is not read from %s', (_what, text, why) => {
    expect(readEnrolmentCode(text)).toMatchObject({ code: 'enrolment-code-unreadable', details: { why } });
  });
});

describe('a request signature', () => {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const request = { method: 'POST', path: '/sync/push', body: '{"entries":[]}' };
  const who = { clinicId: CLINIC, terminalId: 'terminal-1', epoch: 2, machineHash: 'cd'.repeat(32) };
  const signed = readRequestSignature(signRequest(request, who, privateKey));
  if (!signed) throw new Error('the header was not read');

  it('names who asks and is theirs', () => {
    expect(signed.who).toEqual(who);
    expect(isSignedBy(request, signed, publicKey)).toBe(true);
  });

  it.each([
    ['another body', { ...request, body: '{}' }, who],
    ['another path', { ...request, path: '/sync/pull' }, who],
    ['another clinic', request, { ...who, clinicId: 'other' }],
    ['another epoch', request, { ...who, epoch: 3 }],
    ['another machine', request, { ...who, machineHash: 'ef'.repeat(32) }],
  ])('does not hold for %s', (_what, other, claimed) => {
    expect(isSignedBy(other, { who: claimed, signature: signed.signature }, publicKey)).toBe(false);
  });

  it('does not hold for another key', () => {
    expect(isSignedBy(request, signed, generateKeyPairSync('ed25519').publicKey)).toBe(false);
  });

  it.each(['', 'a.b.c', `${'x'.repeat(500)}`, '..1..'])('is not read from %j', (header) => {
    expect(readRequestSignature(header)).toBeUndefined();
  });
});
