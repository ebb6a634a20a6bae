import { connect, type Socket } from 'node:net';

export interface Patience {
  /** For the line, and for each piece of what is sent. */
  readonly sendMs: number;
  /** For a word about its paper; printers that give none are believed to have some. */
  readonly statusMs: number;
  /** For the printer to hang up after the last byte; many keep the line a while. */
  readonly hangUpMs: number;
}

const PATIENCE: Patience = { sendMs: 8_000, statusMs: 500, hangUpMs: 3_000 };

/** Epson's real-time status, `DLE EOT 2`: why the printer is offline. */
const ASK_STATUS = Uint8Array.of(0x10, 0x04, 0x02);

/**
 * Sends bytes to a printer's raw port. Resolves when the printer has taken them all, which is as much as such a printer ever
 * says; throws `PrinterTrouble`.
 */
export async function sendToPort(
  { host, port }: { readonly host: string; readonly port: number },
  content: Uint8Array,
  signal: AbortSignal,
  patience = PATIENCE,
): Promise<void> {
  const socket = connect({ host, port, signal });
  let sent = false;
  try {
    await happened(socket, 'connect', patience.sendMs);
    const trouble = troubleIn(await statusOf(socket, patience.statusMs));
    if (trouble) throw new PrinterTrouble(trouble);
    if (socket.destroyed) throw new PrinterTrouble('printer-cut-off');
    sent = true;
    socket.end(content);
    await happened(socket, 'finish', patience.sendMs);
    await happened(socket, 'close', patience.hangUpMs).catch(unlessSilent);
  } catch (error) {
    // Until here the printer was asked for its state at most: nothing of the document can be on paper.
    throw error instanceof PrinterTrouble && !sent ? new PrinterTrouble(error.problem, true) : error;
  } finally {
    socket.destroy();
  }
}

/** A printer that keeps the line after the last byte has taken what it was sent. */
function unlessSilent(error: unknown): void {
  if (!(error instanceof PrinterTrouble) || error.problem !== 'printer-silent') throw error;
}

function happened(socket: Socket, event: 'connect' | 'finish' | 'close', withinMs: number): Promise<void> {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => end(new PrinterTrouble('printer-silent')), withinMs);
    const failed = (error: NodeJS.ErrnoException) => end(new PrinterTrouble(problemOf(error.code)));
    const done = () => end();
    const hungUp = () => end(event === 'close' ? undefined : new PrinterTrouble('printer-cut-off'));
    function end(error?: Error): void {
      clearTimeout(timer);
      socket.off(event, done).off('error', failed).off('close', hungUp);
      // Whatever fails later is of no interest, and must not end the program.
      socket.on('error', () => {});
      if (error) reject(error);
      else resolve();
    }
    socket.once(event, done).once('error', failed).once('close', hungUp);
  });
}

/** One byte; undefined from a printer that does not answer. */
function statusOf(socket: Socket, withinMs: number): Promise<number | undefined> {
  return new Promise((resolve) => {
    const timer = setTimeout(() => end(undefined), withinMs);
    const heard = (bytes: Buffer) => end(bytes[0]);
    const silent = () => end(undefined);
    function end(status: number | undefined): void {
      clearTimeout(timer);
      socket.off('data', heard).off('close', silent);
      // Read on: only so is the other end seen closing.
      socket.resume();
      resolve(status);
    }
    socket.on('data', heard).once('close', silent);
    socket.write(ASK_STATUS);
  });
}

/** Bits 1 and 4 are always set, 0 and 7 never; 2: the cover is open, 5: no paper, 6: an error. */
function troubleIn(status: number | undefined): string | undefined {
  if (status === undefined || (status & 0x93) !== 0x12) return undefined;
  if (status & 0x20) return 'printer-out-of-paper';
  if (status & 0x04) return 'printer-cover-open';
  return status & 0x40 ? 'printer-error' : undefined;
}

function problemOf(code: string | undefined): string {
  switch (code) {
    case 'ECONNREFUSED':
      return 'printer-refuses';
    case 'ENOTFOUND':
    case 'EAI_AGAIN':
      return 'printer-address-unknown';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
    case 'ETIMEDOUT':
      return 'printer-unreachable';
    default:
      return 'printer-cut-off';
  }
}

/** Why a print came to nothing, as a code the window has a sentence for. */
export class PrinterTrouble extends Error {
  readonly problem: string;
  /** The printer was sent nothing of it. */
  readonly nothingPrinted: boolean;

  constructor(problem: string, nothingPrinted = false) {
    super(problem);
    this.problem = problem;
    this.nothingPrinted = nothingPrinted;
  }
}
