import Execution
import Testing

/// The clock that times groups.
@Suite struct TickClockTests {
  @Test(arguments: [TickClock.machine, TickClock(isSteady: false)])
  func itAgreesWithTheSystemsClock(_ clock: TickClock) {
    let first = clock.moment
    let began = ContinuousClock.now
    while began.duration(to: .now) < .milliseconds(20) {}
    let inside = clock.now
    let insideInstant = ContinuousClock.now
    while began.duration(to: .now) < .milliseconds(40) {}
    let scale = TickScale(from: first, to: clock.moment)
    let difference = scale.instant(at: inside).duration(to: insideInstant)
    // A thread may be put aside between the two readings, which makes this one-sided.
    #expect(difference > .milliseconds(-5), "a reading lies \(difference) after it was taken")
    #expect(scale.nanoseconds(at: inside) >= 19_000_000)
  }

  @Test func readingsBesideTheMomentsAreHeldInside() {
    let start = ContinuousClock.now
    let scale = TickScale(
      from: TickScale.Moment(ticks: 1_000, instant: start),
      to: TickScale.Moment(ticks: 3_000, instant: start.advanced(by: .nanoseconds(500))))
    #expect(
      [0, 1_000, 1_004, 2_000, 3_000, 9_000].map { scale.nanoseconds(at: $0) }
        == [0, 0, 1, 250, 500, 500])
  }

  @Test func aTimeWithoutTicksIsEmpty() {
    let moment = TickScale.Moment(ticks: 7, instant: .now)
    #expect(TickScale(from: moment, to: moment).nanoseconds(at: 9) == 0)
  }
}
