/** What the user may do beyond reading and entering own amounts. The rules of the objects decide; this is for showing. */
import confirmForecasts from '@salesforce/customPermission/Todoku_Confirm_Forecasts';
import enterForOthers from '@salesforce/customPermission/Todoku_Enter_For_Others';
import runCycle from '@salesforce/customPermission/Todoku_Run_Cycle';
import submitForUnit from '@salesforce/customPermission/Todoku_Submit_For_Unit';

export const permissions = {
  confirmForecasts: confirmForecasts === true,
  enterForOthers: enterForOthers === true,
  runCycle: runCycle === true,
  submitForUnit: submitForUnit === true,
} as const;
