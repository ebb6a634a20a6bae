import { expect, it } from 'vitest';
import { enrolmentCodeText, newEnrolmentSecret, readEnrolmentCode } from '#protocol/enrolment-code.ts';
import { codeThrough, openCuttableLink } from './cuttable-link.ts';

it('a code through a link leads to the link, with the same secret and certificate', async () => {
  const given = { address: 'https://127.0.0.1:4443', fingerprint: 'ab'.repeat(32), secret: newEnrolmentSecret('clinic') };
  const link = await openCuttableLink(given.address);
  try {
    expect(readEnrolmentCode(codeThrough(enrolmentCodeText(given), link))).toEqual({ ...given, address: link.address });
  } finally {
    await link.close();
  }
  expect(() => codeThrough('no code', link)).toThrow(/cannot be read: enrolment-code-unreadable/);
});
