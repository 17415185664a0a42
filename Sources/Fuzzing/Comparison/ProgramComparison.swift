import EVM
import EthereumTypes

/// Runs programs of one fork in two ways and compares what they do.
///
/// One way is that of every block: gas and stack are checked block by block, opcodes are fused and
/// constants folded. The other charges, checks and decodes each opcode alone, and `StepRecord`
/// follows it through the code by a scan of its own. A run that gives out leaves its stack: that is
/// what the opcodes before have made, in blocks or alone. What both share, and other tests must test, is
/// the meaning of a single operation, the state, and the table of gas costs.
package struct ProgramComparison: Sendable {
  /// What the two ways of one run gave.
  package struct Result {
    /// What differs; `nil` where nothing does.
    package var difference: ProgramDifference?
    package var outcome: ProgramOutcome
    package var record: StepRecord
  }

  private let fork: Fork
  private let blocks: ProgramRunner
  private let steps: ProgramRunner
  private static let blobHashes = [Hash32(word: 0xb10b), Hash32(word: 0xb10c)]

  /// - Parameter steppedOpcodes: Other opcodes than those of the fork for one of the two ways: what
  ///   a canary changes to see the comparison fail.
  package init(fork: Fork, steppedOpcodes: OpcodeTable? = nil) {
    self.fork = fork
    blocks = ProgramRunner(fork: fork)
    steps = ProgramRunner(fork: fork, opcodes: steppedOpcodes)
  }

  /// Runs the program in both ways.
  package func run(_ program: Program) -> Result {
    run(program.message, on: program.state)
  }

  /// Runs a message in both ways; a budget other than the program's needs no other state.
  package func run(_ message: CallMessage, on state: ProgramState) -> Result {
    let record = StepRecord(fork: fork)
    let fast = blocks.run(message, on: state, blobHashes: Self.blobHashes, stepsAlways: false)
    let exact = steps.run(
      message, on: state, blobHashes: Self.blobHashes, stepsAlways: true, observer: record)
    var difference = ProgramDifference(fast, exact)
    if let turn = record.wrongTurn {
      difference = ProgramDifference(fields: (difference?.fields ?? []) + [turn])
    }
    return Result(difference: difference, outcome: fast, record: record)
  }

  /// Frees the code of all programs so far.
  package func forgetCode() {
    blocks.forgetCode()
    steps.forgetCode()
  }
}
