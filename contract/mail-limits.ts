/**
 * How long sending may take, in milliseconds. Each is below the round, so that an attempt has always ended before
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
  /** How often the activity says that it lives, besides after each letter. */
  beat: 1_000,
  /** Heartbeat timeout to give the activity: what a worker that dies in the middle of a round costs. */
  heartbeat: 10_000,
  /** Start-to-close timeout to give the activity: a round of letters. What does not fit waits for the next round. */
  round: 60_000,
} as const;
