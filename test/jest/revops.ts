/** Imported first, makes everything imported after it that of RevOps. */
import { setTestUser } from './user';

setTestUser({ permissions: ['Todoku_Run_Cycle', 'Todoku_Submit_For_Unit', 'Todoku_Confirm_Forecasts'] });
