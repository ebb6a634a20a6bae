import { NativeSelect } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';
import { useFigures } from '../app/use-figures.ts';

/** Which of the patient's estimates is prepaid, with its price and what is prepaid of it; none: a plan without one. */
export function PlanField({
  patientId,
  value,
  onChange,
}: {
  patientId: string;
  value: string | null;
  onChange: (estimateId: string | null) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: estimates } = useRead('estimatesOfPatient', { patientId });
  const { data: ledger } = useRead('patientLedger', { patientId });
  const prepaid = new Map((ledger?.plans ?? []).map((one) => [one.estimateId, one.prepaidMinor]));
  const choices = (estimates ?? [])
    .filter(({ holds }) => holds)
    .map(({ id, number, totalMinor }) => {
      const said = { number, total: figures.money(totalMinor), prepaid: figures.money(prepaid.get(id) ?? 0) };
      return { value: id, label: t('account.planChoice', said) };
    });
  return (
    <NativeSelect
      my="sm"
      label={t('account.plan')}
      data={[{ value: '', label: t('account.planNone') }, ...choices]}
      value={value ?? ''}
      onChange={(event) => onChange(event.currentTarget.value || null)}
    />
  );
}
