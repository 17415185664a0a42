import EVM
import EthereumTypes

/// Runs messages of one fork, each on a machine of its own: what one did cannot change another.
package struct ProgramRunner: Sendable {
  /// The block around every message.
  package static let environment = BlockEnvironment(
    number: 1000, timestamp: 1_700_000_000, gasLimit: 30_000_000,
    feeRecipient: Address(word: 0xfee), prevRandao: Hash32(word: 0xda0), difficulty: 0xd1ff,
    baseFee: 7, blobBaseFee: 3, chainID: 1, slotNumber: 77,
    blockHashes: [999: Hash32(word: 0x999), 744: Hash32(word: 0x744), 743: Hash32(word: 0x743)])

  private let codeCache: CodeCache
  private let opcodes: OpcodeTable?

  /// - Parameter opcodes: Other opcodes than those of the fork, for tests of tests.
  package init(fork: Fork, opcodes: OpcodeTable? = nil) {
    codeCache = CodeCache(rules: .rules(for: fork))
    self.opcodes = opcodes
  }

  /// Runs a message in a transaction of its own; its sender and target are warm.
  ///
  /// - Parameters:
  ///   - stepsAlways: Opcode by opcode, not block by block.
  ///   - observer: Is told of every opcode, which makes every frame step.
  package func run(
    _ message: CallMessage, on state: ProgramState, blobHashes: [Hash32] = [],
    stepsAlways: Bool, observer: (any StepObserver)? = nil
  ) -> ProgramOutcome {
    var evm = EVM(rules: codeCache.rules, codeCache: codeCache, opcodes: opcodes)
    if let observer { evm.observe(with: observer) } else { evm.stepsAlways = stepsAlways }
    evm.beginBlock(Self.environment, reader: state)
    evm.beginTransaction(origin: message.sender, gasPrice: 9, blobHashes: blobHashes)
    evm.state.warm(evm.state.id(of: message.sender))
    if case .call(let target) = message.kind { evm.state.warm(evm.state.id(of: target)) }
    let outcome = evm.execute(message)
    let logs = evm.logs
    var log = AccessLog()
    evm.state.endTransaction(into: &log)
    return ProgramOutcome(outcome, logs: logs, log: log, remains: evm.outermostFrame)
  }

  /// Frees the code of all messages so far.
  package func forgetCode() { codeCache.removeAll() }
}
