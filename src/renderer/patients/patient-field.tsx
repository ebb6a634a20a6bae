import { Popover, TextInput } from '@mantine/core';
import { useState } from 'react';
import type { PatientFound } from '#domain/patients/patient-search.ts';
import { useRead } from '../app/asking.ts';
import { PickList } from '../app/pick-list.tsx';
import { useRefusalSentence } from '../app/use-figures.ts';
import { usePick } from '../app/use-pick.ts';
import { PatientRow } from './patient-row.tsx';

/** One patient, found as one types. An empty field is nobody. */
export function PatientField({
  label,
  value,
  onChange,
}: {
  label: string;
  value: PatientFound | null;
  onChange: (to: PatientFound | null) => void;
}) {
  const [typed, setTyped] = useState<string | null>(null);
  const text = (typed ?? '').trim();
  const { data, refusal } = useRead('patientSearch', { text, limit: 8 }, { when: text !== '', keep: true });
  const sentence = useRefusalSentence();
  const found = text === '' ? [] : (data ?? []);
  const take = (one: PatientFound) => {
    onChange(one);
    setTyped(null);
  };
  const choice = usePick(found, { first: true, onEnter: take });
  return (
    <Popover
      opened={found.length > 0}
      position="bottom-start"
      width={340}
      shadow="md"
      transitionProps={{ duration: 0 }}
      withinPortal={false}
    >
      <Popover.Target>
        <TextInput
          size="xs"
          label={label}
          error={refusal ? sentence(refusal) : undefined}
          maxLength={100}
          value={typed ?? value?.name ?? ''}
          onChange={(event) => {
            setTyped(event.currentTarget.value);
            if (event.currentTarget.value === '') onChange(null);
          }}
          onKeyDown={choice.onKeyDown}
          onBlur={() => setTyped(null)}
          onFocus={(event) => event.currentTarget.select()}
          data-mantine-stop-propagation={found.length > 0 || undefined}
          role="combobox"
          aria-expanded={found.length > 0}
          aria-controls={choice.listId}
          aria-activedescendant={choice.picked ? choice.optionId(choice.picked.id) : undefined}
          autoComplete="off"
        />
      </Popover.Target>
      <Popover.Dropdown p={0} onMouseDown={(event) => event.preventDefault()}>
        <PickList items={found} choice={choice} label={label} onOpen={take}>
          {(one) => <PatientRow one={one} />}
        </PickList>
      </Popover.Dropdown>
    </Popover>
  );
}
