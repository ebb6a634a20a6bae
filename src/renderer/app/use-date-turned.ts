import { useQueryClient } from '@tanstack/react-query';
import { useEffect, useRef } from 'react';

/**
 * Lists, prices and tills are of a business date. When it moves on, by a lock or by the clock, whatever is shown is read anew,
 * so that nothing on the screen is of another date than the header says.
 */
export function useDateTurned(businessDate: string | null): void {
  const queries = useQueryClient();
  const shown = useRef<string | null>(null);
  useEffect(() => {
    if (businessDate !== null && shown.current !== null && shown.current !== businessDate)
      void queries.invalidateQueries({ queryKey: ['query'] });
    shown.current = businessDate;
  }, [businessDate, queries]);
}
