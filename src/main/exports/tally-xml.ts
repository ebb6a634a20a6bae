import type { Voucher } from '#domain/registry.ts';
import { decimal } from './cells.ts';

const AT_ONCE = 200;

/**
 * Vouchers as TallyPrime imports them (Gateway of Tally, Import, Transactions). The ledgers named in it must exist in the
 * company. In Tally's XML a debit is "deemed positive" and its amount negative.
 */
export function* tallyXml(company: string, vouchers: Iterable<Voucher>): Iterable<string> {
  yield '<?xml version="1.0" encoding="UTF-8"?>\r\n<ENVELOPE>\r\n<HEADER><TALLYREQUEST>Import Data</TALLYREQUEST></HEADER>\r\n' +
    '<BODY><IMPORTDATA><REQUESTDESC><REPORTNAME>Vouchers</REPORTNAME>' +
    `<STATICVARIABLES>${tag('SVCURRENTCOMPANY', company)}</STATICVARIABLES></REQUESTDESC><REQUESTDATA>\r\n`;
  let text = '';
  let count = 0;
  for (const voucher of vouchers) {
    text += messageOf(voucher);
    count += 1;
    if (count % AT_ONCE === 0) {
      yield text;
      text = '';
    }
  }
  yield `${text}</REQUESTDATA></IMPORTDATA></BODY>\r\n</ENVELOPE>\r\n`;
}

function messageOf({ type, date, number, reference, party, narration, till, postings }: Voucher): string {
  const lines = postings.map(({ account, amountMinor }) => {
    const isDebit = amountMinor > 0;
    const said = `${tag('LEDGERNAME', account)}${tag('ISDEEMEDPOSITIVE', isDebit ? 'Yes' : 'No')}`;
    return `<ALLLEDGERENTRIES.LIST>${said}${tag('AMOUNT', decimal(-amountMinor))}</ALLLEDGERENTRIES.LIST>`;
  });
  const head = [
    tag('DATE', date.replaceAll('-', '')),
    tag('VOUCHERTYPENAME', type),
    ...(number === '' ? [] : [tag('VOUCHERNUMBER', number)]),
    ...(reference === '' ? [] : [tag('REFERENCE', reference)]),
    tag('NARRATION', `${narration}: ${party}${till === '' ? '' : ` (${till})`}`),
  ];
  return (
    `<TALLYMESSAGE xmlns:UDF="TallyUDF"><VOUCHER VCHTYPE="${escaped(type)}" ACTION="Create" OBJVIEW="Accounting Voucher View">` +
    `${head.join('')}${lines.join('')}</VOUCHER></TALLYMESSAGE>\r\n`
  );
}

function tag(name: string, text: string): string {
  return `<${name}>${escaped(text)}</${name}>`;
}

/** Characters that XML 1.0 does not allow at all are left out. */
function escaped(text: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: they are what is looked for
  const allowed = text.replace(/[\u0000-\u0008\u000B\u000C\u000E-\u001F\uFFFE\uFFFF]/g, '');
  return allowed.replaceAll('&', '&amp;').replaceAll('<', '&lt;').replaceAll('>', '&gt;').replaceAll('"', '&quot;');
}
