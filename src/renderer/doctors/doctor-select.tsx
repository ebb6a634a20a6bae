import { type ComponentProps, useState } from 'react';
import type { Doctor } from '#domain/doctors/doctor.ts';
import { useRead } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';

/** What one reading of the list can hold: beyond it, doctors are looked for by what is typed. */
const LIST_HOLDS = 1000;

/** A doctor who sees patients here. `more` adds to a doctor's line, e.g. how many wait. */
export function DoctorSelect({
  more,
  ...props
}: Omit<ComponentProps<typeof ChooseField>, 'choices'> & { more?: (doctorId: string) => string }) {
  const [text, setText] = useState('');
  const { data: listed = [] } = useRead('doctorsList', {});
  const { data: found = [] } = useRead(
    'doctorsList',
    { text },
    { when: listed.length >= LIST_HOLDS && text.trim() !== '', keep: true },
  );
  const doctors: ReadonlyMap<string, Doctor> = new Map([...listed, ...found].map((one) => [one.id, one]));
  const choices = [...doctors.values()].map(({ id, name, speciality }) => ({
    id,
    label: [name, speciality].filter((part) => part !== '').join(' · '),
    more: more?.(id) ?? '',
  }));
  return <ChooseField {...props} choices={choices} onTyped={setText} />;
}
