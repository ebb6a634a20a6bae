import { Button, Text, TextInput } from '@mantine/core';
import { notifications } from '@mantine/notifications';
import { type FormEvent, type KeyboardEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalUse } from '#domain/approvals/approval-use.ts';
import { PAID_IN_CATEGORIES, PAID_OUT_CATEGORIES } from '#domain/tills/changes.ts';
import { AmountField } from '../app/amount-field.tsx';
import { useRead, useRun } from '../app/asking.ts';
import { ChooseField } from '../app/choose-field.tsx';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { useFigures } from '../app/use-figures.ts';
import { StepUp } from '../approvals/step-up.tsx';
import type { PaperOf } from '../payments/paper-of.ts';
import { useOpenDrawer } from '../printers/asking-prints.ts';
import { StaffField } from '../staff/staff-field.tsx';
import { type LargeAmount, LargeAmountNote, notByHeldEnter, useLargeAmount } from './large-amount.tsx';

export type MovementKind = 'paid-in' | 'paid-out' | 'drop' | 'no-sale';

interface Typed {
  readonly amount: string;
  readonly category: string | null;
  readonly payee: string;
  /** Of the staff; null: somebody outside, by name. */
  readonly payeeId: string | null;
  readonly slip: string;
  readonly reason: string;
}

const NOTHING: Typed = { amount: '', category: null, payee: '', payeeId: null, slip: '', reason: '' };

/** Cash in or out without a sale, or a drawer only opened. More than one may pay out alone is asked for and approved here. */
export function MoveCash({
  kind,
  onPaper,
  onClose,
}: {
  kind: MovementKind;
  onPaper: (paper: PaperOf) => void;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const [typed, setTyped] = useState(NOTHING);
  const [attemptId] = useState(() => crypto.randomUUID());
  const [tried, setTried] = useState(false);
  const moving = useMoving(kind, typed, attemptId, (movementId) => {
    if (movementId === null) return onClose();
    onPaper({ kind: 'slip', of: { movementId }, title: t(`drawer.kinds.${kind}`) });
  });
  const large = useLargeAmount(kind === 'no-sale' ? undefined : moving.amountMinor);
  const submit = (event: FormEvent) => {
    event.preventDefault();
    setTried(true);
    if (isComplete(kind, typed, moving.amountMinor) && !large.asks()) moving.go();
  };
  const onKeyDown = (event: KeyboardEvent<HTMLFormElement>) => {
    notByHeldEnter(event);
    enterMovesOn(event);
  };
  return (
    <Dialog onClose={onClose} title={t(`drawer.do.${kind}`)} closeOnClickOutside={false}>
      <form onSubmit={submit} onKeyDown={onKeyDown}>
        <Text c="dimmed" size="sm" mb="sm">
          {t(`drawer.what.${kind}`)}
        </Text>
        <Fields kind={kind} typed={typed} tried={tried} large={large} onTyped={setTyped} />
        {moving.aboveCap && (
          <Text className="chip due sentence" mt="sm" role="status">
            {t('drawer.aboveCap')}
          </Text>
        )}
        <RefusalNote refusal={moving.refusal} mt="sm" />
        <div className="buttons">
          <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
            {t('common.cancel')}
          </Button>
          <Button type="submit" loading={moving.isPending} rightSection={<Key name="Enter" onButton />}>
            {moving.aboveCap ? t('drawer.askManager') : t(`drawer.go.${kind}`)}
          </Button>
        </div>
      </form>
      {moving.approvalId !== null && (
        <StepUp approvalId={moving.approvalId} onDecided={moving.decided} onClose={() => moving.decided(null)} />
      )}
    </Dialog>
  );
}

function isComplete(kind: MovementKind, { category, payee, payeeId, reason }: Typed, amountMinor: number | undefined): boolean {
  if (reason.trim() === '') return false;
  if (kind === 'no-sale') return true;
  if (amountMinor === undefined || amountMinor === 0) return false;
  if (kind === 'drop') return true;
  return category !== null && (kind === 'paid-in' || payeeId !== null || payee.trim() !== '');
}

function Fields({
  kind,
  typed,
  tried,
  large,
  onTyped,
}: {
  kind: MovementKind;
  typed: Typed;
  tried: boolean;
  large: LargeAmount;
  onTyped: (typed: Typed) => void;
}) {
  const { t } = useTranslation();
  const figures = useFigures();
  const missing = (text: string) => (tried && text.trim() === '' ? t('drawer.needed') : undefined);
  const categories = kind === 'paid-in' ? PAID_IN_CATEGORIES : PAID_OUT_CATEGORIES;
  return (
    <>
      {kind !== 'no-sale' && (
        <AmountField
          label={`${t('common.amount')} (${figures.currency})`}
          data-autofocus
          value={typed.amount}
          onTyped={(amount) => onTyped({ ...typed, amount })}
          onKeyDown={large.onKeyDown}
          tried={tried}
        />
      )}
      {large.askedMinor !== null && <LargeAmountNote minor={large.askedMinor} />}
      {(kind === 'paid-in' || kind === 'paid-out') && (
        <ChooseField
          mt="sm"
          label={t('drawer.category')}
          choices={categories.map((id) => ({ id, label: t(`drawer.categories.${id}`) }))}
          value={typed.category}
          onChange={(category) => onTyped({ ...typed, category })}
          error={tried && typed.category === null ? t('drawer.needed') : undefined}
        />
      )}
      {kind === 'paid-out' && <StaffField value={typed.payeeId} onChange={(payeeId) => onTyped({ ...typed, payeeId })} />}
      {kind === 'paid-out' && typed.payeeId === null && (
        <TextInput
          mt="sm"
          label={t('drawer.payee')}
          maxLength={120}
          value={typed.payee}
          onChange={(event) => onTyped({ ...typed, payee: event.currentTarget.value })}
          error={missing(typed.payee)}
        />
      )}
      {kind !== 'no-sale' && (
        <TextInput
          mt="sm"
          label={kind === 'drop' ? t('drawer.envelope') : t('drawer.slip')}
          maxLength={40}
          value={typed.slip}
          onChange={(event) => onTyped({ ...typed, slip: event.currentTarget.value })}
        />
      )}
      <TextInput
        mt="sm"
        label={t('common.reason')}
        maxLength={300}
        data-last
        data-autofocus={kind === 'no-sale' || undefined}
        value={typed.reason}
        onChange={(event) => onTyped({ ...typed, reason: event.currentTarget.value })}
        error={missing(typed.reason)}
      />
    </>
  );
}

/** Does the movement; a paid-out above the cap first asks, and is done with the approval. */
function useMoving(kind: MovementKind, typed: Typed, attemptId: string, onMoved: (movementId: string | null) => void) {
  const { t } = useTranslation();
  const figures = useFigures();
  const { data: till } = useRead('tillState', {});
  const payingIn = useRun('payIn');
  const payingOut = useRun('payOut');
  const dropping = useRun('dropCash');
  const opening = useOpenDrawer();
  const asking = useRun('requestPayOut');
  const [approvalId, setApprovalId] = useState<string | null>(null);
  const amountMinor = figures.parseAmount(typed.amount);
  const cap = till?.paidOutCapMinor ?? null;
  const aboveCap = kind === 'paid-out' && cap !== null && (amountMinor ?? 0) > cap;
  const slip = typed.slip.trim() === '' ? null : typed.slip.trim();
  const moved = { amountMinor: amountMinor ?? 0, reason: typed.reason.trim() };
  const done = { onSuccess: ({ movementId }: { movementId: string }) => onMoved(movementId) };
  const out = {
    ...moved,
    category: (typed.category ?? 'other') as (typeof PAID_OUT_CATEGORIES)[number],
    // Their own name is written down for somebody of the staff.
    payee: typed.payeeId ?? typed.payee.trim(),
    payeeId: typed.payeeId,
    slip,
  };
  const payOut = (approval?: ApprovalUse) => payingOut.mutate({ ...out, attemptId, ...(approval ? { approval } : {}) }, done);
  const shutWords = ({ printer, problem }: { printer: string; problem: string }) =>
    t('drawer.staysShut', { printer, why: t(`printers.problem.${problem}`, { defaultValue: problem }) });
  const go = () => {
    if (running.some((one) => one.isPending)) return;
    switch (kind) {
      case 'paid-in':
        return payingIn.mutate(
          { ...moved, category: (typed.category ?? 'other') as (typeof PAID_IN_CATEGORIES)[number], slip, attemptId },
          done,
        );
      case 'paid-out':
        return aboveCap ? asking.mutate(out, { onSuccess: (asked) => setApprovalId(asked.approvalId) }) : payOut();
      case 'drop':
        return dropping.mutate({ ...moved, envelope: slip, attemptId }, done);
      case 'no-sale':
        return opening.mutate(moved.reason, {
          onSuccess: ({ noSales, staysShut }) => {
            notifications.show({ message: t('drawer.opened', { count: noSales }) });
            if (staysShut) notifications.show({ message: shutWords(staysShut), color: 'red', autoClose: false });
            onMoved(null);
          },
        });
      default:
        return kind satisfies never;
    }
  };
  const running = [payingIn, payingOut, dropping, opening, asking];
  return {
    amountMinor,
    aboveCap,
    approvalId,
    go,
    decided: (use: ApprovalUse | null) => {
      setApprovalId(null);
      if (use) payOut(use);
    },
    isPending: running.some((one) => one.isPending),
    refusal: running.map((one) => one.refusal).find((one) => one !== null) ?? null,
  };
}
