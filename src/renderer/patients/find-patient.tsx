import { useRef, useState } from 'react';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { PatientFinder } from './patient-finder.tsx';

/** Inside a dialog: somebody who is not at hand yet is found first. */
export function FindPatient({ onFound }: { onFound: (one: PatientFound) => void }) {
  const [text, setText] = useState('');
  const field = useRef<HTMLInputElement>(null);
  return (
    <div style={{ height: '50vh', display: 'flex', flexDirection: 'column' }}>
      <PatientFinder text={text} onText={setText} field={field} onTake={onFound} />
    </div>
  );
}
