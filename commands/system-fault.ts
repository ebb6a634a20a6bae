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

/** The same of a machine that was asked over the network. */
const OF_THE_NETWORK: Readonly<Record<string, string>> = {
  ECONNREFUSED: 'nobody listens there. Does it run?',
  ECONNRESET: 'the connection was cut.',
  ENOTFOUND: 'there is no machine of that name.',
  EAI_AGAIN: 'names of machines cannot be looked up now.',
  EHOSTUNREACH: 'there is no way to that machine.',
  ENETUNREACH: 'there is no way to that machine.',
  ETIMEDOUT: 'it took too long.',
  UND_ERR_CONNECT_TIMEOUT: 'it took too long.',
};

/** Why a machine does not answer, to end a sentence that names it. */
export function whyNoAnswer(fault: Error): string {
  const { code = '' } = fault as NodeJS.ErrnoException;
  return Object.hasOwn(OF_THE_NETWORK, code) ? (OF_THE_NETWORK[code] ?? '') : fault.message;
}

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
