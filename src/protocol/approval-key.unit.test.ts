import { describe, expect, it } from 'vitest';
import { approvalKey as shape } from '#domain/kernel/fields.ts';
import { newApprovalKey, newPassword, openApprovalKey, signedText, signText } from './approval-key.ts';
import { argon2Passwords } from './passwords.ts';

const PASSWORD = 'correct horse battery';

describe('an approval key', () => {
  it('opens with the password it was made for, however its letters are composed, and with no other', async () => {
    const made = await newApprovalKey(argon2Passwords, 'pässword\u0301 one');
    expect(shape.safeParse(made).success).toBe(true);
    expect(await openApprovalKey(argon2Passwords, made, 'password one')).toBeUndefined();
    const key = await openApprovalKey(argon2Passwords, made, 'pässword\u0301 one'.normalize('NFD'));
    if (!key) throw new Error('the key did not open');
    const signature = signText('this and nothing else', key);
    expect(signedText('this and nothing else', signature, made.publicKey)).toBe(true);
    expect(signedText('this and something else', signature, made.publicKey)).toBe(false);
  });

  it('does not open with another key’s name on it, nor where a byte of it was changed', async () => {
    const [one, other] = await Promise.all([1, 2].map(() => newApprovalKey(argon2Passwords, PASSWORD)));
    if (!one || !other) throw new Error('no keys');
    expect(await openApprovalKey(argon2Passwords, { ...one, publicKey: other.publicKey }, PASSWORD)).toBeUndefined();
    const bytes = one.sealed.split('.');
    const flipped = [...bytes.slice(0, -1), `${bytes.at(-1)?.startsWith('A') ? 'B' : 'A'}${bytes.at(-1)?.slice(1)}`].join('.');
    expect(await openApprovalKey(argon2Passwords, { ...one, sealed: flipped }, PASSWORD)).toBeUndefined();
    expect(await openApprovalKey(argon2Passwords, { ...one, sealed: 'v2.a.b.c.d' }, PASSWORD)).toBeUndefined();
  });

  it('is new with every password, and gives nothing of the password away', async () => {
    const made = await newPassword(argon2Passwords, PASSWORD);
    const again = await newPassword(argon2Passwords, PASSWORD);
    if ('refused' in made || 'refused' in again) throw new Error('refused');
    expect(made.approvalKey.publicKey).not.toBe(again.approvalKey.publicKey);
    const [, salt = ''] = made.approvalKey.sealed.split('.');
    expect(made.verifier).not.toContain(salt.replaceAll('=', ''));
    expect(await newPassword(argon2Passwords, 'short')).toMatchObject({ code: 'password-too-short' });
    expect(await newPassword(argon2Passwords, PASSWORD, PASSWORD)).toMatchObject({ code: 'password-not-new' });
    expect(await newPassword(argon2Passwords, 12_345_678)).toMatchObject({ code: 'invalid-input' });
  });

  it('holds for no signature or key that cannot be read', () => {
    expect(signedText('x', '', 'not a key')).toBe(false);
    expect(signedText('x', 'not a signature', '')).toBe(false);
  });
});
