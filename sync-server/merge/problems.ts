import { type SyncProblem, SyncRefused } from '#protocol/sync-messages.ts';

/** One sentence per refusal, for people; terminals act on the code. */
const SENTENCES: Readonly<Record<SyncProblem, string>> = {
  'malformed-request': 'The request does not have the expected shape.',
  'too-large': 'The request is too large.',
  'not-enrolled': 'This terminal is not enrolled in this clinic.',
  'bad-request-signature': 'The request is not signed with the key of this terminal.',
  'terminal-revoked': 'This terminal has been revoked.',
  'machine-mismatch': 'This data folder was enrolled on another machine.',
  'enrolment-code-unknown': 'There is no such enrolment code.',
  'enrolment-code-used': 'This enrolment code has been used.',
  'enrolment-code-expired': 'This enrolment code has expired.',
  'chain-gap': 'Entries before these are missing.',
  'chain-fork': 'The server holds another entry under the same number: the terminal is frozen.',
  'terminal-frozen': 'This terminal is frozen: its chain was found in two versions.',
  'bad-entry': 'An entry cannot be taken and is kept aside.',
  'server-busy': 'The server is busy, try again.',
};

export function refused(problem: SyncProblem, why?: string, seq?: number): SyncRefused {
  return new SyncRefused(problem, why ? `${SENTENCES[problem]} (${why})` : SENTENCES[problem], seq);
}
