// A socket where one is to be had, asking where it is refused: as long as there was no socket yet, every other dial asks.
// Joined after live.js and poll.js.

openLine = function openEither(live) {
  live.dials = (live.dials ?? 0) + 1;
  return live.hasHadSocket || live.dials % 2 ? openSocket(live) : openPolling(live);
};
