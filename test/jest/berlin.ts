/** Imported first, makes everything imported after it Japanese, seen from Berlin: not the zone of the business. */
import { setTestUser } from './user';

setTestUser({ language: 'ja', locale: 'ja-JP', timeZone: 'Europe/Berlin' });
