import { Button } from '@mantine/core';
import { IconPrinter, IconPrinterOff } from '@tabler/icons-react';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Dialog } from '../app/dialog.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { type PrintJob, useDropPrint, usePrintAgain, usePrints } from './asking-prints.ts';

/** Says that something waits to be printed, and that a printer needs a person. Nothing there while all is on paper. */
export function PrintsBadge() {
  const { t } = useTranslation();
  const jobs = usePrints();
  const [open, setOpen] = useState(false);
  if (jobs.length === 0) return null;
  const stuck = jobs.filter(({ state, problem }) => state === 'failed' || state === 'unsure' || problem !== null).length;
  return (
    <>
      <Button
        size="compact-sm"
        variant={stuck > 0 ? 'filled' : 'default'}
        color={stuck > 0 ? 'red' : undefined}
        leftSection={stuck > 0 ? <IconPrinterOff size={16} aria-hidden /> : <IconPrinter size={16} aria-hidden />}
        onClick={() => setOpen(true)}
      >
        {t('printers.waiting', { count: jobs.length })}
      </Button>
      {open && <PrintsDialog jobs={jobs} onClose={() => setOpen(false)} />}
    </>
  );
}

function PrintsDialog({ jobs, onClose }: { jobs: readonly PrintJob[]; onClose: () => void }) {
  const { t } = useTranslation();
  const again = usePrintAgain();
  const drop = useDropPrint();
  return (
    <Dialog onClose={onClose} title={t('printers.prints')} size={560}>
      <p className="visit-more">{t('printers.undoesNothing')}</p>
      <RefusalNote refusal={again.refusal ?? drop.refusal} />
      {jobs.map((job) => (
        <JobRow key={job.id} job={job} onAgain={() => again.mutate(job.id)} onDrop={() => drop.mutate(job.id)} />
      ))}
      <div className="buttons">
        <Button data-autofocus variant="default" onClick={onClose}>
          {t('common.close')}
        </Button>
      </div>
    </Dialog>
  );
}

function JobRow({ job, onAgain, onDrop }: { job: PrintJob; onAgain: () => void; onDrop: () => void }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { name, printer, state, problem, askedAtMs, nothingPrinted, print } = job;
  return (
    <div className="billing-row" style={{ gridTemplateColumns: 'minmax(0, 1fr) auto auto' }}>
      <div style={{ minWidth: 0 }}>
        <div className="visit-name clip">{name}</div>
        <div className="visit-more clip">
          {printer} · {figures.time(askedAtMs)} · {t(`printers.state.${state}`)}
        </div>
        {problem && <div className="visit-more">{t(`printers.problem.${problem}`, { defaultValue: problem })}</div>}
      </div>
      <Button size="compact-sm" variant="default" disabled={state === 'sending'} onClick={onAgain}>
        {t(print && !nothingPrinted ? 'printers.anew' : 'printers.again')}
      </Button>
      <Button size="compact-sm" variant="subtle" disabled={state === 'sending'} onClick={onDrop}>
        {t('printers.drop')}
      </Button>
    </div>
  );
}
