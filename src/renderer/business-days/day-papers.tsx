import { Button } from '@mantine/core';
import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFigures } from '../app/use-figures.ts';
import { Paper } from '../payments/paper.tsx';

type DayPaper = 'day' | 'supplement';

/** Prints a locked day's close, and what became known after it. */
export function DayPapers({ branchId, date, supplement }: { branchId: string; date: string; supplement: boolean }) {
  const { t } = useTranslation();
  const figures = useFigures();
  const [shown, setShown] = useState<DayPaper | null>(null);
  const papers: readonly DayPaper[] = supplement ? ['day', 'supplement'] : ['day'];
  return (
    <span style={{ display: 'flex', gap: 6, marginLeft: 'auto' }}>
      {papers.map((kind) => (
        <Button key={kind} size="compact-sm" variant="default" onClick={() => setShown(kind)}>
          {t('days.printPaper', { paper: t(`printers.papers.${kind}`) })}
        </Button>
      ))}
      {shown && (
        <Paper
          of={{ kind: shown, of: { branchId, date }, title: `${t(`printers.papers.${shown}`)} · ${figures.day(date)}` }}
          onClose={() => setShown(null)}
        />
      )}
    </span>
  );
}
