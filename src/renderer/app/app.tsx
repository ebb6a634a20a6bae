import { ModalsProvider } from '@mantine/modals';
import { useQuery } from '@tanstack/react-query';
import { lazy, type ReactNode, Suspense, useEffect, useSyncExternalStore } from 'react';
import { useTranslation } from 'react-i18next';
import type { TerminalKind } from '#domain/kernel/roles.ts';
import { FirstRun } from '../screens/first-run.tsx';
import { Login } from '../screens/login.tsx';
import { Refused } from '../screens/refused.tsx';
import { ChangePassword } from '../session/change-password.tsx';
import { LockScreen } from '../session/lock-screen.tsx';
import { Frame } from './frame/frame.tsx';
import { Notice } from './frame/notice.tsx';
import { line } from './line.ts';
import { TERMINAL_KEY } from './live.ts';
import { sessionStore } from './session.ts';
import { useDateTurned } from './use-date-turned.ts';
import { TerminalContext, useTerminal } from './use-figures.ts';
import { useIdleTouch } from './use-idle-touch.ts';
import { useLiveUpdates } from './use-live-updates.ts';

/** One screen per kind of terminal, each loaded when it is needed. */
const SCREENS: Readonly<Record<Exclude<TerminalKind, 'server'>, ReturnType<typeof lazy>>> = {
  reception: lazy(() => import('../screens/reception/reception.tsx')),
  cashier: lazy(() => import('../screens/cashier/cashier.tsx')),
  consulting: lazy(() => import('../screens/consulting/consulting.tsx')),
  'back-office': lazy(() => import('../screens/back-office/back-office.tsx')),
};

export function App() {
  const lineState = useSyncExternalStore(line.subscribe, line.state);
  const { t } = useTranslation();
  const { data: state } = useQuery({
    queryKey: TERMINAL_KEY,
    queryFn: () => line.client().terminal.state(),
    enabled: lineState === 'open',
    // The business date turns with the clock, and nothing says so.
    refetchInterval: 60_000,
  });
  useDateTurned(state?.businessDate ?? null);
  const ready = useLiveUpdates(lineState);
  useTitle(
    state?.terminal ? `${state.terminal.counterName || state.terminal.code} · ${t('common.product')}` : t('common.product'),
  );
  return (
    <TerminalContext value={state ?? null}>
      <ModalsProvider>
        {state && ready ? (
          <Phase phase={state.phase} />
        ) : (
          <Notice text={lineState === 'lost' ? t('frame.lineLost') : t('frame.connecting')} />
        )}
        {state && lineState === 'lost' && <LineLost />}
      </ModalsProvider>
    </TerminalContext>
  );
}

function Phase({ phase }: { phase: 'first-run' | 'refused' | 'ready' }) {
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  if (phase === 'first-run') return <FirstRun />;
  if (phase === 'refused') return <Refused />;
  if (!session) return <Login />;
  // Another person sees nothing of what the last one had open.
  return <Workplace key={session.userId} />;
}

function Workplace() {
  const { session } = useSyncExternalStore(sessionStore.subscribe, sessionStore.get);
  useIdleTouch();
  if (!session) return null;
  if (session.mustChangePassword && !session.locked) return <ChangePassword first />;
  return (
    <>
      {/* Kept as it is behind the lock, so that nothing half done is lost. */}
      {!session.mustChangePassword && (
        <Frame>
          <Screen />
        </Frame>
      )}
      {session.locked && <LockScreen session={session} />}
    </>
  );
}

function Screen(): ReactNode {
  const { t } = useTranslation();
  const { kind } = useTerminal();
  if (kind === 'server') return null;
  const One = SCREENS[kind];
  return (
    <Suspense fallback={<Notice text={t('common.loading')} />}>
      <One />
    </Suspense>
  );
}

function LineLost() {
  const { t } = useTranslation();
  return (
    <div role="alertdialog" aria-modal="true" aria-label={t('frame.lineLost')} className="line-lost">
      <Notice text={t('frame.lineLost')} more={t('frame.lineLostWhat')} />
    </div>
  );
}

function useTitle(title: string): void {
  useEffect(() => {
    document.title = title;
  }, [title]);
}
