import { ActionIcon, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type Ref, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Service } from '#domain/catalogue/service.ts';
import { useRead } from '../app/asking.ts';
import { quantityOf } from '../app/quantity.ts';
import { QuantityField } from '../app/quantity-field.tsx';
import { ServiceFinder } from '../catalogue/service-finder.tsx';
import { parseTooth, type TreatmentRow } from './draft.ts';

/** What was done, found by service, with how many and where. */
export function Treatments({
  rows,
  onRows,
  finder,
  disabled,
}: {
  rows: readonly TreatmentRow[];
  onRows: (rows: readonly TreatmentRow[]) => void;
  finder: Ref<HTMLInputElement>;
  disabled: boolean;
}) {
  const { t } = useTranslation();
  const { data } = useRead('servicesList', { withInactive: true });
  const made = useRef(0);
  const add = ({ id: serviceId }: Service) => {
    made.current += 1;
    onRows([...rows, { id: `new-${made.current}`, lineId: null, serviceId, quantity: '1', tooth: '', note: '' }]);
  };
  const set = (to: TreatmentRow) => onRows(rows.map((row) => (row.id === to.id ? to : row)));
  return (
    <>
      <ServiceFinder onTake={add} field={finder} disabled={disabled} />
      {rows.length > 0 && (
        <div className="treatment treatment-head" aria-hidden>
          <span>{t('cashier.service')}</span>
          <span>{t('common.quantity')}</span>
          <span>{t('consulting.tooth')}</span>
          <span>{t('consulting.note')}</span>
        </div>
      )}
      {rows.map((row) => (
        <Row
          key={row.id}
          row={row}
          service={data?.find(({ id }) => id === row.serviceId)}
          disabled={disabled}
          onChange={set}
          onRemove={() => onRows(rows.filter(({ id }) => id !== row.id))}
        />
      ))}
      {rows.length === 0 && <p className="visit-more">{t('consulting.noTreatments')}</p>}
    </>
  );
}

function Row({
  row,
  service,
  disabled,
  onChange,
  onRemove,
}: {
  row: TreatmentRow;
  service: Service | undefined;
  disabled: boolean;
  onChange: (to: TreatmentRow) => void;
  onRemove: () => void;
}) {
  const { t } = useTranslation();
  const name = service?.name ?? '…';
  const noTooth = parseTooth(row.tooth) === undefined;
  const why = useId();
  return (
    <fieldset
      className="treatment"
      aria-label={name}
      disabled={disabled}
      style={{ border: 0, borderBottom: '1px solid var(--edge)', margin: 0 }}
    >
      <span className="clip visit-name">{name}</span>
      <QuantityField typed={row.quantity} describedBy={`${why}-many`} onChange={(quantity) => onChange({ ...row, quantity })} />
      <TextInput
        size="xs"
        aria-label={`${t('consulting.tooth')} (${t('consulting.toothHint')})`}
        title={t('consulting.toothHint')}
        maxLength={2}
        disabled={disabled || service?.category === 'general'}
        value={row.tooth}
        error={noTooth}
        aria-describedby={noTooth ? why : undefined}
        onChange={(event) => onChange({ ...row, tooth: event.currentTarget.value })}
      />
      <TextInput
        size="xs"
        aria-label={t('consulting.note')}
        maxLength={500}
        value={row.note}
        onChange={(event) => onChange({ ...row, note: event.currentTarget.value })}
      />
      <ActionIcon variant="subtle" color="gray" aria-label={t('consulting.remove', { name })} onClick={onRemove}>
        <IconX size={16} />
      </ActionIcon>
      {quantityOf(row.quantity) === undefined && (
        <span id={`${why}-many`} className="treatment-wrong" role="alert">
          {t('common.quantityWrong')}
        </span>
      )}
      {noTooth && (
        <span id={why} className="treatment-wrong" role="alert">
          {t('consulting.toothWrong')}
        </span>
      )}
    </fieldset>
  );
}
