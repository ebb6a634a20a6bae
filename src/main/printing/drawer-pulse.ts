import ReceiptPrinterEncoder from '@point-of-sale/receipt-printer-encoder';

/** What makes a printer open the cash drawer that hangs on it (ESC p, drawer 1; Epson's ESC/POS reference). */
export const DRAWER_PULSE: Uint8Array = new ReceiptPrinterEncoder({ language: 'esc-pos' }).pulse().encode();

/** The drawer opens before the paper comes: the money is counted meanwhile. */
export function afterPulse(content: Uint8Array): Uint8Array {
  const both = new Uint8Array(DRAWER_PULSE.length + content.length);
  both.set(DRAWER_PULSE);
  both.set(content, DRAWER_PULSE.length);
  return both;
}

/** The same for the paper alone. */
export function withoutPulse(content: Uint8Array): Uint8Array {
  const pulsed = DRAWER_PULSE.every((byte, at) => content[at] === byte);
  return pulsed ? content.subarray(DRAWER_PULSE.length) : content;
}
