import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';

const NOBODY = 'nobody';

/** Who of the clinic gets the money; null: nobody of it. */
export function StaffField({ value, onChange }: { value: string | null; onChange: (payeeId: string | null) => void }) {
  const { t } = useTranslation();
  const { data } = useRead('staffNames', {});
  const staff = (data ?? []).map(({ id, name: label }) => ({ id, label }));
  return (
    <ChooseField
      mt="sm"
      label={t('drawer.staff')}
      description={t('drawer.staffWhat')}
      choices={[{ id: NOBODY, label: t('drawer.noStaff') }, ...staff]}
      value={value ?? NOBODY}
      onChange={(id) => onChange(id === NOBODY ? null : id)}
    />
  );
}
