import { z } from 'zod';
import { id } from '../kernel/fields.ts';
import { defineRecord, on, type Reader, type RecordType } from '../kernel/record.ts';
import { type Refusal, refuse } from '../kernel/refusal.ts';
import { type PackageItem, packageDefined, packageItem } from './changes.ts';
import { service } from './service.ts';

/** The services that a service stands for; its id is that service's. */
export const packageShape = z.object({ id, items: z.array(packageItem) });
export type Package = z.infer<typeof packageShape>;

export const packageOf: RecordType<Package> = defineRecord({
  name: 'package',
  shape: packageShape,
  stream: 'directory',
  handlers: [
    on(packageDefined, {
      check: (_one, body, _entry, reader) =>
        reader.get(service, body.serviceId) ? itemsRefusal(reader, body.serviceId, body.items) : refuse('service-unknown'),
      fold: (_one, { serviceId, items }) => ({ id: serviceId, items }),
    }),
  ],
});

/** What a service stands for; nothing where it is no package. */
export function itemsOf(reader: Reader, serviceId: string): readonly PackageItem[] {
  return reader.get(packageOf, serviceId)?.items ?? [];
}

function itemsRefusal(reader: Reader, packageId: string, items: readonly PackageItem[]): Refusal | undefined {
  const seen = new Set<string>();
  for (const { serviceId } of items) {
    const one = reader.get(service, serviceId);
    if (!one) return refuse('service-unknown');
    if (serviceId === packageId || itemsOf(reader, serviceId).length > 0)
      return refuse('package-in-package', { service: one.name });
    if (seen.has(serviceId)) return refuse('item-twice', { service: one.name });
    seen.add(serviceId);
  }
  return undefined;
}
