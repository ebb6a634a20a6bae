import type { ComponentProps } from 'react';
import { ChooseField } from '../app/choose-field.tsx';
import { byId, useDoctorSearch, useDoctorsOf } from './use-doctors.ts';

/** A doctor who sees patients here, found by typing. `more` adds to a doctor's line, e.g. how many wait. */
export function DoctorSelect({
  more,
  ...props
}: Omit<ComponentProps<typeof ChooseField>, 'choices'> & { more?: (doctorId: string) => string }) {
  const { listed, found, setText } = useDoctorSearch();
  // Who is chosen has a name, also where they stand beyond what one reading holds or see no patients any more.
  const chosen = useDoctorsOf([props.value]);
  const doctors = byId([...listed, ...found, ...chosen.values()]);
  const choices = [...doctors.values()].map(({ id, name, speciality }) => ({
    id,
    label: [name, speciality].filter((part) => part !== '').join(' · '),
    more: more?.(id) ?? '',
  }));
  return <ChooseField {...props} choices={choices} onTyped={setText} />;
}
