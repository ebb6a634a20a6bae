import { TextInput } from '@mantine/core';
import { type KeyboardEvent, type RefObject, useLayoutEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { timeOf } from '#domain/appointments/slot.ts';
import { nextFree, typedTime } from './typed-time.ts';

/**
 * When: typed, or one of the free times, which the arrow keys and the mouse choose. The first of them stands there until
 * something else does.
 */
export function TimeField({
  field,
  typed,
  isOffered,
  free,
  onTyped,
  error,
}: {
  field: RefObject<HTMLInputElement | null>;
  /** What stands in the field. */
  typed: string;
  /** Nobody has chosen it yet: the first that is free. */
  isOffered: boolean;
  /** Minutes after midnight; undefined while they are read. */
  free: readonly number[] | undefined;
  onTyped: (typed: string) => void;
  error: string | null;
}) {
  const { t } = useTranslation();
  const at = typedTime(typed);
  // What comes in while somebody is in the field gives way to what they type.
  useLayoutEffect(() => {
    if (isOffered && typed !== '' && document.activeElement === field.current) field.current?.select();
  }, [isOffered, typed, field]);
  const choose = (minute: number | undefined) => minute !== undefined && onTyped(timeOf(minute));
  const onKeyDown = (event: KeyboardEvent) => {
    const step = STEPS[event.key];
    if (step === undefined) return;
    event.preventDefault();
    // Whoever types on means another time.
    requestAnimationFrame(() => field.current?.select());
    choose(nextFree(free ?? [], at, step));
  };
  return (
    <>
      <TextInput
        ref={field}
        label={t('appointments.time')}
        autoComplete="off"
        inputMode="numeric"
        value={typed}
        onChange={(event) => onTyped(event.currentTarget.value)}
        onKeyDown={onKeyDown}
        onFocus={(event) => event.currentTarget.select()}
        error={error}
        data-last
      />
      {/* biome-ignore lint/a11y/useSemanticElements: times to choose from, beside the field that holds them */}
      <div className="free-times" role="group" aria-label={t('appointments.free')}>
        <span className="none">{free?.length === 0 ? t('appointments.noneFree') : t('appointments.freeFrom')}</span>
        {free?.map((minute) => (
          <button
            key={minute}
            type="button"
            tabIndex={-1}
            className="free-time"
            aria-pressed={minute === at}
            onClick={() => choose(minute)}
          >
            {timeOf(minute)}
          </button>
        ))}
      </div>
    </>
  );
}

const STEPS: Readonly<Record<string, 1 | -1>> = { ArrowDown: 1, ArrowUp: -1 };
