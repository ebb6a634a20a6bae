const DIGIT = /\p{Nd}/gu;
const ASCII = /^[\0-\x7f]*$/;

/** `९८७६` as `9876`: the decimal digits of every script in the form that numbers are read and kept in. The rest as it is. */
export function plainDigits(text: string): string {
  return ASCII.test(text) ? text : text.replace(DIGIT, (digit) => String(valueOfDigit(digit.codePointAt(0) ?? 0)));
}

/** Each script has its ten digits in a row, in order of their value (The Unicode Standard, 4.6 Numeric Value). */
function valueOfDigit(codePoint: number): number {
  let before = 0;
  while (isDigit(codePoint - before - 1)) before++;
  return before % 10;
}

function isDigit(codePoint: number): boolean {
  return /^\p{Nd}$/u.test(String.fromCodePoint(codePoint));
}
