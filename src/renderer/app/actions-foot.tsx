import { Button } from '@mantine/core';
import type { ReactNode } from 'react';
import type { Refusal } from '#domain/kernel/refusal.ts';
import { Key } from './frame/key.tsx';
import { RefusalNote } from './refusal-note.tsx';

/** One thing that can be done with what is picked. */
export interface FootAction {
  /** As shown on the button; who shows it sees to the key itself. */
  readonly keyName: string;
  readonly title: string;
  /** Undefined: not now. */
  readonly act: (() => void) | undefined;
}

/** The foot of a list: what is picked there, and what can be done with it, each by one key. */
export function ActionsFoot({
  said,
  refusal,
  actions,
  main,
  isDoing,
}: {
  said: ReactNode;
  /** Why the main one was not done; stands in place of what is picked. */
  refusal: Refusal | null;
  actions: readonly FootAction[];
  /** What is done most often. */
  main: FootAction;
  /** The main one is under way. */
  isDoing: boolean;
}) {
  return (
    <div className="panel-foot">
      <div style={{ flex: 1, minWidth: 0 }}>
        {refusal ? <RefusalNote refusal={refusal} /> : <div className="visit-more clip">{said}</div>}
      </div>
      {actions.map(({ keyName, title, act }) => (
        <Button key={keyName} variant="default" disabled={!act} onClick={act} rightSection={<Key name={keyName} />}>
          {title}
        </Button>
      ))}
      <Button disabled={!main.act} loading={isDoing} onClick={main.act} rightSection={<Key name={main.keyName} onButton />}>
        {main.title}
      </Button>
    </div>
  );
}
