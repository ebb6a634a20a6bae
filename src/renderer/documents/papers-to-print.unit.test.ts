import { expect, it } from 'vitest';
import type { PatientDocument } from '#domain/documents/documents-listed.ts';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { foundToPrint, papersToPrint } from './papers-to-print.ts';

const paper = (id: string) => ({ id }) as PatientDocument;

it('lists the picked patient’s papers first, then those made here, each once and in their order', () => {
  const madeHere = [paper('receipt 3'), paper('receipt 2'), paper('advance 1')];
  const ofPatient = [paper('receipt 2'), paper('old invoice')];
  const listed = papersToPrint(ofPatient, madeHere);
  expect(listed.map(({ id, part }) => [part, id])).toEqual([
    ['of-patient', 'receipt 2'],
    ['of-patient', 'old invoice'],
    ['made-here', 'receipt 3'],
    ['made-here', 'advance 1'],
  ]);
});

it('lists papers found by number before the patients found by the same text', () => {
  const found = foundToPrint([paper('receipt 98')], [{ id: 'asha', name: 'Asha', phone: '9845012345' } as PatientFound]);
  expect(found.map(({ id, part }) => [part, id])).toEqual([
    ['by-number', 'receipt 98'],
    ['patients', 'asha'],
  ]);
});
