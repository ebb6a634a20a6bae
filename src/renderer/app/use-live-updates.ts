import { notifications } from '@mantine/notifications';
import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useEffectEvent, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { LiveMessage } from '#protocol/counter-api.ts';
import type { LineState } from './line.ts';
import { followLive } from './live.ts';
import { saidOfVerdict } from './said-of-verdict.ts';
import { resumeSession, sessionStore } from './session.ts';
import { useFlagName } from './use-flag-name.ts';
import { useOperationName } from './use-operation-name.ts';

/** Entries the terminal makes of its own accord: whoever is at the keyboard did not ask for them. */
const UNTOLD: ReadonlySet<string> = new Set([
  'login',
  'logout',
  'lockSession',
  'unlockSession',
  'readPatient',
  'exploreLog',
  'refuseTerminal',
]);
const FLAGGED_FOR_MS = 15_000;

/** Follows the terminal while there is a line. True once it is known whether somebody is signed in. */
export function useLiveUpdates(lineState: LineState): boolean {
  const queries = useQueryClient();
  const { t } = useTranslation();
  const nameOf = useOperationName();
  const flagName = useFlagName();
  const [ready, setReady] = useState(false);

  const tellAnswered = useEffectEvent(({ operation, verdict }: Extract<LiveMessage, { kind: 'answered' }>) => {
    // What was accepted says nothing: the badge counts down, and that is enough.
    if (verdict.status === 'accepted' || UNTOLD.has(operation) || !sessionStore.get().session) return;
    const refused = verdict.status === 'refused';
    const said = { operation: nameOf(operation), why: saidOfVerdict(verdict, flagName) };
    notifications.show({
      color: refused ? 'red' : 'yellow',
      autoClose: refused ? false : FLAGGED_FOR_MS,
      message: t(refused ? 'common.refusedLater' : 'common.flagged', said),
    });
  });

  useEffect(() => {
    if (lineState !== 'open') return;
    void resumeSession()
      .catch(() => undefined)
      .then(() => {
        setReady(true);
        return queries.invalidateQueries();
      });
    followLive(queries, tellAnswered).catch(() => undefined);
  }, [lineState, queries]);
  return ready;
}
