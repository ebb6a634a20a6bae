import { Unreachable } from '#protocol/sync-messages.ts';

/** Somebody answers at the server's address who does not have the server's certificate. Nothing was said to them. */
export class WrongCertificate extends Unreachable {}
