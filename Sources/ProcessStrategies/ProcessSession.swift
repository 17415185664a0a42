import Scheduling
import Synchronization

/// A process that is asked one question after the other, and started anew after it failed.
final class ProcessSession: Sendable {
  /// The groups of a block, and how long they took to find.
  struct Plan {
    let groups: [[Int]]
    let nanoseconds: UInt64
  }

  private struct State {
    var exchange: LineExchange?
    var lastRequest = 0
  }

  private let options: ProcessOptions
  private let errors: ErrorOutput
  private let state = Mutex(State())

  init(options: ProcessOptions, errors: ErrorOutput) {
    self.options = options
    self.errors = errors
  }

  /// Asks for a plan of a block.
  func ask(_ block: BlockView, needs: Set<BlockKnowledge>) throws(ProcessFailure) -> Plan {
    try state.withLock { state throws(ProcessFailure) in
      do throws(ProcessFailure) {
        return try ask(block, needs: needs, in: &state)
      } catch {
        // Letting go of it ends it. What it might still answer belongs to no question.
        if !error.leavesProcessUsable { state.exchange = nil }
        throw error
      }
    }
  }

  private func ask(
    _ block: BlockView, needs: Set<BlockKnowledge>, in state: inout State
  ) throws(ProcessFailure) -> Plan {
    let exchange: LineExchange
    if let running = state.exchange {
      exchange = running
    } else {
      exchange = try start()
      state.exchange = exchange
    }
    state.lastRequest += 1
    let request = BlockMessage.line(block, needs: needs, id: state.lastRequest)
    let began = ContinuousClock.now
    let line = try exchange.ask(request, seconds: options.timeoutSeconds, awaiting: .plan)
    let roundTrip = began.duration(to: .now).nanoseconds
    let answer = try ProcessProtocol.plan(line, for: state.lastRequest)
    if let elapsed = answer.elapsedNanoseconds, elapsed > roundTrip {
      throw .malformed(
        reason: "elapsed_ns is \(elapsed), but the whole round trip took \(roundTrip)",
        awaiting: .plan, line: ProcessProtocol.excerpt(line))
    }
    return Plan(
      groups: answer.groups ?? [], nanoseconds: answer.elapsedNanoseconds ?? roundTrip)
  }

  private func start() throws(ProcessFailure) -> LineExchange {
    let child = try ChildProcess(command: options.command, folder: options.workingDirectory)
    let exchange = LineExchange(with: child, errors: errors)
    let hello = Array(ProcessProtocol.hello(options).utf8)
    let line = try exchange.ask(
      hello, seconds: options.startTimeoutSeconds, awaiting: .handshake)
    try ProcessProtocol.checkHello(line)
    return exchange
  }
}

extension Duration {
  fileprivate var nanoseconds: UInt64 {
    let (seconds, attoseconds) = components
    return UInt64(seconds) * 1_000_000_000 + UInt64(attoseconds / 1_000_000_000)
  }
}
