import type { ComponentProps } from 'react';
import { useTranslation } from 'react-i18next';
import { ChooseField } from '../app/choose-field.tsx';
import { byId, useDoctorSearch, useDoctorsOf } from './use-doctors.ts';

/** A doctor who sees patients here, found by typing; nobody logs in as some, which is said. `more` adds to a doctor's line, e.g. how many wait. */
export function DoctorSelect({
  more,
  ...props
}: Omit<ComponentProps<typeof ChooseField>, 'choices'> & { more?: (doctorId: string) => string }) {
  const { t } = useTranslation();
  const { listed, found, setText } = useDoctorSearch();
  // Who is chosen has a name, also where they stand beyond what one reading holds or see no patients any more.
  const chosen = useDoctorsOf([props.value]);
  const doctors = byId([...listed, ...found, ...chosen.values()]);
  const choices = [...doctors.values()].map(({ id, name, speciality, hasLogin }) => ({
    id,
    label: [name, speciality].filter((part) => part !== '').join(' · '),
    more: [hasLogin ? '' : t('register.noLogin'), more?.(id) ?? ''].filter((part) => part !== '').join(' · '),
  }));
  return <ChooseField {...props} choices={choices} onTyped={setText} />;
}
