import { describe, expect, it } from 'vitest';
import { reasonOf, tooMighty, tooOld } from './why-unusable.ts';

describe('why a database cannot be used', () => {
  it('is said in words, or in PostgreSQL’s own', () => {
    expect(reasonOf(Object.assign(new Error('x'), { code: '28P01' }))).toBe('user or password is wrong');
    expect(reasonOf(Object.assign(new Error('no room'), { code: '53100' }))).toBe('no room');
    expect(reasonOf(Object.assign(new AggregateError([]), { code: 'ECONNREFUSED' }))).toMatch(/^nothing listens/);
  });

  it('may be its age', () => {
    expect(tooOld(150_018)).toBe('it is PostgreSQL 15, and 16 or newer is needed');
    expect(tooOld(160_000)).toBeUndefined();
    expect(tooOld(180_001)).toBeUndefined();
  });

  it('may be that the server could do too much in it', () => {
    const plain = { role: 'app', superuser: false, bypasses: false, owns: false };
    expect(tooMighty(plain)).toBeUndefined();
    expect(tooMighty({ ...plain, superuser: true })).toContain('"app", which is a superuser');
    expect(tooMighty({ ...plain, bypasses: true })).toContain('bypasses row-level security');
    expect(tooMighty({ ...plain, owns: true })).toContain('owner of the tables');
  });
});
