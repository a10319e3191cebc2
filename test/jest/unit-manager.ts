/** Imported first, makes everything imported after it that of whoever submits for the unit and decides on it too. */
import { setTestUser } from './user';

setTestUser({ permissions: ['Todoku_Submit_For_Unit', 'Todoku_Confirm_Forecasts'] });
