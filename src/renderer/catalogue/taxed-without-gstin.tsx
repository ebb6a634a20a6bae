import { Alert } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { useRead } from '../app/asking.ts';

const NAMED = 3;

/** Says that services are taxed though the clinic has no GSTIN, so that nobody first hears of it at a counter. */
export function TaxedWithoutGstin() {
  const { t } = useTranslation();
  const { data = [] } = useRead('taxedWithoutGstin', {});
  if (!data || data.length === 0) return null;
  const names = data.slice(0, NAMED).map(({ name }) => name);
  const services = [...names, ...(data.length > NAMED ? [t('prices.andMore', { count: data.length - NAMED })] : [])].join(', ');
  return (
    <Alert role="status" className="refusal" mt="sm" py={8} px={12}>
      {t('prices.taxedWithoutGstin', { services })}
    </Alert>
  );
}
