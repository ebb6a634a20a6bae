import { describe, expect, it } from 'vitest';
import { normalPhone } from './phone.ts';

describe('a phone number', () => {
  it('is an Indian mobile in one form, however it is typed', () => {
    for (const typed of ['9876543210', '+91 98765 43210', '09876543210', '98765-43210', '0091 98765 43210', '(98765) 43210'])
      expect(normalPhone(typed), typed).toBe('9876543210');
  });
  it('is read from the digits of any script', () => {
    expect(normalPhone('+९१ ९८७६५ ४३२१०')).toBe('9876543210');
  });
  it('of another country keeps its code', () => {
    expect(normalPhone('+1 (617) 555-0123')).toBe('+16175550123');
    expect(normalPhone('0044 20 7946 0000')).toBe('+442079460000');
  });
  it('of a landline is its digits', () => {
    expect(normalPhone('022 2345 6789')).toBe('02223456789');
  });
  it('is not what has letters, too few or too many digits', () => {
    for (const typed of ['', '12345', '+1234567890123456', '98765x43210', '+', '9+876543210'])
      expect(normalPhone(typed), typed).toBeUndefined();
  });
});
