/** Events in a request, of whatever program. */
export const BATCH_EVENTS = 1000;
