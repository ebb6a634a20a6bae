import { Select, type SelectProps } from '@mantine/core';
import { useRead } from '../app/asking.ts';

/** A doctor who sees patients here. `more` adds to a doctor's line, e.g. how many wait. */
export function DoctorSelect({ more, ...props }: Omit<SelectProps<string>, 'data'> & { more?: (doctorId: string) => string }) {
  const { data } = useRead('doctorsList', {});
  const options = (data ?? []).map(({ id, name, speciality }) => ({
    value: id,
    label: [name, speciality, more?.(id) ?? ''].filter((part) => part !== '').join(' · '),
  }));
  return <Select {...props} data={options} searchable selectFirstOptionOnChange />;
}
