/** For the button that leaves everything as it is: it has the keyboard when something is asked that cannot be taken back. */
export const NOT_BY_ONE_ENTER = { 'data-autofocus': true } as const;
