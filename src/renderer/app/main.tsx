import '@fontsource-variable/inter/wght.css';
import '@fontsource-variable/noto-sans-devanagari/wght.css';
import '@mantine/core/styles.css';
import '@mantine/dates/styles.css';
import '@mantine/notifications/styles.css';
import './app.css';
import './frame/frame.css';
import '../patients/patients.css';
import '../visits/visits.css';
import '../invoices/bill.css';
import '../payments/payments.css';
import '../encounters/encounters.css';
import '../screens/back-office/back-office.css';
import { Notifications } from '@mantine/notifications';
import { QueryClient, QueryClientProvider } from '@tanstack/react-query';
import { StrictMode } from 'react';
import { createRoot } from 'react-dom/client';
import { App } from './app.tsx';
import { startWords } from './i18n/index.ts';
import { line } from './line.ts';
import { takeDigitsPlainly } from './plain-digits-typed.ts';
import { Themed } from './themed.tsx';

const queries = new QueryClient({
  defaultOptions: {
    // The terminal is on this machine and says when something changed: no retries, no timers, no refetch on focus.
    queries: { retry: false, staleTime: Number.POSITIVE_INFINITY, refetchOnWindowFocus: false, networkMode: 'always' },
    mutations: { retry: false, networkMode: 'always' },
  },
});

takeDigitsPlainly(window);
startWords();
line.connect();

const root = document.getElementById('window');
if (!root) throw new Error('index.html has no #window');
createRoot(root).render(
  <StrictMode>
    <Themed>
      <QueryClientProvider client={queries}>
        {/* In the head of the frame, where nothing is ever pressed. */}
        <Notifications
          position="top-center"
          limit={1}
          autoClose={5000}
          containerWidth={430}
          className="notes"
          transitionDuration={0}
        />
        <App />
      </QueryClientProvider>
    </Themed>
  </StrictMode>,
);
