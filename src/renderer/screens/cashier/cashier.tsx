import { useState } from 'react';
import { useTranslation } from 'react-i18next';
import { openTill } from '#domain/tills/open-till.ts';
import { useRead } from '../../app/asking.ts';
import { Notice } from '../../app/frame/notice.tsx';
import { RefusalNote } from '../../app/refusal-note.tsx';
import { useMayAsk } from '../../app/use-may-ask.ts';
import { Paper } from '../../payments/paper.tsx';
import type { PaperOf } from '../../payments/paper-of.ts';
import { type ClosedTill, TillClosed } from '../../tills/close-till.tsx';
import { AcceptHandover, WaitingHandover } from '../../tills/handover.tsx';
import { NoTill, OpenTill, OthersTill } from '../../tills/open-till.tsx';
import { Counter } from './counter.tsx';

/** One screen for the cashier. Without an open till of their own there is nothing to collect with. */
export default function Cashier() {
  const { t } = useTranslation();
  const { data, refusal, waiting } = useRead('tillState', {}, { everyMs: 60_000 });
  const [closed, setClosed] = useState<ClosedTill | null>(null);
  const [paper, setPaper] = useState<PaperOf | null>(null);
  const mayOpen = useMayAsk(openTill);
  if (refusal) return <RefusalNote refusal={refusal} />;
  if (waiting || !data) return <Notice text={t('common.loading')} />;
  const { open, lockedOver, lastZ, businessDate, denominations } = data;
  const printZ = (tillId: string, number: number) => setPaper({ kind: 'z', tillId, title: t('till.z', { number }) });
  const last = { number: lastZ?.number ?? null, onPrint: lastZ && (() => printZ(lastZ.tillId, lastZ.number)) };
  // Its field must not have the keyboard while what closed the last till still waits for Enter.
  const between = !open && !closed;
  return (
    <>
      {open && <OpenDrawer open={open} lockedOver={lockedOver} denominations={denominations} onClosed={setClosed} />}
      {between && mayOpen && (
        <OpenTill lastZ={last} lockedOver={lockedOver} businessDate={businessDate} denominations={denominations} />
      )}
      {between && !mayOpen && <NoTill lastZ={last} />}
      {closed && !paper && (
        <TillClosed
          closed={closed}
          lockedOver={lockedOver}
          onPrint={() => printZ(closed.tillId, closed.zNumber)}
          onDone={() => setClosed(null)}
        />
      )}
      {paper && <Paper of={paper} onClose={() => setPaper(null)} />}
    </>
  );
}

/** The drawer that stands open here: one's own at work or on its way to the next cashier, or somebody else's. */
function OpenDrawer({ open, ...counted }: Parameters<typeof Counter>[0]) {
  if (open.handover?.toYou)
    return <AcceptHandover open={open} lockedOver={counted.lockedOver} denominations={counted.denominations} />;
  if (!open.yours) return <OthersTill open={open} {...counted} />;
  return open.handover ? <WaitingHandover open={open} lockedOver={counted.lockedOver} /> : <Counter open={open} {...counted} />;
}
