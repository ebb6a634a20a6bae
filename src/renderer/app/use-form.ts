import { type UseFormInput, useForm as useMantineForm } from '@mantine/form';
import { useEffect, useRef } from 'react';
import { useTranslation } from 'react-i18next';

/** A form, whose errors are kept as sentences: when the language is switched, what is still wrong is said in the new one. */
// biome-ignore lint/suspicious/noExplicitAny: what Mantine takes; an interface is no record of unknowns
export function useForm<Values extends Record<string, any>>(input: UseFormInput<Values>) {
  const form = useMantineForm<Values>(input);
  const { language } = useTranslation().i18n;
  const saidIn = useRef(language);
  useEffect(() => {
    if (saidIn.current === language) return;
    saidIn.current = language;
    for (const field of Object.keys(form.errors)) void form.validateField(field);
  });
  return form;
}
