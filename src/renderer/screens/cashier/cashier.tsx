import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useRead } from '../../app/asking.ts';
import { Notice } from '../../app/frame/notice.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { Paper } from '../../payments/paper.tsx';
import type { PaperOf } from '../../payments/paper-of.ts';
import { type ClosedTill, TillClosed } from '../../tills/close-till.tsx';
import { AcceptHandover, WaitingHandover } from '../../tills/handover.tsx';
import { OpenTill, OthersTill } from '../../tills/open-till.tsx';
import { Counter } from './counter.tsx';

/** One screen for the cashier. Without an open till of their own there is nothing to collect with. */
export default function Cashier() {
  const { t } = useTranslation();
  const { data, refusal, waiting } = useRead('tillState', {}, { everyMs: 60_000 });
  const [closed, setClosed] = useState<ClosedTill | null>(null);
  const [paper, setPaper] = useState<PaperOf | null>(null);
  if (refusal) return <RefusalNote refusal={refusal} />;
  if (waiting || !data) return <Notice text={t('common.loading')} />;
  const { open, businessDate, denominations } = data;
  return (
    <>
      {open && <OpenDrawer open={open} denominations={denominations} onClosed={setClosed} />}
      {!open && <OpenTill key={String(closed === null)} businessDate={businessDate} denominations={denominations} />}
      {closed && !paper && (
        <TillClosed
          closed={closed}
          onPrint={() => setPaper({ kind: 'z', tillId: closed.tillId, title: t('till.z', { number: closed.zNumber }) })}
          onDone={() => setClosed(null)}
        />
      )}
      {paper && <Paper of={paper} onClose={() => setPaper(null)} />}
    </>
  );
}

/** The drawer that stands open here: one's own at work or on its way to the next cashier, or somebody else's. */
function OpenDrawer({ open, ...counted }: Parameters<typeof Counter>[0]) {
  if (open.handover?.toYou) return <AcceptHandover open={open} denominations={counted.denominations} />;
  if (!open.yours) return <OthersTill open={open} {...counted} />;
  return open.handover ? <WaitingHandover open={open} /> : <Counter open={open} {...counted} />;
}
