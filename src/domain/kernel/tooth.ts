import { z } from 'zod';

/**
 * A tooth in FDI two-digit notation (ISO 3950): quadrants 1 to 4 with teeth 1 to 8, and for milk teeth quadrants 5 to 8
 * with teeth 1 to 5.
 */
export const tooth = z
  .number()
  .int()
  .refine((fdi) => /^([1-4][1-8]|[5-8][1-5])$/.test(String(fdi)), { message: 'is not a tooth in FDI notation' });
