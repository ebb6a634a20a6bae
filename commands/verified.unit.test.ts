import { describe, expect, it } from 'vitest';
import { entryNamed, sentenceOf } from './verified.ts';

describe('what verify says', () => {
  it('names an entry as people know its terminal, with its id beside it', () => {
    const place = { terminalId: '01a2', terminalCode: 'T02', epoch: 1, seq: 4 };
    expect(entryNamed(place)).toBe('entry 4 of T02 (01a2/1/4)');
    expect(entryNamed({ ...place, terminalCode: null })).toBe('entry 01a2/1/4');
    expect(entryNamed({ ...place, terminalId: 'server', terminalCode: null })).toBe('entry 4 of the server itself (server/1/4)');
  });

  it('counts in whole sentences', () => {
    const bad = { ok: false, what: 'terminal', records: 0, fault: 'x' } as const;
    expect(sentenceOf({ ...bad, entries: 0 })).toContain('(No entry stands before it.)');
    expect(sentenceOf({ ...bad, entries: 1 })).toContain('(1 entry before it holds.)');
    expect(sentenceOf({ ...bad, entries: 2 })).toContain('(2 entries before it hold.)');
    expect(sentenceOf({ ok: true, what: 'server', entries: 1, records: 1, fault: null })).toBe(
      "The server's log holds: 1 entry, and 1 record is what they make.",
    );
  });
});
