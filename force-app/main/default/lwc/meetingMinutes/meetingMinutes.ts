import { LightningElement, api } from 'lwc';
import lang from '@salesforce/i18n/lang';
import { labels } from 'c/labels';
import type { Meeting } from 'c/meeting';
import { download } from 'c/textFile';
import { minutesOf } from './minutes';
import type { Language } from './words';

/** The minutes of a meeting whose numbers are frozen, in the language that is asked for, to copy or to download. */
export default class MeetingMinutes extends LightningElement {
  @api meeting: Meeting | undefined;
  @api measure = '';

  labels = labels;
  language: Language = lang.startsWith('ja') ? 'ja' : 'en';
  told = '';

  /** A textarea has no attribute for its text. */
  override renderedCallback(): void {
    const area = this.template?.querySelector('textarea');
    if (area !== null && area !== undefined && area.value !== this.text) area.value = this.text;
  }

  get text(): string {
    return this.meeting === undefined ? '' : minutesOf(this.meeting, this.measure, this.language);
  }

  get isJapanese(): string {
    return String(this.language === 'ja');
  }

  get isEnglish(): string {
    return String(this.language === 'en');
  }

  handleLanguage(event: Event): void {
    // Our two buttons carry their language.
    this.language = (event.currentTarget as HTMLElement).dataset['language'] === 'ja' ? 'ja' : 'en';
    this.told = '';
  }

  handleDownload(): void {
    download(`${this.meeting?.cycle.key ?? 'meeting'}-${this.language}.txt`, this.text);
  }

  handleCopy(): void {
    navigator.clipboard.writeText(this.text).then(
      () => {
        this.told = labels.minutesCopied;
      },
      () => {
        // A browser may forbid it; the text is marked, and the person copies it with the keyboard.
        this.template?.querySelector('textarea')?.select();
        this.told = labels.minutesNotCopied;
      },
    );
  }
}
