import BlockSets
import Foundation
import Synchronization

/// When a question that was not answered is asked again: exponential back-off with full jitter.
package final class RetryPolicy: Sendable {
  private static let longestPauseSeconds = 30.0

  let retries: Int
  private let firstPauseSeconds: Double
  private let random: Mutex<SeededRandom>

  /// - Parameters:
  ///   - retries: How often a question is repeated.
  ///   - firstPauseSeconds: The longest pause before the first repetition; it doubles each time.
  ///   - seed: Of the jitter.
  package init(retries: Int, firstPauseSeconds: Double, seed: UInt64) {
    self.retries = retries
    self.firstPauseSeconds = firstPauseSeconds
    random = Mutex(SeededRandom(seed: seed))
  }

  /// Asks until there is an answer, or an error that asking again cannot mend.
  func ask<Answer>(_ question: () throws(RPCError) -> Answer) throws(RPCError) -> Answer {
    var failures = 0
    while true {
      do throws(RPCError) {
        return try question()
      } catch {
        guard error.isTransient else { throw error }
        failures += 1
        guard failures <= retries else { throw .exhausted(attempts: failures, last: error) }
        Thread.sleep(
          forTimeInterval: pause(after: failures, asked: error.retryAfterSeconds))
      }
    }
  }

  /// The seconds to wait: never less than the server asks for.
  package func pause(after failures: Int, asked: Double?) -> Double {
    let scale = Double(sign: .plus, exponent: min(failures - 1, 16), significand: 1)
    let longest = min(firstPauseSeconds * scale, Self.longestPauseSeconds)
    let share = random.withLock { Double($0.next() >> 11) / Double(1 << 53 as UInt64) }
    return max(longest * share, min(asked ?? 0, Self.longestPauseSeconds))
  }
}
