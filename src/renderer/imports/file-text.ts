import { type Refusal, refuse } from '#domain/kernel/refusal.ts';

export type Encoding = 'UTF-8' | 'UTF-16LE' | 'UTF-16BE' | 'Windows-1252';

export interface FileText {
  readonly text: string;
  /** What it was taken for, which only a look at its letters can prove. */
  readonly encoding: Encoding;
}

/** Four bytes a character at most, of the characters that an import takes. */
const FILE_MAX_BYTES = 128 * 1024 * 1024;
/** No spreadsheet writes them; what is no text at all is full of them. */
const CONTROL_CHARACTER = /[^\P{Cc}\t\n\v\f\r\u0085]/u;
const BEYOND_ASCII = /[\u0080-\uFFFC\uFFFE\uFFFF]/g;
const REPLACEMENT = '\uFFFD';

/**
 * A text file as people save it: UTF-8, UTF-16 with its mark (Excel's "Unicode text"), else Windows-1252, as Excel on Windows
 * saves CSV in the west and in India. Refused where it is no text, or UTF-8 with damaged letters: names would be spoilt for good.
 */
export function readFileText(bytes: Uint8Array<ArrayBuffer>): FileText | Refusal {
  if (bytes.length > FILE_MAX_BYTES) return refuse('file-too-large', { longest: FILE_MAX_BYTES, length: bytes.length });
  const marked = markedEncoding(bytes);
  const unicode = decoded(bytes, marked ?? 'UTF-8');
  if (unicode === undefined && marked) return refuse('file-damaged', { encoding: marked });
  if (unicode === undefined && isDamagedUtf8(bytes)) return refuse('file-damaged', { encoding: 'UTF-8' });
  const [text, encoding] =
    unicode === undefined
      ? [decoded(bytes, 'Windows-1252') ?? '', 'Windows-1252' as const]
      : [unicode, marked ?? ('UTF-8' as const)];
  return CONTROL_CHARACTER.test(text) ? refuse('file-not-text') : { text, encoding };
}

/** Some words with letters that another encoding would have made others of. */
export function tellingWords(text: string): readonly string[] {
  const words = text.slice(0, 1_000_000).match(/[^\s,;|"]*[\u0080-\uFFFF][^\s,;|"]*/g) ?? [];
  return words.slice(0, 5).map((word) => word.slice(0, 40));
}

function markedEncoding([first, second]: Uint8Array): Encoding | undefined {
  if (first === 0xff && second === 0xfe) return 'UTF-16LE';
  return first === 0xfe && second === 0xff ? 'UTF-16BE' : undefined;
}

/** Without its byte order mark; undefined where the bytes cannot be of that encoding. */
function decoded(bytes: Uint8Array<ArrayBuffer>, encoding: Encoding): string | undefined {
  try {
    return new TextDecoder(encoding, { fatal: true }).decode(bytes);
  } catch {
    return undefined;
  }
}

/** Letters of several bytes that are right by chance are rare: where most are, the file is UTF-8 and broken somewhere. */
function isDamagedUtf8(bytes: Uint8Array<ArrayBuffer>): boolean {
  const text = new TextDecoder('UTF-8').decode(bytes);
  return (text.match(BEYOND_ASCII)?.length ?? 0) > text.split(REPLACEMENT).length - 1;
}
