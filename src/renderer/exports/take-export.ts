import { Refused, taken } from '../app/counter.ts';
import { type CounterClient, line } from '../app/line.ts';
import { saveFile } from '../app/save-file.ts';

type Exports = CounterClient['exports'];
export type ExportWanted = Parameters<Exports['run']>[0];
type KindsAnswer = Awaited<ReturnType<Exports['kinds']>>;
export type ExportKinds = Extract<KindsAnswer, { readonly ok: true }>['result'];

/** What came of an export: a file, with what it should be. */
export interface TakenExport {
  readonly fileName: string;
  readonly bytes: number;
  readonly sha256: string;
}

export async function exportKinds(): Promise<ExportKinds> {
  return taken(await line.client().exports.kinds());
}

/** Fetches an export piece by piece and hands it to the browser as a file. */
export async function takeExport(wanted: ExportWanted, onBytes: (bytes: number) => void): Promise<TakenExport> {
  const pieces: Uint8Array<ArrayBuffer>[] = [];
  let [fileName, mediaType, bytes] = ['', '', 0];
  for await (const message of await line.client().exports.run(wanted)) {
    switch (message.kind) {
      case 'begin':
        [fileName, mediaType] = [message.fileName, message.mediaType];
        break;
      case 'piece': {
        const piece = bytesOf(message.base64);
        pieces.push(piece);
        bytes += piece.length;
        onBytes(bytes);
        break;
      }
      case 'stopped':
        throw new Refused(message.refusal);
      case 'end':
        if (bytes !== message.bytes) throw new Refused({ refused: true, code: 'no-answer', details: {} });
        saveFile(fileName, new Blob(pieces, { type: mediaType }));
        return { fileName, bytes, sha256: message.sha256 };
      default:
        message satisfies never;
    }
  }
  throw new Refused({ refused: true, code: 'no-answer', details: {} });
}

function bytesOf(base64: string): Uint8Array<ArrayBuffer> {
  return Uint8Array.from(atob(base64), (one) => one.charCodeAt(0));
}
