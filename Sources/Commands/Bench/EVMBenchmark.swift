import EVM
import EthereumTypes

/// `balbench bench evm`: times message calls on a cold state.
struct EVMBenchmark {
  /// What one program took and gave.
  struct Result {
    var program: EVMProgram
    /// Thread-CPU nanoseconds of one call; the median of the samples.
    var nanoseconds: Double
    /// The fastest sample, which other processes disturbed least.
    var leastNanoseconds: Double
    var outcome: EVMProgram.Expectation

    /// Nanoseconds per executed opcode.
    var nanosecondsPerOpcode: Double { nanoseconds / Double(max(program.opcodeCount, 1)) }
    /// Whether the program gave what its file expects.
    var isExpected: Bool { outcome == program.expected }

    /// One JSON object in a line.
    var json: String {
      "{\"name\":\"\(program.name)\",\"ns\":\(Int(nanoseconds.rounded())),"
        + "\"gasUsed\":\(outcome.gasUsed),\"refund\":\(outcome.refund),"
        + "\"status\":\"\(outcome.status)\",\"logs\":\(outcome.logs),"
        + "\"outputHash\":\"\(outcome.outputHash)\"}"
    }
  }

  /// Samples are taken for at least this long.
  var minimumMilliseconds: Double = 500
  /// Analyses the code anew for each sample.
  var isAnalysisCold = false

  /// Runs one program until there are enough samples.
  func run(_ program: EVMProgram) -> Result {
    let rules = ForkRules.rules(for: program.fork)
    let reader = ProgramState(program)
    var evm = EVM(rules: rules, codeCache: CodeCache(rules: rules))
    var samples: [Double] = []
    var total = 0.0
    var outcome = CallOutcome(status: .success, gasLeft: 0)
    while samples.count < 5 || total < minimumMilliseconds * 1e6 {
      if isAnalysisCold { evm = EVM(rules: rules, codeCache: CodeCache(rules: rules)) }
      let start = ThreadClock.nanoseconds()
      outcome = Self.execute(program, reader, &evm)
      let elapsed = ThreadClock.nanoseconds() - start
      samples.append(elapsed)
      total += elapsed
    }
    samples.sort()
    return Result(
      program: program, nanoseconds: samples[samples.count / 2], leastNanoseconds: samples[0],
      outcome: EVMProgram.Expectation(
        status: Self.name(of: outcome.status),
        gasUsed: program.message.gas - outcome.gasLeft, refund: outcome.gasRefund,
        logs: evm.logs.count, outputHash: keccak256(outcome.output)))
  }

  private static func execute(
    _ program: EVMProgram, _ reader: ProgramState, _ evm: inout EVM
  ) -> CallOutcome {
    evm.beginBlock(program.environment, reader: reader)
    evm.beginTransaction(origin: program.message.sender, gasPrice: .zero)
    evm.state.warm(evm.state.id(of: program.message.sender))
    evm.state.warm(evm.state.id(of: program.environment.feeRecipient))
    if case .call(let target) = program.message.kind {
      evm.state.warm(evm.state.id(of: target))
    }
    return evm.execute(program.message)
  }

  private static func name(of status: CallOutcome.Status) -> String {
    switch status {
    case .success: "success"
    case .revert: "revert"
    case .halt(let reason): "\(reason)"
    case .fatal(let error): "\(error)"
    }
  }
}

/// A program's state.
private final class ProgramState: StateReader {
  private let accounts: [Address: AccountState]
  private let slots: [Address: [UInt256: UInt256]]
  private let codes: [Hash32: [UInt8]]

  init(_ program: EVMProgram) {
    accounts = program.preState.mapValues(\.account)
    slots = program.preState.mapValues(\.storage)
    codes = Dictionary(
      program.preState.values.map { ($0.account.codeHash, $0.code) },
      uniquingKeysWith: { first, _ in first })
  }

  func account(at address: Address) throws(StateReadError) -> AccountState? {
    accounts[address]
  }

  func storage(at address: Address, slot: UInt256) throws(StateReadError) -> UInt256 {
    slots[address]?[slot] ?? .zero
  }

  func code(hash: Hash32) throws(StateReadError) -> [UInt8] {
    guard let code = codes[hash] else { throw .codeUnknown(hash) }
    return code
  }
}
