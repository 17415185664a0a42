import CTickCounter

/// A clock cheap enough to look at after every group: the processor's own counter.
///
/// Asking the system for the time takes 21 ns here, which is 1 % of a token transfer; the counter
/// takes 9 ns. What a tick is worth is not assumed: a scale is fitted to each execution.
package struct TickClock: Sendable {
  /// Where the counter is not the same on all cores, ticks are the system's nanoseconds.
  private let isSteady: Bool

  /// The clock of this machine.
  package static let machine = TickClock(isSteady: ticks_are_steady() != 0)

  /// - Parameter isSteady: Whether the processor's counter is the same on all cores.
  package init(isSteady: Bool) { self.isSteady = isSteady }

  /// A reading.
  @inline(__always)
  package var now: UInt64 { isSteady ? ticks_now() : PreciseWait.now }

  /// One moment, on both clocks.
  package var moment: TickScale.Moment { TickScale.Moment(ticks: now, instant: .now) }
}

/// Translates ticks to instants, by two moments between which they lie.
package struct TickScale: Sendable {
  /// One moment, on the tick clock and on the system's.
  package struct Moment: Sendable {
    let ticks: UInt64
    let instant: ContinuousClock.Instant

    package init(ticks: UInt64, instant: ContinuousClock.Instant) {
      self.ticks = ticks
      self.instant = instant
    }
  }

  private let start: Moment
  private let tickCount: UInt64
  private let nanosecondsPerTick: Double

  /// The scale of a time in which nothing happened.
  static let none: TickScale = {
    let moment = Moment(ticks: 0, instant: .now)
    return TickScale(from: moment, to: moment)
  }()

  /// The scale on which the two moments lie.
  package init(from start: Moment, to end: Moment) {
    self.start = start
    tickCount = end.ticks > start.ticks ? end.ticks - start.ticks : 0
    let elapsed = Double(start.instant.nanoseconds(to: end.instant))
    nanosecondsPerTick = tickCount == 0 ? 0 : elapsed / Double(tickCount)
  }

  /// Nanoseconds from the first moment to a reading of the clock.
  package func nanoseconds(at ticks: UInt64) -> UInt64 {
    // A core may be a few ticks beside another one.
    let since = ticks > start.ticks ? min(ticks - start.ticks, tickCount) : 0
    return UInt64(Double(since) * nanosecondsPerTick)
  }

  /// When a reading of the clock was taken.
  package func instant(at ticks: UInt64) -> ContinuousClock.Instant {
    start.instant.advanced(by: .nanoseconds(nanoseconds(at: ticks)))
  }
}
