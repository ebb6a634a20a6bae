import { Button, Group, Stack, Text, TextInput } from '@mantine/core';
import { IconX } from '@tabler/icons-react';
import { type FormEvent, type RefObject, useEffect, useId, useRef } from 'react';
import { useTranslation } from 'react-i18next';
import type { Estimate } from '#domain/estimates/estimate.ts';
import type { BillAsked } from '#domain/invoices/bill-asked.ts';
import type { VisitBill } from '#domain/invoices/visit-bill.ts';
import { useAmountWrong } from '../app/amount-field.tsx';
import { useDoing, useRead } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';
import { read } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { quantityOf } from '../app/quantity.ts';
import { QuantityField } from '../app/quantity-field.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { ServiceFinder } from '../catalogue/service-finder.tsx';
import { type BillFields, WHOLE } from './bill-fields.ts';
import { KeptChanges } from './kept-changes.tsx';
import type { Added } from './typed-changes.ts';
import { type BillChanges, useBillChanges } from './use-bill-changes.ts';

/** What a cashier makes of a bill before it is issued: discount, other price, payer, package, added services. */
export function ChangeBill({
  bill,
  onApply,
  onClose,
}: {
  bill: VisitBill;
  onApply: (asked: BillAsked) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const finder = useRef<HTMLInputElement>(null);
  const first = useRef<HTMLInputElement>(null);
  const changes = useBillChanges(bill);
  const { fields, kept, added, set } = changes;
  const text = useTextFields(changes);
  const form = useKeyboardAtFault(changes);
  const cancel = () => {
    changes.finish();
    onClose();
  };
  const { trying, apply } = useApplying(bill.visit.id, changes, (asked) => {
    onApply(asked);
    cancel();
  });
  const goOn = () => {
    changes.keep();
    first.current?.focus();
  };
  useDialogKeys({ f4: () => finder.current?.focus(), f8: goOn, 'mod+Enter': apply });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    apply();
  };
  const lines = bill.lines.map(({ name, quantity }, at) => ({
    id: String(at),
    label: `${at + 1}. ${name}`,
    more: `× ${quantity}`,
  }));
  const take = ({ id: serviceId, name }: { id: string; name: string }) =>
    changes.setAdded([...added, { serviceId, name, quantity: '1', tooth: null }]);
  return (
    <Dialog onClose={cancel} title={t('billing.changeTitle', { patient: bill.visit.patientName })} size="lg">
      <form ref={form} onSubmit={submit} onKeyDown={enterMovesOn}>
        <Stack gap="sm">
          <KeptChanges bill={bill} kept={kept} onChange={changes.setKept} />
          <Group grow align="start">
            <TextInput ref={first} data-autofocus placeholder="10%" maxLength={16} {...text('discount')} />
            <ChooseField
              label={t('billing.discountOn')}
              choices={[{ id: WHOLE, label: t('billing.wholeBill') }, ...lines]}
              value={fields.discountOn}
              onChange={(discountOn) => set({ discountOn: discountOn ?? WHOLE })}
            />
          </Group>
          <TextInput maxLength={200} {...text('reason')} />
          <Group grow align="start">
            <ChooseField
              label={t('billing.priceOf')}
              choices={lines}
              value={fields.priceOf}
              onChange={(priceOf) => set({ priceOf })}
            />
            <TextInput inputMode="decimal" maxLength={16} {...text('price')} />
          </Group>
          <Group grow align="start">
            <TextInput maxLength={120} {...text('payerName')} />
            <TextInput inputMode="decimal" maxLength={16} {...text('payerShare')} />
          </Group>
          <Offers bill={bill} fields={fields} onChange={set} onEstimate={changes.promise} />
          <AddedLines added={added} onChange={changes.setAdded} />
          <ServiceFinder field={finder} onTake={take} />
        </Stack>
        <Text size="xs" c="dimmed" mt="xs">
          {t('billing.capIs', { cap: figures.percent(bill.discountCapBasisPoints) })}
        </Text>
        <RefusalNote refusal={changes.refusal ?? trying.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={cancel} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button variant="default" onClick={goOn} rightSection={<Key name="F8" />}>
            {t('billing.oneMore')}
          </Button>
          <Button type="submit" loading={trying.isPending} rightSection={<Key name="Ctrl Enter" onButton />}>
            {t('billing.apply')}
          </Button>
        </div>
      </form>
    </Dialog>
  );
}

/** The terminal says whether a bill can be made of it before the dialog lets go of what was typed. */
function useApplying(visitId: string, changes: BillChanges, onApply: (asked: BillAsked) => void) {
  const trying = useDoing((asked: BillAsked) => read('visitBill', { visitId, asked }));
  const apply = () => {
    const asked = changes.read();
    if (!asked || trying.isPending) return;
    trying.mutate(asked, {
      onSuccess: (made) =>
        made?.problem
          ? changes.refuse({ refused: true, code: made.problem, details: made.problemDetails }, asked)
          : onApply(asked),
    });
  };
  return { trying, apply };
}

/** The keyboard goes to the field that something is wrong with. */
function useKeyboardAtFault({ tooMuch, wrong }: BillChanges): RefObject<HTMLFormElement | null> {
  const form = useRef<HTMLFormElement>(null);
  const atFault = tooMuch?.field ?? wrong;
  useEffect(() => {
    if (atFault !== null) form.current?.querySelector<HTMLInputElement>('input[aria-invalid="true"]')?.focus();
  }, [atFault]);
  return form;
}

const AMOUNTS: ReadonlySet<keyof BillFields> = new Set(['price', 'payerShare']);

/** The texts of a bill's changes by name, each with what is wrong with it. */
function useTextFields({ fields, wrong, tooMuch, set }: BillChanges) {
  const { t } = useTranslation();
  const figures = useFigures();
  const amountWrong = useAmountWrong();
  return (name: Exclude<keyof BillFields, 'discountOn' | 'priceOf' | 'packageId' | 'estimateId'>) => ({
    label: t(`billing.${name}`),
    value: fields[name],
    error:
      tooMuch?.field === name
        ? t(`billing.tooMuch.${tooMuch.field}`, { most: figures.money(tooMuch.mostMinor) })
        : (AMOUNTS.has(name) && amountWrong(fields[name], { zero: true })) || (wrong === name && t(`billing.wrong.${name}`)),
    onChange: (event: { currentTarget: { value: string } }) => set({ [name]: event.currentTarget.value }),
  });
}

/** Packages and estimates, where there are any. */
function Offers({
  bill,
  fields,
  onChange,
  onEstimate,
}: {
  bill: VisitBill;
  fields: BillFields;
  onChange: (some: Partial<BillFields>) => void;
  onEstimate: (estimate: Estimate) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: offers } = useRead('priceList', {});
  const { data: estimates } = useRead('estimatesOfPatient', { patientId: bill.visit.patientId, visitId: bill.visit.id });
  const packages = (offers ?? [])
    .filter(({ items }) => items.length > 0)
    .map(({ serviceId, name, priceMinor }) => ({ id: serviceId, label: name, more: figures.money(priceMinor) }));
  const promised = (estimates ?? [])
    .filter(({ holds }) => holds)
    .map(({ id, number, totalMinor }) => ({ id, label: number, more: figures.money(totalMinor) }));
  if (packages.length === 0 && promised.length === 0) return null;
  return (
    <Group grow align="start">
      {packages.length > 0 && (
        <ChooseField
          label={t('billing.packageId')}
          choices={packages}
          value={fields.packageId}
          onChange={(packageId) => onChange({ packageId })}
        />
      )}
      {promised.length > 0 && (
        <ChooseField
          label={t('billing.estimateId')}
          choices={promised}
          value={fields.estimateId}
          onChange={(id) => {
            const one = estimates?.find((each) => each.id === id);
            if (one && id !== fields.estimateId) onEstimate(one);
          }}
        />
      )}
    </Group>
  );
}

function AddedLines({ added, onChange }: { added: readonly Added[]; onChange: (added: readonly Added[]) => void }) {
  const { t } = useTranslation();
  const why = useId();
  const set = (at: number, quantity: string) => onChange(added.map((one, index) => (index === at ? { ...one, quantity } : one)));
  return added.map(({ name, quantity }, at) => (
    // The same service may be added twice, and rows keep their places.
    // biome-ignore lint/suspicious/noArrayIndexKey: see above
    <Group key={at} gap="xs" role="group" aria-label={name}>
      <span className="clip" style={{ flex: 1 }}>
        {name}
      </span>
      {quantityOf(quantity) === undefined && (
        <Text id={`${why}-${at}`} size="xs" c="red" role="alert">
          {t('common.quantityWrong')}
        </Text>
      )}
      <QuantityField typed={quantity} describedBy={`${why}-${at}`} onChange={(typed) => set(at, typed)} />
      <Button
        size="compact-xs"
        variant="subtle"
        color="gray"
        aria-label={t('billing.removeLine', { name })}
        onClick={() => onChange(added.filter((_, index) => index !== at))}
      >
        <IconX size={14} aria-hidden />
      </Button>
    </Group>
  ));
}
