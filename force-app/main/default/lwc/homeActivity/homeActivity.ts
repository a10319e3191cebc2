import { api, wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import { dayAt } from 'c/businessDays';
import { readTargetKpis, scorecardOf, TARGET_KPIS_QUERY, type Kpis, type Scorecard } from 'c/kpi';
import type { Unit } from 'c/moneyFormat';
import { PagePanel } from 'c/pagePanel';

/** U6 on Home: what the own target asks of a day. Nothing where no activity is loaded for it. */
export default class HomeActivity extends PagePanel {
  @api unit: Unit = 'one';

  kpis: Kpis | undefined;

  get query(): GraphQLDocument | undefined {
    return this.variables && TARGET_KPIS_QUERY;
  }

  @wire(graphql, { query: '$query', variables: '$variables' })
  handleAnswer(result: GraphQLResult): void {
    const data = this.take(result);
    if (data !== undefined) this.kpis = readTargetKpis(data);
  }

  get score(): Scorecard | undefined {
    const { kpis } = this;
    return kpis && scorecardOf(kpis, dayAt(new Date(Date.now()).toISOString(), kpis.calendar.zone));
  }
}
