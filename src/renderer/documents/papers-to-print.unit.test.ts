import { expect, it } from 'vitest';
import type { PatientDocument } from '#domain/documents/documents-listed.ts';
import { papersToPrint } from './papers-to-print.ts';

const paper = (id: string) => ({ id }) as PatientDocument;

it('lists the picked patient’s papers first, then those of the till, each once and in their order', () => {
  const ofTill = [paper('receipt 3'), paper('receipt 2'), paper('advance 1')];
  const ofPatient = [paper('receipt 2'), paper('old invoice')];
  expect(papersToPrint(ofPatient, ofTill).map(({ id }) => id)).toEqual(['receipt 2', 'old invoice', 'receipt 3', 'advance 1']);
  expect(papersToPrint([], ofTill)).toEqual(ofTill);
});
