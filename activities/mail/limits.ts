/**
 * How long sending may take, in milliseconds. Each is below the next, so that an attempt has always ended before
 * Temporal starts another: two attempts that overlap would send a letter twice.
 * Nothing is imported here, so that a workflow may read it too.
 */
export const mailLimits = {
  /** To connect, DNS and TLS included. nodemailer's default is 2 minutes. */
  connection: 8_000,
  /** To be greeted once connected; counted within `connection`. */
  greeting: 8_000,
  /** Silence of the server in the middle of a conversation. nodemailer's default is 10 minutes. */
  silence: 12_000,
  /** One letter in all, even when the server trickles its answers and is never silent for long. */
  letter: 20_000,
  /** Heartbeat timeout to give the activity: it heartbeats after each letter. */
  heartbeat: 30_000,
  /** Start-to-close timeout to give the activity: a round of letters. What does not fit waits for the next round. */
  round: 60_000,
} as const;
