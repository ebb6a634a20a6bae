import { Button, Checkbox, Select } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { PAPER_KINDS } from '#domain/kernel/paper-kinds.ts';
import type { Printer } from '#domain/kernel/printer.ts';
import { useRead, useRun } from '../app/asking.ts';
import type { QueryResult } from '../app/counter.ts';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useTestPage } from './asking-prints.ts';
import { PrinterFields } from './printer-fields.tsx';

type Here = QueryResult<'printersHere'>;

/** What this terminal prints on. For a manager; it is logged. */
export function PrintersDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('printersHere', {});
  return (
    <Dialog onClose={onClose} title={t('printers.title')} size={760}>
      <RefusalNote refusal={refusal} />
      {data && <PrintersForm before={data} onClose={onClose} />}
    </Dialog>
  );
}

function PrintersForm({ before, onClose }: { before: Here; onClose: () => void }) {
  const { t } = useTranslation();
  const [here, setHere] = useState(before);
  const setting = useRun('setPrinters');
  const testing = useTestPage();
  const { printers, routes, receiptsAtOnce } = here;
  const change = (index: number, to: Printer) =>
    setHere({ ...here, printers: printers.map((one, at) => (at === index ? to : one)) });
  const remove = (index: number) => setHere(without(here, index));
  const save = () => setting.mutate({ printers: [...printers], routes, receiptsAtOnce }, { onSuccess: onClose });
  const names = [...new Set(printers.map(({ name }) => name).filter(Boolean))];
  return (
    <>
      {printers.length === 0 && <p className="visit-more">{t('printers.none')}</p>}
      {printers.map((one, index) => (
        <PrinterFields
          // biome-ignore lint/suspicious/noArrayIndexKey: a printer being named has no other identity
          key={index}
          printer={one}
          onChange={(to) => change(index, to)}
          onRemove={() => remove(index)}
          onTest={before.printers.includes(one) ? () => testing.mutate(one.name) : undefined}
        />
      ))}
      <Button data-autofocus variant="default" onClick={() => setHere({ ...here, printers: [...printers, fresh()] })}>
        {t('printers.add')}
      </Button>
      {names.length > 0 && <Routes here={here} names={names} onChange={setHere} />}
      <RefusalNote refusal={setting.refusal ?? testing.refusal} mt="sm" />
      <div className="buttons">
        <Button variant="default" onClick={onClose}>
          {t('common.cancel')}
        </Button>
        <Button loading={setting.isPending} onClick={save}>
          {t('common.save')}
        </Button>
      </div>
    </>
  );
}

/** Which printer each kind of paper goes to. */
function Routes({ here, names, onChange }: { here: Here; names: readonly string[]; onChange: (to: Here) => void }) {
  const { t } = useTranslation();
  const { routes, receiptsAtOnce } = here;
  return (
    <>
      <fieldset style={{ border: 0, padding: 0, marginTop: 16 }}>
        <legend className="small-label">{t('printers.routes')}</legend>
        <div style={{ display: 'grid', gridTemplateColumns: '1fr 1fr', gap: 8 }}>
          {PAPER_KINDS.map((kind) => (
            <Select
              key={kind}
              label={t(`printers.papers.${kind}`)}
              placeholder={t('printers.window')}
              clearable
              data={[...names]}
              value={routes[kind] ?? null}
              onChange={(name) => onChange({ ...here, routes: { ...routes, [kind]: name ?? undefined } })}
            />
          ))}
        </div>
      </fieldset>
      <Checkbox
        mt="md"
        label={t('printers.atOnce')}
        checked={receiptsAtOnce}
        onChange={(event) => onChange({ ...here, receiptsAtOnce: event.currentTarget.checked })}
      />
    </>
  );
}

function fresh(): Printer {
  const common = { name: '', paper: '80mm', letterhead: 'printed', language: 'en' } as const;
  return { target: 'network', host: '', port: 9100, ...common };
}

/** Nothing goes to a printer that is gone. */
function without({ printers, routes, receiptsAtOnce }: Here, index: number): Here {
  const gone = printers[index]?.name;
  const kept = Object.fromEntries(Object.entries(routes).filter(([, name]) => name !== gone));
  return { printers: printers.filter((_, at) => at !== index), routes: kept, receiptsAtOnce };
}
