import { hash } from 'node:crypto';

/**
 * A UUID that is always the same for the same words in the same clinic (RFC 9562, version 8: the first 122 bits of a
 * SHA-256). How an import finds what it added before, whichever terminal it runs at.
 */
export function idFor(clinicId: string, words: readonly string[]): string {
  const bytes = hash('sha256', JSON.stringify([clinicId, ...words]), 'buffer').subarray(0, 16);
  bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x80;
  bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}
