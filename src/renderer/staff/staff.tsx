import { Button, Checkbox } from '@mantine/core';
import { useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import { APPROVERS } from '#domain/approvals/changes.ts';
import type { UserListed } from '#domain/staff/users-list.ts';
import { useRead, useRun } from '../app/asking.ts';
import type { OperationInput } from '../app/counter.ts';
import { type Column, DataTable } from '../app/data-table.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { WithReason } from '../app/with-reason.tsx';
import { useDoctorsOf } from '../doctors/use-doctors.ts';
import { PersonForm } from './person-form.tsx';
import { ResetPassword } from './reset-password.tsx';

type Dialog = { readonly kind: 'add' } | { readonly kind: 'edit' | 'reset' | 'revoke'; readonly one: UserListed };

/** Who may log in, as what and where. */
export function Staff(_: { branchId: string }) {
  const { t } = useTranslation();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  const { data, refusal } = useRead('usersList', {});
  const [withRevoked, setWithRevoked] = useState(false);
  const [dialog, setDialog] = useState<Dialog | null>(null);
  const revoking = useRun('revokeUser');
  const close = () => setDialog(null);
  const mayChange = session?.roles.some((role) => role === 'manager' || role === 'administrator') ?? false;
  const columns = useStaffColumns(data ?? [], mayChange ? setDialog : null, session?.userId ?? '');
  return (
    <section className="panel" style={{ flex: 1 }} aria-label={t('backOffice.staff')}>
      <div className="panel-head">
        <h2 className="panel-title">{t('backOffice.staff')}</h2>
        <Checkbox
          size="xs"
          label={t('staff.showRevoked')}
          checked={withRevoked}
          onChange={(event) => setWithRevoked(event.currentTarget.checked)}
        />
        {mayChange && (
          <Button size="xs" onClick={() => setDialog({ kind: 'add' })}>
            {t('staff.add')}
          </Button>
        )}
      </div>
      <RefusalNote refusal={refusal} />
      <DataTable
        label={t('backOffice.staff')}
        columns={columns}
        rows={(data ?? []).filter(({ state }) => withRevoked || state === 'ACTIVE')}
        rowKey={({ id }) => id}
        empty={t('staff.none')}
      />
      {dialog?.kind === 'add' && <PersonForm onClose={close} />}
      {dialog?.kind === 'edit' && <PersonForm one={dialog.one} onClose={close} />}
      {dialog?.kind === 'reset' && <ResetPassword one={dialog.one} onClose={close} />}
      {dialog?.kind === 'revoke' && (
        <WithReason
          title={t('staff.revokeTitle', { name: dialog.one.name })}
          what={t('staff.revokeWhat')}
          action={t('staff.revoke')}
          doing={revoking}
          inputOf={(reason): OperationInput<'revokeUser'> => ({ userId: dialog.one.id, reason })}
          onClose={close}
        />
      )}
    </section>
  );
}

function useStaffColumns(
  people: readonly UserListed[],
  onOpen: ((dialog: Dialog) => void) | null,
  ownId: string,
): readonly Column<UserListed>[] {
  const { t } = useTranslation();
  const { data: counters } = useRead('countersList', {});
  const doctors = useDoctorsOf(people.map(({ doctorId }) => doctorId));
  const lacks = (one: UserListed) => {
    if (one.state !== 'ACTIVE') return '';
    if (one.mustChangePassword) return t('staff.firstPassword');
    return !one.hasApprovalKey && one.roles.some((role) => APPROVERS.includes(role)) ? t('staff.noApprovalKey') : '';
  };
  const counterNames = (ids: readonly string[]) =>
    ids.map((id) => counters?.find((one) => one.id === id)?.name ?? '…').join(', ');
  return [
    { title: t('common.name'), cell: (one) => <strong>{one.name}</strong> },
    { title: t('staff.login'), cell: (one) => one.login },
    { title: t('staff.roles'), cell: (one) => one.roles.map((role) => t(`roles.${role}`)).join(', ') },
    { title: t('staff.counters'), cell: (one) => counterNames(one.counterIds) },
    { title: t('staff.doctor'), cell: (one) => doctors.get(one.doctorId ?? '')?.name ?? '' },
    {
      title: t('common.state'),
      cell: (one) => (
        <>
          <span className={one.state === 'ACTIVE' ? 'chip good' : 'chip wait'}>{t(`staff.state.${one.state}`)}</span>{' '}
          <span className="visit-more">{lacks(one)}</span>
        </>
      ),
    },
    {
      title: '',
      cell: (one) =>
        onOpen &&
        one.state === 'ACTIVE' &&
        one.id !== ownId && (
          <span style={{ display: 'inline-flex', gap: 6 }}>
            <Button size="compact-xs" variant="default" onClick={() => onOpen({ kind: 'edit', one })}>
              {t('common.change')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => onOpen({ kind: 'reset', one })}>
              {t('staff.reset')}
            </Button>
            <Button size="compact-xs" variant="default" onClick={() => onOpen({ kind: 'revoke', one })}>
              {t('staff.revoke')}
            </Button>
          </span>
        ),
    },
  ];
}
