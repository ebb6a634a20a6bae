const CONSONANTS = 'bdfghjkmnprstvz';
const VOWELS = 'aeiou';

/**
 * A password that can be read over a counter once and typed without doubt: `tobu-kiro-savi-5827`, about 52 bits. Its
 * owner replaces it at the first login.
 * @param random as `crypto.getRandomValues`
 */
export function firstPassword(random: (into: Uint32Array<ArrayBuffer>) => Uint32Array): string {
  const numbers = random(new Uint32Array(16));
  let at = 0;
  const one = (letters: string) => {
    const letter = letters[(numbers[at] ?? 0) % letters.length] ?? '';
    at += 1;
    return letter;
  };
  const word = () => one(CONSONANTS) + one(VOWELS) + one(CONSONANTS) + one(VOWELS);
  return `${word()}-${word()}-${word()}-${one('23456789')}${one('23456789')}${one('23456789')}${one('23456789')}`;
}
