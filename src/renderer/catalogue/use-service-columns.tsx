import { Button } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import type { OfferListed } from '#domain/catalogue/price-list.ts';
import type { Service } from '#domain/catalogue/service.ts';
import type { Column } from '../app/data-table.tsx';
import { useFigures } from '../app/use-figures.ts';

/** What each service costs today for all branches and doctors, and what it stands for. */
type Offers = ReadonlyMap<string, OfferListed>;

/** @param onPrices opens a service's dated prices; undefined: they are not for whoever looks */
export function useServiceColumns(offerOf: Offers, onPrices: ((one: Service) => void) | undefined): readonly Column<Service>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('catalogue.code'), cell: (one) => one.code },
    { title: t('catalogue.service'), cell: (one) => <strong>{one.name}</strong> },
    { title: t('catalogue.category'), cell: (one) => t(`catalogue.categories.${one.category}`) },
    {
      title: t('catalogue.price'),
      cell: (one) => {
        const now = offerOf.get(one.id)?.priceMinor ?? one.priceMinor;
        return (
          <>
            {figures.amount(one.priceMinor)}
            {now !== one.priceMinor && <div className="visit-more">{t('prices.today', { price: figures.amount(now) })}</div>}
          </>
        );
      },
      figure: true,
    },
    { title: t('catalogue.taxRate'), cell: (one) => figures.percent(one.taxRateBasisPoints), figure: true },
    { title: t('catalogue.hsn'), cell: (one) => one.hsnSac },
    {
      title: '',
      cell: (one) =>
        one.active ? (
          onPrices && <Prices of={one} onOpen={onPrices} />
        ) : (
          <span className="chip wait">{t('catalogue.notActive')}</span>
        ),
    },
  ];
}

function Prices({ of, onOpen }: { of: Service; onOpen: (one: Service) => void }) {
  const { t } = useTranslation();
  return (
    <Button
      size="compact-xs"
      variant="default"
      aria-label={t('prices.of', { name: of.name })}
      onClick={(event) => {
        // The row has a click of its own.
        event.stopPropagation();
        onOpen(of);
      }}
    >
      {t('prices.open')}
    </Button>
  );
}

export function usePackageColumns(offerOf: Offers): readonly Column<Service>[] {
  const { t } = useTranslation();
  const figures = useFigures();
  return [
    { title: t('catalogue.code'), cell: (one) => one.code },
    { title: t('prices.package'), cell: (one) => <strong>{one.name}</strong> },
    {
      title: t('prices.standsFor'),
      cell: (one) =>
        (offerOf.get(one.id)?.items ?? [])
          .map(({ serviceId, quantity }) => `${offerOf.get(serviceId)?.name ?? '–'} × ${quantity}`)
          .join(', '),
    },
    { title: t('prices.price'), cell: (one) => figures.amount(offerOf.get(one.id)?.priceMinor ?? one.priceMinor), figure: true },
  ];
}
