import { ShowToastEvent } from 'lightning/platformShowToastEvent';
import { problemOf, problemText } from 'c/apiErrors';
import { PagePanel } from 'c/pagePanel';
import { refusalText, type WriteOutcome } from 'c/submissions';

/** A container that also writes: one thing at a time, told to who sees and who listens; then what is true is read again. */
export class WritingPanel extends PagePanel {
  isBusy = false;
  /** Why the last thing was not done; stands beside the buttons until the next. */
  refusal = '';
  /** For who listens. */
  announcement = '';

  /** While a step runs, no other is begun. `failed` heads what is said of one that was refused or broke off. */
  protected run(step: () => Promise<void>, failed: string): void {
    if (this.isBusy) return;
    this.isBusy = true;
    this.refusal = '';
    step()
      .catch((error: unknown) => {
        this.refusal = problemText(problemOf(error));
      })
      .finally(() => {
        this.isBusy = false;
        if (this.refusal !== '') this.announcement = `${failed}. ${this.refusal}`;
      });
  }

  /** What became of one write. */
  protected async settle(outcome: WriteOutcome, onSaved: () => void): Promise<void> {
    if (outcome.kind === 'saved') onSaved();
    else this.refusal = refusalText(outcome);
    await this.refresh();
  }

  protected tell(done: string): void {
    this.announcement = done;
    this.dispatchEvent(new ShowToastEvent({ title: done, variant: 'success' }));
  }
}
