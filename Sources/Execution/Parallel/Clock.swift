extension ContinuousClock.Instant {
  /// Nanoseconds from this instant to now.
  var elapsedNanoseconds: UInt64 { nanoseconds(to: .now) }

  /// Nanoseconds from this instant to a later one.
  func nanoseconds(to later: ContinuousClock.Instant) -> UInt64 {
    let elapsed = duration(to: later).components
    return UInt64(elapsed.seconds) * 1_000_000_000 + UInt64(elapsed.attoseconds / 1_000_000_000)
  }
}
