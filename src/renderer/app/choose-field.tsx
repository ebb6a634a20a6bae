import { Combobox, Popover, TextInput, type TextInputProps } from '@mantine/core';
import { type KeyboardEvent, type Ref, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { fitsTyped } from './fits-typed.ts';
import { PickList } from './pick-list.tsx';
import { usePick } from './use-pick.ts';

export interface Choice {
  readonly id: string;
  readonly label: string;
  /** Said beside the label, not searched: how many wait. */
  readonly more?: string;
}

/**
 * A field for one of a few dozen things, worked without a mouse: typing narrows, arrows move, Enter takes. With the list
 * closed Enter belongs to the form. Leaving the field takes what typing had found. Nothing is called wrong while it is being
 * typed: what is not in the list is said on Enter or when the field is left.
 */
export function ChooseField({
  choices,
  value,
  onChange,
  label,
  ref,
  onTyped,
  error,
  ...props
}: Omit<TextInputProps, 'value' | 'onChange' | 'label' | 'ref'> & {
  choices: readonly Choice[];
  value: string | null;
  onChange: (id: string | null) => void;
  label: string;
  ref?: Ref<HTMLInputElement>;
  /** Hears what is typed, where there are too many choices to have them all. */
  onTyped?: (text: string) => void;
  'data-last'?: boolean;
}) {
  const { t } = useTranslation();
  const { typed, missed, open, chosen, picked, found, choice, ...doing } = useChoosing(choices, value, onChange);
  return (
    <Popover
      opened={open}
      position="bottom-start"
      width="target"
      shadow="md"
      transitionProps={{ duration: 0 }}
      withinPortal={false}
    >
      <Popover.Target>
        <TextInput
          placeholder={t('common.choose')}
          maxLength={100}
          rightSection={<Combobox.Chevron />}
          rightSectionPointerEvents="none"
          {...props}
          ref={ref}
          label={label}
          value={typed ?? chosen?.label ?? ''}
          onChange={(event) => {
            doing.type(event.currentTarget.value);
            onTyped?.(event.currentTarget.value);
          }}
          onKeyDown={doing.onKeyDown}
          onFocus={(event) => event.currentTarget.select()}
          onClick={doing.unfold}
          onBlur={doing.leave}
          error={missed ? t('common.notInList') : typed === null && error}
          data-mantine-stop-propagation={open || undefined}
          role="combobox"
          aria-expanded={open}
          aria-haspopup="listbox"
          aria-controls={open ? choice.listId : undefined}
          aria-activedescendant={open && picked ? choice.optionId(picked.id) : undefined}
          autoComplete="off"
        />
      </Popover.Target>
      {/* The field keeps the keyboard while the mouse chooses. */}
      <Popover.Dropdown p={0} mah={264} style={{ overflow: 'auto' }} onMouseDown={(event) => event.preventDefault()}>
        <PickList items={found} choice={choice} label={label} onOpen={doing.take}>
          {(one) => (
            <span className="choice">
              <span className="clip">{one.label}</span>
              <small>{one.more}</small>
            </span>
          )}
        </PickList>
      </Popover.Dropdown>
    </Popover>
  );
}

/** What is typed, found and picked, and whether the list is there. */
function useChoosing(choices: readonly Choice[], value: string | null, onChange: (id: string) => void) {
  /** Null while the field shows its value. */
  const [typed, setTyped] = useState<string | null>(null);
  const [open, setOpen] = useState(false);
  const [missed, setMissed] = useState(false);
  const chosen = choices.find(({ id }) => id === value);
  const found = choices.filter((one) => fitsTyped(one.label, typed ?? ''));
  const choice = usePick(found, { first: typed !== null && typed !== '' });
  const unfold = () => setOpen(true);
  const type = (text: string) => {
    setTyped(text);
    setMissed(false);
    unfold();
  };
  const take = (one: Choice | undefined) => {
    if (one) onChange(one.id);
    setTyped(null);
    setOpen(false);
    setMissed(false);
  };
  const leave = () => {
    take(typed ? choice.picked : undefined);
    if (typed && !choice.picked) setMissed(true);
  };
  const onKeyDown = (event: KeyboardEvent<HTMLInputElement>) => {
    if (event.key === 'Enter' && open && (choice.picked || typed)) {
      event.preventDefault();
      if (choice.picked) take(choice.picked);
      else setMissed(true);
    } else if (event.key === 'Escape' && open) {
      event.stopPropagation();
      event.nativeEvent.stopImmediatePropagation();
      take(undefined);
    } else if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      if (!open && value !== null) choice.pick(value);
      unfold();
      choice.onKeyDown(event);
    } else if (open) choice.onKeyDown(event);
  };
  const picked = choice.picked ?? (typed === null ? chosen : undefined);
  return { typed, missed, open, chosen, picked, found, choice, type, take, leave, unfold, onKeyDown };
}
