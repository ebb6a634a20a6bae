import { Button, PasswordInput, Text, TextInput } from '@mantine/core';
import { type FormEvent, useEffect, useRef, useState, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { ApprovalState } from '#domain/approvals/approval-state.ts';
import type { ApprovalUse } from '#domain/approvals/approval-use.ts';
import { useRead, useRun } from '../app/asking.ts';
import { Dialog } from '../app/dialog.tsx';
import { enterMovesOn } from '../app/enter-moves-on.ts';
import { Key } from '../app/frame/key.tsx';
import { RefusalNote } from '../app/refusal-note.tsx';
import { sessionStore } from '../app/session.ts';
import { useTerminalState } from '../app/use-figures.ts';
import { useDialogKeys } from '../app/use-keys.ts';
import { useWait } from '../session/use-wait.ts';
import { RequestFacts } from './request-facts.tsx';
import { Standing } from './standing.tsx';

interface StepUpProps {
  readonly approvalId: string;
  /** The session's own person decides: only the password is asked for. */
  readonly own?: boolean;
  /** @param use what the change that spends the approval carries; null where it was rejected */
  readonly onDecided: (use: ApprovalUse | null) => void;
  readonly onClose: () => void;
}

/**
 * Decides on a request here and now: at a counter a manager types login and password over the cashier's session, which stays
 * the cashier's; in the back office it is one's own password. Works without network. Decided elsewhere meanwhile, it says so.
 */
export function StepUp({ approvalId, own = false, onDecided, onClose }: StepUpProps) {
  const { t } = useTranslation();
  const { data, refusal } = useRead('approvalState', { approvalId });
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  // Opened with its fields in it, so that the keyboard is in the first of them.
  if (data === undefined && refusal === null) return null;
  return (
    <Dialog onClose={onClose} title={own ? t('approvals.decideTitle') : t('approvals.stepUpTitle')} size="lg">
      <RefusalNote refusal={refusal} />
      {data === null && <Text>{t('approvals.unknown')}</Text>}
      {data && (
        <>
          <RequestFacts asked={data.approval} facts={data.facts} till={data.till} />
          {data.standing === 'REQUESTED' && !own && (
            <Text c="dimmed" size="sm" mt="sm">
              {t('approvals.stepUpWhat', { name: session?.name ?? '' })}
            </Text>
          )}
          {data.standing === 'REQUESTED' ? (
            <Deciding state={data} own={own} onDecided={onDecided} onClose={onClose} />
          ) : (
            <Decided state={data} onDecided={onDecided} onClose={onClose} />
          )}
        </>
      )}
    </Dialog>
  );
}

function Deciding({ state, own, onDecided, onClose }: Omit<StepUpProps, 'approvalId'> & { state: ApprovalState }) {
  const { t } = useTranslation();
  const [typedLogin, setLogin] = useState('');
  const [password, setPassword] = useState('');
  const [reason, setReason] = useState('');
  const ownLogin = useOwnLogin();
  const wait = useWait();
  const deciding = useRun('decideApproval');
  const login = own ? ownLogin : typedLogin.trim();
  const ready = wait.left === null && !deciding.isPending && login !== '' && password !== '';
  const decide = (decision: 'approved' | 'rejected') => {
    if (!ready || (decision === 'rejected' && reason.trim() === '')) return;
    const { id: approvalId, kind, request } = state.approval;
    deciding.mutate(
      { approvalId, kind, request, decision, reason: reason.trim(), login, password },
      {
        onSuccess: () => onDecided(decision === 'approved' ? { approvalId, request } : null),
        onError: wait.heed,
        onSettled: () => setPassword(''),
      },
    );
  };
  useDialogKeys({ f8: () => decide('rejected') });
  const submit = (event: FormEvent) => {
    event.preventDefault();
    // React hands events on to the form that opened this, wherever the dialog stands in the page.
    event.stopPropagation();
    decide('approved');
  };
  return (
    <form onSubmit={submit} onKeyDown={enterMovesOn}>
      {!own && (
        <TextInput
          mt="sm"
          label={t('approvals.login')}
          autoComplete="off"
          autoCapitalize="none"
          data-autofocus
          value={typedLogin}
          onChange={(event) => setLogin(event.currentTarget.value)}
        />
      )}
      <PasswordInput
        mt="sm"
        label={own ? t('approvals.ownPassword') : t('approvals.password')}
        autoComplete="off"
        data-autofocus={own || undefined}
        data-last
        value={password}
        onChange={(event) => setPassword(event.currentTarget.value)}
      />
      <TextInput
        mt="sm"
        label={t('approvals.reason')}
        description={t('approvals.reasonWhat')}
        maxLength={300}
        data-skip
        value={reason}
        onChange={(event) => setReason(event.currentTarget.value)}
        // Whoever has just written why not must not say yes by Enter.
        onKeyDown={(event) => event.key === 'Enter' && event.preventDefault()}
      />
      {wait.left === null ? (
        <RefusalNote refusal={deciding.refusal} mt="sm" />
      ) : (
        <Text role="alert" c="red" mt="sm">
          {t('session.waitLeft', { left: wait.left })}
        </Text>
      )}
      <div className="buttons">
        <Button variant="default" onClick={onClose} rightSection={<Key name="Esc" />}>
          {t('common.cancel')}
        </Button>
        <Button
          variant="default"
          disabled={!ready || reason.trim() === ''}
          onClick={() => decide('rejected')}
          rightSection={<Key name="F8" />}
        >
          {t('approvals.reject')}
        </Button>
        <Button type="submit" disabled={!ready} loading={deciding.isPending} rightSection={<Key name="Enter" onButton />}>
          {t('approvals.approve')}
        </Button>
      </div>
    </form>
  );
}

/** Somebody has answered, perhaps at another terminal while this was open. */
function Decided({ state, onDecided, onClose }: Pick<StepUpProps, 'onDecided' | 'onClose'> & { state: ApprovalState }) {
  const { t } = useTranslation();
  const { id: approvalId, request, approverName, answer } = state.approval;
  const button = useRef<HTMLButtonElement>(null);
  // The fields that had the keyboard are gone.
  useEffect(() => button.current?.focus(), []);
  const go = () => (state.standing === 'APPROVED' ? onDecided({ approvalId, request }) : onClose());
  return (
    <form
      onSubmit={(event) => {
        event.preventDefault();
        event.stopPropagation();
        go();
      }}
    >
      <Text mt="sm" role="status">
        <Standing standing={state.standing} /> {approverName} {answer}
      </Text>
      <div className="buttons">
        <Button type="submit" ref={button} rightSection={<Key name="Enter" onButton />}>
          {t('approvals.goOn')}
        </Button>
      </div>
    </form>
  );
}

/** The login of whoever works in this window; empty where this terminal does not list them. */
function useOwnLogin(): string {
  const { people } = useTerminalState();
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  return people.find(({ userId }) => userId === session?.userId)?.login ?? '';
}
