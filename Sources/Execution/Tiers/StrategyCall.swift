import Foundation
import Scheduling
import Synchronization

/// Asks strategies for plans on a thread of its own, so that one that never answers cannot hold
/// up the experiment.
final class StrategyCall: Sendable {
  /// What came back, how long the strategy itself took, and how long the way to another process
  /// and back where it lives in one.
  struct Answer: Sendable {
    let grouping: Result<Grouping, PlanRejection>
    let elapsedNanoseconds: UInt64
    var transportNanoseconds: UInt64?
  }

  /// Why a plan cannot be executed.
  struct PlanRejection: Error, CustomStringConvertible {
    let description: String
  }

  /// One thread that answers one question after the other.
  private final class Thinker: Sendable {
    private let question = Mutex<(@Sendable () -> Answer)?>(nil)
    private let answer = Mutex<Answer?>(nil)
    private let asked = DispatchSemaphore(value: 0)
    private let answered = DispatchSemaphore(value: 0)

    init() {
      let thread = Thread { [weak self, asked] in
        while true {
          asked.wait()
          guard let self, let question = self.question.withLock({ $0 }) else { return }
          let answer = question()
          self.answer.withLock { $0 = answer }
          self.answered.signal()
        }
      }
      thread.name = "balbench strategy"
      // Strategies may recurse over a block's transactions.
      thread.stackSize = 64 << 20
      thread.start()
    }

    deinit { asked.signal() }

    func ask(_ body: @escaping @Sendable () -> Answer, limit: Duration) -> Answer? {
      question.withLock { $0 = body }
      asked.signal()
      let (seconds, attoseconds) = limit.components
      let limitNanoseconds = Int(seconds) * 1_000_000_000 + Int(attoseconds / 1_000_000_000)
      guard answered.wait(timeout: .now() + .nanoseconds(limitNanoseconds)) == .success else {
        return nil
      }
      defer { question.withLock { $0 = nil } }
      return answer.withLock { $0 }
    }
  }

  private let thinker = Mutex<Thinker?>(nil)

  /// Asks `strategy` for a plan of `view`.
  ///
  /// - Parameter limit: The time for one that has no limit of its own.
  func group(
    _ view: BlockView, with strategy: any GroupingStrategy, limit: Duration
  ) -> Answer {
    let thinker = thinker.withLock { current in
      let thinker = current ?? Thinker()
      current = thinker
      return thinker
    }
    let remote = strategy as? any RemoteStrategy
    let limit = remote?.answerLimit ?? limit
    let answer = thinker.ask(
      { remote.map { Self.answer(view, $0) } ?? Self.answer(view, strategy) }, limit: limit)
    if let answer { return answer }
    // The thread is left to its own devices; the next question gets a new one.
    self.thinker.withLock { $0 = nil }
    let reason = PlanRejection(description: "no plan within \(limit)")
    return Answer(grouping: .failure(reason), elapsedNanoseconds: limit.nanoseconds)
  }

  private static func answer(_ view: BlockView, _ strategy: any GroupingStrategy) -> Answer {
    let began = ContinuousClock.now
    let grouping: Result<Grouping, PlanRejection>
    do {
      let plan = try strategy.group(view)
      try plan.validate(transactionCount: view.transactionCount)
      grouping = .success(plan)
    } catch {
      grouping = .failure(PlanRejection(error, otherwise: "the strategy threw: "))
    }
    return Answer(grouping: grouping, elapsedNanoseconds: began.elapsedNanoseconds)
  }

  private static func answer(_ view: BlockView, _ strategy: any RemoteStrategy) -> Answer {
    let began = ContinuousClock.now
    do {
      let plan = try strategy.plan(view)
      let all = began.elapsedNanoseconds
      try plan.grouping.validate(transactionCount: view.transactionCount)
      return Answer(
        grouping: .success(plan.grouping), elapsedNanoseconds: plan.planningNanoseconds,
        transportNanoseconds: all - plan.planningNanoseconds)
    } catch {
      // How much of it was the strategy's own nobody said.
      return Answer(
        grouping: .failure(PlanRejection(error, otherwise: "")),
        elapsedNanoseconds: began.elapsedNanoseconds, transportNanoseconds: 0)
    }
  }
}

extension StrategyCall.PlanRejection {
  /// - Parameter otherwise: What stands before an error that is not about the partition.
  fileprivate init(_ error: any Error, otherwise: String) {
    description =
      error is GroupingError ? "no partition: \(error)" : "\(otherwise)\(error)"
  }
}

extension Duration {
  fileprivate var nanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
  }
}
