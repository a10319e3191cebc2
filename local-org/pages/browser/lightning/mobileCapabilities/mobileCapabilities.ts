/** Capabilities of the mobile app: a browser has none of them, and each says so when it is asked. */

interface Capability {
  isAvailable(): boolean;
  [call: string]: unknown;
}

const none = (): Capability => ({ isAvailable: () => false });

export const getAppReviewService = none;
export const getARSpaceCapture = none;
export const getBarcodeScanner = none;
export const getBiometricsService = none;
export const getCalendarService = none;
export const getContactsService = none;
export const getDocumentScanner = none;
export const getGeofencingService = none;
export const getLocationService = none;
export const getNfcService = none;
export const getPaymentsService = none;
