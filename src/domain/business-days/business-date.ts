import { clinic } from '../clinics/clinic.ts';
import { DEFAULT_SETTINGS } from '../clinics/settings.ts';
import { dateIn } from '../kernel/calendar.ts';
import type { Place } from '../kernel/operation.ts';
import type { Reader } from '../kernel/record.ts';
import { openTillHere } from '../tills/open-till-here.ts';
import { firstOpenDate, lockedUntil } from './branch-lock.ts';

/**
 * The date a terminal works in: that of the till open there, however late it is; else the calendar's, but never one that is
 * locked. The clock only proposes: a clock set back finds the server's time, or the lock, ahead of it.
 * @param knownServerMs the latest server time the terminal has heard, UTC ms; 0: none
 */
export function businessDateFor(reader: Reader, place: Place, nowMs: number, knownServerMs: number): string {
  const open = openTillHere(reader, place);
  if (open) return open.businessDate;
  const atMs = Math.max(nowMs, knownServerMs);
  return place.branchId === null
    ? dateAt(reader, place.clinicId, atMs)
    : branchDate(reader, place.clinicId, place.branchId, atMs);
}

/**
 * The locked date that puts a terminal ahead of the calendar; null while it is not ahead, or not because of a lock.
 * @param knownServerMs the latest server time the terminal has heard, UTC ms; 0: none
 */
export function lockedAheadFor(reader: Reader, place: Place, nowMs: number, knownServerMs: number): string | null {
  const locked = place.branchId === null ? null : lockedUntil(reader, place.branchId);
  if (locked === null || locked < dateAt(reader, place.clinicId, Math.max(nowMs, knownServerMs))) return null;
  // A till that was open at the lock goes on in the locked date, and is not ahead.
  return businessDateFor(reader, place, nowMs, knownServerMs) > locked ? locked : null;
}

/** The date a branch works in at an instant: the calendar's, or the one after it where that is locked already. */
export function branchDate(reader: Reader, clinicId: string, branchId: string, atMs: number): string {
  const today = dateAt(reader, clinicId, atMs);
  const firstOpen = firstOpenDate(reader, branchId);
  return firstOpen !== null && firstOpen > today ? firstOpen : today;
}

/** The clinic's calendar date at an instant: its time zone, its hour at which the day turns. */
export function dateAt(reader: Reader, clinicId: string, atMs: number): string {
  const { timeZone, dayCutOffMinutes } = reader.get(clinic, clinicId) ?? DEFAULT_SETTINGS;
  return dateIn(timeZone, atMs, dayCutOffMinutes);
}
