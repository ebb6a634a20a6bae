import type { ColumnType, ExportColumn, ExportValue } from '#domain/registry.ts';

/** Hundredths as decimal text, exactly: minor units, hundredths of a percent. */
export function decimal(hundredths: number): string {
  const whole = Math.trunc(Math.abs(hundredths) / 100);
  const part = String(Math.abs(hundredths) % 100).padStart(2, '0');
  return `${hundredths < 0 ? '-' : ''}${whole}.${part}`;
}

export type CellText = (column: ExportColumn, value: ExportValue) => string;

/**
 * Writes a value as a cell of text.
 * @param timeZone IANA name: times are told as the clinic's clock had them
 */
export function cellText(timeZone: string): CellText {
  // Sweden writes dates as ISO 8601 does.
  const clock = new Intl.DateTimeFormat('sv-SE', { timeZone, dateStyle: 'short', timeStyle: 'medium' });
  return ({ type }, value) => {
    if (value === null) return '';
    if (typeof value === 'string') return value;
    return numberText(type, value, clock);
  };
}

function numberText(type: ColumnType, value: number, clock: Intl.DateTimeFormat): string {
  switch (type) {
    case 'amount':
    case 'rate':
      return decimal(value);
    case 'time':
      return clock.format(value);
    case 'count':
    case 'date':
    case 'text':
      return String(value);
    default:
      return type satisfies never;
  }
}
