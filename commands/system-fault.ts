/** What the operating system says by a code, as people say it. */
const WORDS: Readonly<Record<string, string>> = {
  ENOENT: 'there is no such file or folder',
  EISDIR: 'it is a folder, not a file',
  ENOTDIR: 'a part of its path is a file, not a folder',
  EEXIST: 'there is a file where a folder is wanted',
  EACCES: 'this user may not read or write it',
  EPERM: 'this user may not read or write it',
  EROFS: 'this disk can only be read',
  ENOSPC: 'the disk is full',
  EMFILE: 'too many files are open',
};

/** Why a file could not be read or written, for the end of a sentence that names it. */
export function whyNot(fault: Error): string {
  const { code = '' } = fault as NodeJS.ErrnoException;
  return Object.hasOwn(WORDS, code) ? (WORDS[code] ?? '') : fault.message;
}

/** A fault of the system about a file, as a sentence of its own; others say what they say. */
export function sentenceOfFault(fault: Error): string {
  const { code = '', path } = fault as NodeJS.ErrnoException;
  return Object.hasOwn(WORDS, code) ? `${path ?? 'A file or folder'} cannot be used: ${WORDS[code]}.` : fault.message;
}
