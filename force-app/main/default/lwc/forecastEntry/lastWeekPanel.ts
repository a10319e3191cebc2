import { wire } from 'lwc';
import { graphql, type GraphQLDocument, type GraphQLResult } from 'lightning/graphql';
import type { EntryRow } from 'c/forecastDraft';
import { LAST_WEEK_QUERY, readLastWeek, withLastWeek, type Forecast, type LastWeek } from 'c/forecastQuery';
import { PagePanel } from 'c/pagePanel';
import { remembered } from 'c/remembered';

/** Reads the newest snapshot of what is shown: after the first paint, when it is known whose to ask for. */
export class LastWeekPanel extends PagePanel {
  forecast: Forecast | undefined;
  lastWeek: LastWeek | undefined;
  private readonly arrange = remembered(withLastWeek);
  private readonly asked = remembered((target: string, budget: string) => ({ target, budget }));

  get lastWeekVariables(): Readonly<Record<string, string>> | undefined {
    const { targetId, budgetId } = this.forecast ?? {};
    return targetId === undefined || budgetId == null ? undefined : this.asked(targetId, budgetId);
  }

  get lastWeekQuery(): GraphQLDocument | undefined {
    return this.lastWeekVariables && LAST_WEEK_QUERY;
  }

  @wire(graphql, { query: '$lastWeekQuery', variables: '$lastWeekVariables' })
  handleLastWeek({ data }: GraphQLResult): void {
    if (data != null) this.lastWeek = readLastWeek(data);
  }

  protected besideLastWeek(rows: readonly EntryRow[]): readonly EntryRow[] {
    return this.arrange(rows, this.lastWeek);
  }
}
