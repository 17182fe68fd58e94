/** The time of the server, as far as it is known here, by which requests are dated. */
export class ServerClock {
  private offset = 0;
  private least = 0;
  private known = false;

  constructor(private readonly local: () => number = Date.now) {}

  /** Whether the server has said its time. */
  get isKnown(): boolean {
    return this.known;
  }

  /** The local time, to note when a request for the time was sent. */
  localTime(): number {
    return this.local();
  }

  /** What the server said of its time, asked for at a local time: the answer was written between then and now. */
  heard(serverMs: number, sent: number): void {
    const now = this.local();
    this.offset = Math.round(serverMs - (sent + (now - sent) / 2));
    this.known = true;
  }

  /** What the server said when it refused the date of a request. */
  corrected(metadata: Readonly<Record<string, string>>, sent: number): void {
    const time = Number(metadata['server_time_ms']);
    if (Number.isSafeInteger(time) && time > 0) {
      this.heard(time, sent);
    }
    const least = Number(metadata['min_issued_at_ms']);
    this.least = Number.isSafeInteger(least) ? least : 0;
  }

  /** The date of a request: the time of the server, and the first time that it accepts. */
  date(): number {
    return Math.max(Math.round(this.local() + this.offset), this.least);
  }
}
