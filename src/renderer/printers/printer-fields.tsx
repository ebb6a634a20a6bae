import { Autocomplete, Button, Checkbox, NumberInput, Select, TextInput } from '@mantine/core';
import { useTranslation } from 'react-i18next';
import { PAPER_FORMATS } from '#domain/kernel/paper-kinds.ts';
import type { Printer } from '#domain/kernel/printer.ts';
import { useSystemPrinters } from './asking-prints.ts';

/** One printer: where it is, what paper is in it, and what language it prints. */
export function PrinterFields({
  printer,
  onChange,
  onRemove,
  onTest,
}: {
  printer: Printer;
  onChange: (to: Printer) => void;
  onRemove: () => void;
  /** Undefined while it is not saved: the test goes to the printer the terminal knows. */
  onTest: (() => void) | undefined;
}) {
  const { t } = useTranslation();
  const formats = printer.target === 'network' ? PAPER_FORMATS.slice(0, 2) : PAPER_FORMATS;
  return (
    <fieldset className="printer" aria-label={printer.name}>
      <TextInput
        autoFocus={printer.name === ''}
        label={t('common.name')}
        maxLength={40}
        value={printer.name}
        onChange={(event) => onChange({ ...printer, name: event.currentTarget.value })}
      />
      <Select
        label={t('printers.target')}
        allowDeselect={false}
        data={(['network', 'system'] as const).map((value) => ({ value, label: t(`printers.targets.${value}`) }))}
        value={printer.target}
        onChange={(to) => onChange(retargeted(printer, to === 'system' ? 'system' : 'network'))}
      />
      <Where printer={printer} onChange={onChange} />
      <Select
        label={t('payment.format')}
        allowDeselect={false}
        data={formats.map((value) => ({ value, label: t(`payment.formats.${value}`) }))}
        value={printer.paper}
        onChange={(to) => onChange({ ...printer, paper: formats.find((one) => one === to) ?? printer.paper })}
      />
      <Select
        label={t('printers.letterhead')}
        allowDeselect={false}
        data={(['printed', 'preprinted'] as const).map((value) => ({ value, label: t(`printers.letterheads.${value}`) }))}
        value={printer.letterhead}
        onChange={(to) => onChange({ ...printer, letterhead: to === 'preprinted' ? 'preprinted' : 'printed' })}
      />
      <Select
        label={t('frame.language')}
        allowDeselect={false}
        data={[
          { value: 'en', label: 'English' },
          { value: 'hi', label: 'हिन्दी' },
        ]}
        value={printer.language}
        onChange={(to) => onChange({ ...printer, language: to === 'hi' ? 'hi' : 'en' })}
      />
      {printer.target === 'network' && (
        <Checkbox
          style={{ gridColumn: '1 / -1' }}
          label={t('printers.opensDrawer')}
          checked={printer.opensDrawer ?? false}
          onChange={(event) => onChange({ ...printer, opensDrawer: event.currentTarget.checked })}
        />
      )}
      <div className="buttons" style={{ gridColumn: '1 / -1' }}>
        <Button size="compact-sm" variant="subtle" onClick={onRemove}>
          {t('printers.remove')}
        </Button>
        {!onTest && <span className="visit-more">{t('printers.testAfterSave')}</span>}
        <Button size="compact-sm" variant="default" disabled={!onTest} onClick={onTest}>
          {t('printers.test')}
        </Button>
      </div>
    </fieldset>
  );
}

function Where({ printer, onChange }: { printer: Printer; onChange: (to: Printer) => void }) {
  const { t } = useTranslation();
  const known = useSystemPrinters();
  if (printer.target === 'system')
    return (
      <Autocomplete
        label={t('printers.deviceName')}
        data={[...known]}
        value={printer.deviceName}
        onChange={(deviceName) => onChange({ ...printer, deviceName })}
      />
    );
  return (
    <div style={{ display: 'grid', gridTemplateColumns: '2fr 1fr', gap: 4 }}>
      <TextInput
        label={t('printers.host')}
        placeholder="192.168.1.50"
        maxLength={253}
        value={printer.host}
        onChange={(event) => onChange({ ...printer, host: event.currentTarget.value })}
      />
      <NumberInput
        label={t('printers.port')}
        hideControls
        min={1}
        max={65_535}
        value={printer.port}
        onChange={(port) => onChange({ ...printer, port: Number(port) })}
      />
    </div>
  );
}

/** A network printer has a roll; one of the system any paper. */
function retargeted({ name, letterhead, language, paper }: Printer, target: Printer['target']): Printer {
  const common = { name, letterhead, language };
  if (target === 'system') return { target, deviceName: '', paper, ...common };
  return { target, host: '', port: 9100, paper: paper === '58mm' ? '58mm' : '80mm', ...common };
}
