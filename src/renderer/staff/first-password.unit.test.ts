import { describe, expect, it } from 'vitest';
import { firstPassword } from './first-password.ts';

describe('a first password', () => {
  it('is long enough, easy to read out, and another one each time', () => {
    const made = new Set(Array.from({ length: 200 }, () => firstPassword((into) => crypto.getRandomValues(into))));
    expect(made.size).toBe(200);
    for (const one of made) expect(one).toMatch(/^([b-z][aeiou]){2}-([b-z][aeiou]){2}-([b-z][aeiou]){2}-[2-9]{4}$/);
  });
});
