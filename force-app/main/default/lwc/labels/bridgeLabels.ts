import bridgeTitle from '@salesforce/label/c.Bridge_Title';
import bridgeBefore from '@salesforce/label/c.Bridge_Before';
import bridgeNow from '@salesforce/label/c.Bridge_Now';
import bridgeChange from '@salesforce/label/c.Bridge_Change';
import bridgeSince from '@salesforce/label/c.Bridge_Since';
import bridgeLanding from '@salesforce/label/c.Bridge_Landing';
import bridgeWhole from '@salesforce/label/c.Bridge_Whole';
import bridgeRemainder from '@salesforce/label/c.Bridge_Remainder';
import bridgeUnread from '@salesforce/label/c.Bridge_Unread';
import bridgeType from '@salesforce/label/c.Bridge_Type';
import bridgeDeals from '@salesforce/label/c.Bridge_Deals';
import bridgeStill from '@salesforce/label/c.Bridge_Still';
import bridgeEmpty from '@salesforce/label/c.Bridge_Empty';
import bridgeNoSnapshot from '@salesforce/label/c.Bridge_No_Snapshot';
import bridgeFirst from '@salesforce/label/c.Bridge_First';
import bridgeProblem from '@salesforce/label/c.Bridge_Problem';
import bridgeCut from '@salesforce/label/c.Bridge_Cut';
import columnSinceFriday from '@salesforce/label/c.Column_Since_Friday';
import rowGone from '@salesforce/label/c.Row_Gone';
import chipNew from '@salesforce/label/c.Chip_New';
import bridgeRounded from '@salesforce/label/c.Bridge_Rounded';

export const bridgeLabels = {
  bridgeTitle,
  bridgeBefore,
  bridgeNow,
  bridgeChange,
  bridgeSince,
  bridgeLanding,
  bridgeWhole,
  bridgeRemainder,
  bridgeUnread,
  bridgeType,
  bridgeDeals,
  bridgeStill,
  bridgeEmpty,
  bridgeNoSnapshot,
  bridgeFirst,
  bridgeProblem,
  bridgeCut,
  columnSinceFriday,
  rowGone,
  chipNew,
  bridgeRounded,
} as const;
