/** Why an event is not taken, and its HTTP status. A gateway sends again what was not; nothing of it has been written. */
export const GATEWAY_PROBLEMS = {
  'malformed-event': 400,
  'event-too-old': 400,
  'event-from-the-future': 400,
  'signature-wrong': 401,
  'too-large': 413,
  'encoding-not-taken': 415,
  'not-taken': 422,
  'too-many-requests': 429,
} as const;
export type GatewayProblem = keyof typeof GATEWAY_PROBLEMS;

/** One sentence each, for whoever set the webhook up. The same for an unknown clinic as for a wrong secret. */
const SENTENCES: Readonly<Record<GatewayProblem, string>> = {
  'malformed-event': 'The body is not an event of Razorpay.',
  'event-too-old': 'The event happened longer ago than it is sent again.',
  'event-from-the-future': 'The event has a time that has not come yet: look at the clock of the server.',
  'signature-wrong': 'The signature is not one of this webhook: look at its address and its secret.',
  'too-large': 'The body is larger than an event.',
  'encoding-not-taken': 'The body must come as it was signed, not compressed.',
  'not-taken': 'The event was understood and cannot be taken.',
  'too-many-requests': 'Too many requests: come again later.',
};

export class GatewayRefused extends Error {
  readonly problem: GatewayProblem;
  constructor(problem: GatewayProblem, why?: string) {
    super(why ? `${SENTENCES[problem]} (${why})` : SENTENCES[problem]);
    this.problem = problem;
  }
}
