import EVM
import EthereumTypes

/// What a run of many programs found.
package struct FuzzReport: Sendable {
  /// A program on which the two ways differ.
  package struct Failure: Sendable {
    package var seed: UInt64
    /// As it was made, with the gas limit at which it differs.
    package var program: Program
    package var difference: ProgramDifference
    /// The least program that differs.
    package var minimized: Program
    package var minimizedDifference: ProgramDifference
  }

  /// Programs that were run.
  package var programCount = 0
  /// Runs in both ways: each program is run with several gas limits.
  package var runCount = 0
  /// Opcodes executed opcode by opcode.
  package var opcodeCount = 0
  /// How often each ending occurred.
  package var endings: [String: Int] = [:]
  /// By fork, how often each byte was executed as an opcode without halting.
  package var executions: [Fork: [Int]] = [:]
  package var failures: [Failure] = []

  mutating func add(_ result: ProgramComparison.Result, of fork: Fork) {
    runCount += 1
    opcodeCount += result.record.stepCount
    endings[result.outcome.status.word, default: 0] += 1
    var counts = executions[fork] ?? [Int](repeating: 0, count: 256)
    for byte in counts.indices { counts[byte] += result.record.executions[byte] }
    executions[fork] = counts
  }

  mutating func merge(_ other: FuzzReport) {
    programCount += other.programCount
    runCount += other.runCount
    opcodeCount += other.opcodeCount
    endings.merge(other.endings, uniquingKeysWith: +)
    executions.merge(other.executions) { zip($0, $1).map { $0.0 + $0.1 } }
    failures += other.failures
    failures.sort { $0.seed < $1.seed }
  }

  /// The opcodes of a fork that no program executed.
  package func unexecutedOpcodes(of fork: Fork) -> [String] {
    let counts = executions[fork] ?? []
    let opcodes = OpcodeTable.table(for: fork)
    return Opcode.allCases.filter { opcode in
      opcodes[opcode].isDefined
        && (counts.isEmpty || counts[Int(opcode.rawValue)] == 0)
    }.map { $0.name(in: fork) }
  }
}

extension CallOutcome.Status {
  /// The ending without its details.
  fileprivate var word: String {
    switch self {
    case .success: "success"
    case .revert: "revert"
    case .halt(let reason): "\(reason)"
    case .fatal: "fatal"
    }
  }
}
