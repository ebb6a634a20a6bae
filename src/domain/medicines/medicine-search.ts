import { z } from 'zod';
import { defineQuery } from '../kernel/operation.ts';
import { type Medicine, medicine } from './medicine.ts';

/** Medicines by the beginning of words of their name or manufacturer, as one types. */
export const medicineSearch = defineQuery({
  name: 'medicineSearch',
  roles: ['doctor', 'nurse', 'manager', 'administrator'],
  terminals: ['consulting', 'back-office'],
  input: z.strictObject({ text: z.string().max(100), limit: z.number().int().min(1).max(50).default(20) }),
  read: ({ text, limit }, { reader }): readonly Medicine[] => reader.search(medicine, text, limit),
});
