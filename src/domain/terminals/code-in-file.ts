import { type Refusal, refuse } from '../kernel/refusal.ts';

/** A code is a few hundred letters long at most; the rest is for a letter or a mail around it. */
export const CODE_FILE_MAX_BYTES = 64 * 1024;

/** The letters of a code (Crockford's base32), and those that people take for them. */
const LETTER = '[0-9A-TV-Za-tv-z]';
/** Five of them, wherever an editor broke the line. After their dash a mail may begin a new line, and quote it. */
const GROUP = `${LETTER}(?:[\\r\\n]{0,2}${LETTER}){4}-[\\s>]{0,20}`;
/** The last may be shorter. No code has fewer: version, clinic, 16 random bytes, address and checksum. */
const IN_GROUPS = new RegExp(`(?<![0-9A-Za-z])(?:${GROUP}){8,}${LETTER}{1,5}(?![0-9A-Za-z])`, 'g');
/** With nothing around it, it may have lost its dashes. */
const WITHOUT_DASHES = new RegExp(`^(?:${LETTER}{41,}|(?:${LETTER}{5}\\s+){8,}${LETTER}{1,5})$`);

/**
 * The one enrolment code in a file that somebody saved, whatever stands around it. Goes by its form; whether it is whole and
 * still works is seen when it is used.
 * @param bytes the file, or its beginning where that is longer than CODE_FILE_MAX_BYTES
 */
export function codeInFile(bytes: Uint8Array): string | Refusal {
  if (bytes.length > CODE_FILE_MAX_BYTES) return refuse('code-file-too-large');
  const [code, ...others] = codesIn(asciiOf(bytes));
  if (code === undefined) return refuse('code-file-without-code');
  return others.length > 0 ? refuse('code-file-several-codes') : code;
}

/** What has the form of an enrolment code in a text, each once, without the line breaks in it. */
export function codesIn(text: string): readonly string[] {
  const alone = text.trim();
  if (WITHOUT_DASHES.test(alone)) return [alone.replace(/\s+/g, '')];
  return [...new Set((text.match(IN_GROUPS) ?? []).map((code) => code.replace(/[\s>]+/g, '')))];
}

/** Codes are of ASCII letters, so it does not matter which encoding an editor chose: UTF-16 has zeroes between them. Others become `?`. */
function asciiOf(bytes: Uint8Array): string {
  let text = '';
  for (const byte of bytes) if (byte !== 0) text += byte < 0x80 ? String.fromCharCode(byte) : '?';
  return text;
}
