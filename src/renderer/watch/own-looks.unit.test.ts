import { describe, expect, it } from 'vitest';
import type { LoggedEntry } from '../audit/use-log.ts';
import { withoutOwnLooks } from './own-looks.ts';

const entry = (operation: string, actorId: string) => ({ header: { operation, actorId } as LoggedEntry['header'] });

describe('the evidence behind a row', () => {
  it('is without the looks of who looks at it, and with those of others', () => {
    const entries = [
      entry('exploreLog', 'owner'),
      entry('exploreLog', 'manager'),
      entry('checkInPatient', 'owner'),
      entry('moveAppointment', 'reception'),
    ];
    expect(withoutOwnLooks(entries, 'owner')).toEqual(entries.slice(1));
  });
});
