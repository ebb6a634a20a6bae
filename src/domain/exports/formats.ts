export const EXPORT_FORMATS = ['csv', 'xlsx', 'tally', 'zip'] as const;
export type ExportFormat = (typeof EXPORT_FORMATS)[number];

/** The log itself, with all that is needed to check it elsewhere. */
export const AUDIT_ARCHIVE = 'audit-archive';
export const JOURNAL = 'journal';

/** How a kind of export can be written. */
export function formatsOf(kind: string): readonly ExportFormat[] {
  if (kind === AUDIT_ARCHIVE) return ['zip'];
  return kind === JOURNAL ? ['csv', 'xlsx', 'tally'] : ['csv', 'xlsx'];
}
