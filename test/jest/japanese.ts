/** Imported first, makes everything imported after it Japanese. */
import { setTestUser } from './user';

setTestUser({ language: 'ja', locale: 'ja-JP' });
