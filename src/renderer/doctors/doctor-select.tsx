import type { ComponentProps } from 'react';
import { useRead } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';

/** A doctor who sees patients here. `more` adds to a doctor's line, e.g. how many wait. */
export function DoctorSelect({
  more,
  ...props
}: Omit<ComponentProps<typeof ChooseField>, 'choices'> & { more?: (doctorId: string) => string }) {
  const { data } = useRead('doctorsList', {});
  const choices = (data ?? []).map(({ id, name, speciality }) => ({
    id,
    label: [name, speciality].filter((part) => part !== '').join(' · '),
    more: more?.(id) ?? '',
  }));
  return <ChooseField {...props} choices={choices} />;
}
